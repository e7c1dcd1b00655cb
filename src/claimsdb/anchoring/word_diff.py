"""What changed between two wordings, word by word, to be shown to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.anchoring.alignment import Block, align
from claimsdb.records.carrying import DiffPiece

if TYPE_CHECKING:
    from collections.abc import Iterator


def word_diff(old: str, new: str) -> Iterator[DiffPiece]:
    """Yield the pieces of both texts in order: together they are all of the old text, and all of the new.

    Equal pieces and changed ones take turns; where something was replaced, what is deleted comes
    before what is inserted. Words of scripts without spaces are single characters, as their
    reader sees them. Text that was moved is deleted here and inserted there.
    """
    kept = [block for block in align(old, new).kept if block.length]
    deleted = inserted = 0
    for block in [*kept, Block(len(old), len(new), 0)]:
        if deleted < block.old:
            yield DiffPiece("deleted", (deleted, block.old), (inserted, inserted))
        if inserted < block.new:
            yield DiffPiece("inserted", (block.old, block.old), (inserted, block.new))
        if block.length:
            yield DiffPiece(
                "equal", (block.old, block.old + block.length), (block.new, block.new + block.length)
            )
        deleted, inserted = block.old + block.length, block.new + block.length
