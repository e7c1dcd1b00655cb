"""What changed from one text to another, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from claimsdb.records.carrying import DiffPiece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Run = tuple[int, int]

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")


def word_diff(old: str, new: str) -> Iterator[DiffPiece]:
    """Yield the runs of words that both texts have, and those that only one has, in order."""
    before = [found.span() for found in _WORD.finditer(old)]
    after = [found.span() for found in _WORD.finditer(new)]
    words = [old[slice(*each)] for each in before], [new[slice(*each)] for each in after]
    for kind, first, last, start, end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        ours, theirs = _run(before, first, last, len(old)), _run(after, start, end, len(new))
        if kind == "equal":
            yield DiffPiece("equal", ours, theirs)
            continue
        if last > first:
            yield DiffPiece("deleted", ours, (theirs[0], theirs[0]))
        if end > start:
            yield DiffPiece("inserted", (ours[1], ours[1]), theirs)


def _run(words: Sequence[Run], first: int, last: int, size: int) -> Run:
    start = words[first][0] if first < len(words) else size
    return start, words[last - 1][1] if last > first else start
