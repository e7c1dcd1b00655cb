"""What an alignment says of places: where a span of the old text would stand in the new one."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.gaps import Gap

if TYPE_CHECKING:
    from claimsdb.anchoring.alignment import Alignment
    from claimsdb.anchoring.units import Run

_STRONG: Final = 16
"""Characters of a block that says where its surroundings are; a shorter one may be chance."""

_LONGEST_GAP: Final = 2_000


class Places:
    """The blocks that two texts have in common, asked about spans. Offsets are code points."""

    def __init__(self, old: str, new: str, alignment: Alignment) -> None:
        self._old, self._new, self._blocks = old, new, alignment.kept
        blocks = self._blocks
        self._moved = alignment.moved
        self._moved_starts = [block.old for block in self._moved]
        self._moved_back = sorted((block.new, block) for block in self._moved)
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

    def moved(self, start: int, end: int) -> int | None:
        """Return the new start of a span that stands within one block that was moved."""
        at = bisect_right(self._moved_starts, start) - 1
        if at < 0 or end > self._moved[at].old + self._moved[at].length:
            return None
        return start + self._moved[at].shift

    def owner(self, start: int, end: int) -> int | None:
        """Return the old start of a new span that stands within one block."""
        at = bisect_right(self._new_starts, start) - 1
        if at >= 0 and end <= self._blocks[at].new + self._blocks[at].length:
            return start - self._blocks[at].shift
        at = bisect_right(self._moved_back, start, key=itemgetter(0)) - 1
        if at >= 0 and end <= self._moved_back[at][0] + self._moved_back[at][1].length:
            return start - self._moved_back[at][1].shift
        return None

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
        """Return where the ends of an edited span have come to; ``None`` if no block within it says so."""
        first, last = bisect_right(self._old_starts, start), bisect_right(self._old_starts, end - 1)
        if first == last and (not first or self._end_of(first - 1)[0] <= start):
            return None
        new_start, new_end = self._start(start), self._end(end)
        if new_start is None or new_end is None or new_start >= new_end:
            return None
        return new_start, new_end

    def _start(self, start: int) -> int | None:
        at = bisect_right(self._old_starts, start) - 1
        if start < self._end_of(at)[0]:
            return start + self._blocks[at].shift
        gap = self._gap(at)
        return None if gap is None else gap.start(start)

    def _end(self, end: int) -> int | None:
        at = bisect_right(self._old_starts, end - 1) - 1
        if end <= self._end_of(at)[0]:
            return end + self._blocks[at].shift
        gap = self._gap(at)
        return None if gap is None else gap.end(end)

    def _end_of(self, at: int) -> Run:
        if at < 0:
            return 0, 0
        block = self._blocks[at]
        return block.old + block.length, block.new + block.length

    def _gap(self, before: int) -> Gap | None:
        old_start, new_start = self._end_of(before)
        old_end, new_end = len(self._old), len(self._new)
        if before + 1 < len(self._blocks):
            old_end, new_end = self._blocks[before + 1].old, self._blocks[before + 1].new
        if max(old_end - old_start, new_end - new_start) > _LONGEST_GAP:
            return None
        return Gap(self._old, (old_start, old_end), self._new, (new_start, new_end))
