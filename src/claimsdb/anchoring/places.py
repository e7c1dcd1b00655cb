"""What an alignment says of places: where a span of the old text would stand in the new one."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.anchoring.alignment import Block
    from claimsdb.anchoring.units import Run

_STRONG: Final = 16
"""Characters of a block that says where its surroundings are; a shorter one may be chance."""

_LONGEST_GAP: Final = 2_000


class Places:
    """The blocks that two texts have in common, asked about spans. Offsets are code points."""

    def __init__(self, old: str, new: str, blocks: Sequence[Block]) -> None:
        self._old, self._new, self._blocks = old, new, blocks
        self._old_starts = [block.old for block in blocks]
        self._new_starts = [block.new for block in blocks]
        strong = [block for block in blocks if block.length >= _STRONG]
        self._strong, self._strong_starts = strong, [block.old for block in strong]

    def unchanged(self, start: int, end: int) -> int | None:
        """Return the new start of a span that stands within one block."""
        at = bisect_right(self._old_starts, start) - 1
        if at < 0 or end > self._blocks[at].old + self._blocks[at].length:
            return None
        return start + self._blocks[at].shift

    def owner(self, start: int, end: int) -> int | None:
        """Return the old start of a new span that stands within one block."""
        at = bisect_right(self._new_starts, start) - 1
        if at < 0 or end > self._blocks[at].new + self._blocks[at].length:
            return None
        return start - self._blocks[at].shift

    def shifts(self, start: int, end: int) -> set[int]:
        """Return how far the blocks at both sides of a span are shifted, and the one it stands in.

        Beyond the blocks the texts' own ends count.
        """
        first = bisect_right(self._old_starts, start) - 1
        last = bisect_right(self._old_starts, end)
        return {self._shift(at) for at in (first - 1, first, first + 1, last - 1, last)}

    def _shift(self, at: int) -> int:
        if at < 0:
            return 0
        return self._blocks[at].shift if at < len(self._blocks) else len(self._new) - len(self._old)

    def surroundings(self, start: int, end: int) -> Run:
        """Return the run of the new text that lies between what surrounds the span in the old one."""
        first = bisect_right(self._strong_starts, start) - 1
        low = high = 0
        if first >= 0:
            block = self._strong[first]
            low = min(start, block.old + block.length) + block.shift
        last = bisect_right(self._strong_starts, end)
        if last and self._strong[last - 1].old + self._strong[last - 1].length >= end:
            high = end + self._strong[last - 1].shift
        else:
            high = self._strong[last].new if last < len(self._strong) else len(self._new)
        return low, max(low, high)

    def leftover(self) -> list[Run]:
        """Return the runs of the new text that no strong block holds, in order."""
        runs, end = [], 0
        for block in self._strong:
            if end < block.new:
                runs.append((end, block.new))
            end = block.new + block.length
        return [*runs, (end, len(self._new))] if end < len(self._new) else runs

    def mapped(self, start: int, end: int) -> Run | None:
        """Return where the span's ends have come to, letter by letter; ``None`` if nothing says so."""
        new_start, new_end = self._start(start), self._end(end)
        if new_start is None or new_end is None or new_start >= new_end:
            return None
        return new_start, new_end

    def _start(self, start: int) -> int | None:
        at = bisect_right(self._old_starts, start) - 1
        if at >= 0 and start < self._blocks[at].old + self._blocks[at].length:
            return start + self._blocks[at].shift
        return self._within_gap(at, start, first=True)

    def _end(self, end: int) -> int | None:
        at = bisect_right(self._old_starts, end - 1) - 1
        if at >= 0 and end <= self._blocks[at].old + self._blocks[at].length:
            return end + self._blocks[at].shift
        return self._within_gap(at, end, first=False)

    def _within_gap(self, before: int, index: int, *, first: bool) -> int | None:
        blocks = self._blocks
        old_start, new_start = 0, 0
        if before >= 0:
            old_start = blocks[before].old + blocks[before].length
            new_start = blocks[before].new + blocks[before].length
        old_end, new_end = len(self._old), len(self._new)
        if before + 1 < len(blocks):
            old_end, new_end = blocks[before + 1].old, blocks[before + 1].new
        if max(old_end - old_start, new_end - new_start) > _LONGEST_GAP:
            return None
        old, new = self._old[old_start:old_end], self._new[new_start:new_end]
        return new_start + _carried(old, new, index - old_start, first=first)


def _carried(old: str, new: str, index: int, *, first: bool) -> int:
    """Carry a cut of a short piece to another: one at its first side goes with what follows it."""
    for edit in Levenshtein.opcodes(old, new):
        inside = edit.src_start <= index < edit.src_end if first else edit.src_start < index <= edit.src_end
        if inside and edit.tag == "delete":
            return edit.dest_start
        if inside:
            return edit.dest_start + index - edit.src_start
    return len(new) if first else 0
