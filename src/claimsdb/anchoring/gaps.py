"""A run that became another, between two that stayed: where a cut through the one goes through the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from claimsdb.anchoring.cutting import tears

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

    from claimsdb.anchoring.units import Run

_MOST_TIMES_LONGER: Final = 3
_MORE: Final = 24


class Gap:
    """A run of the old text, and the one of the new text that stands for it. Both may be empty.

    What was put in beside a span stays outside of it; what replaces the span's own words is inside.
    """

    def __init__(self, old: str, old_run: Run, new: str, new_run: Run) -> None:
        self._old, self._new = old, new
        self._old_run, self._new_run = old_run, new_run

    def start(self, start: int) -> int:
        """Return where a span that begins within the gap, and goes on behind it, begins in the new text."""
        (old_start, old_end), (new_start, new_end) = self._old_run, self._new_run
        if not self._old[old_start:start].strip() and self._replaces(start, old_end):
            return new_end - len(self._new[new_start:new_end].lstrip())
        sure, at = new_start, new_end
        for edit in self._edits():
            if edit.src_end <= start - old_start:
                sure = new_start + edit.dest_end if edit.tag == "equal" else sure
                continue
            if edit.tag == "insert":
                continue
            inside = max(start - old_start - edit.src_start, 0) if edit.tag != "delete" else 0
            if edit.tag == "equal" and edit.src_start < start - old_start:
                sure = new_start + edit.dest_start + inside
            at = new_start + edit.dest_start + inside
            break
        return next((cut for cut in range(at, sure - 1, -1) if not tears(self._new, cut)), at)

    def end(self, end: int) -> int:
        """Return where a span that ends within the gap, and began before it, ends in the new text."""
        (old_start, old_end), (new_start, new_end) = self._old_run, self._new_run
        if not self._old[end:old_end].strip() and self._replaces(old_start, end):
            return new_start + len(self._new[new_start:new_end].rstrip())
        at, sure = new_start, new_end
        for edit in reversed(self._edits()):
            if edit.src_start >= end - old_start:
                sure = new_start + edit.dest_start if edit.tag == "equal" else sure
                continue
            if edit.tag == "insert":
                continue
            outside = max(edit.src_end - (end - old_start), 0) if edit.tag != "delete" else 0
            at = new_start + edit.dest_end - outside
            if edit.tag == "equal" and outside:
                sure = at
            break
        return next((cut for cut in range(at, sure + 1) if not tears(self._new, cut)), at)

    def _replaces(self, start: int, end: int) -> bool:
        """Say whether the new run may stand for these words of the span, no more and no less."""
        words = self._new[slice(*self._new_run)].strip()
        size = end - start
        return (
            any(character.isalnum() for character in self._old[start:end])
            and len(words) <= _MOST_TIMES_LONGER * size + _MORE
            and "\n" not in words
        )

    def _edits(self) -> list[Opcode]:
        return list(Levenshtein.opcodes(self._old[slice(*self._old_run)], self._new[slice(*self._new_run)]))
