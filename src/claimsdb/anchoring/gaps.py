"""A run that became another, between two that stayed: where a cut through the one goes through the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from claimsdb.anchoring.cutting import tears

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

    from claimsdb.anchoring.units import Run

_MOST_TIMES_LONGER: Final = 3
_MORE: Final = 24
_PARAGRAPH: Final = "\n\n"
_LEAST_PART: Final = 40.0
_LONGEST_TRIED: Final = 300


class Gap:
    """A run of the old text, and the one of the new text that stands for it. Both may be empty.

    What was put in beside a span stays outside of it; what replaces the span's own words is inside.
    """

    def __init__(self, old: str, old_run: Run, new: str, new_run: Run) -> None:
        self._old, self._new = old, new
        self._old_run, self._new_run = old_run, new_run

    def start(self, start: int) -> int:
        """Return where a span that begins within the gap, and goes on behind it, begins in the new text."""
        before, words = self._old[self._old_run[0] : start], self._old[start : self._old_run[1]]
        low = self._new.rfind(_PARAGRAPH, *self._new_run)
        if low >= 0 and _PARAGRAPH not in words:
            self._new_run = low + len(_PARAGRAPH), self._new_run[1]
        new_start, new_end = self._new_run
        new = self._new[new_start:new_end]
        if not before.strip() and _may_replace(words, new):
            return new_end - len(new.lstrip())
        if not _has_letters(words):
            return new_end - _signs(new[::-1], len(words.strip()))
        sure, at = self._first(start - self._old_run[0])
        at = next((cut for cut in range(at, sure - 1, -1) if not tears(self._new, cut)), at)
        at = self._best(at, before, words)
        return at if _may_be(words, self._new[at:new_end]) else new_end

    def end(self, end: int) -> int:
        """Return where a span that ends within the gap, and began before it, ends in the new text."""
        words, after = self._old[self._old_run[0] : end], self._old[end : self._old_run[1]]
        high = self._new.find(_PARAGRAPH, *self._new_run)
        if high >= 0 and _PARAGRAPH not in words:
            self._new_run = self._new_run[0], high
        new_start, new_end = self._new_run
        new = self._new[new_start:new_end]
        if not after.strip() and _may_replace(words, new):
            return new_start + len(new.rstrip())
        if not _has_letters(words):
            return new_start + _signs(new, len(words.strip()))
        at, sure = self._last(end - self._old_run[0])
        at = next((cut for cut in range(at, sure + 1) if not tears(self._new, cut)), at)
        at = self._best(at, words, after)
        return at if _may_be(words, self._new[new_start:at]) else new_start

    def _best(self, cut: int, before: str, after: str) -> int:
        """Return the cut of the new run whose sides are most like these words; given, if as good."""
        start, end = self._new_run
        if end - start > _LONGEST_TRIED:
            return cut
        cuts = [cut, *(each for each in range(start, end + 1) if not tears(self._new, each))]
        return max(
            cuts,
            key=lambda at: (
                len(before) * fuzz.ratio(before, self._new[start:at])
                + len(after) * fuzz.ratio(after, self._new[at:end])
            ),
        )

    def _first(self, start: int) -> Run:
        """Return up to where the new text is surely not the span's, and where its first letter is."""
        (_, _), (new_start, new_end) = self._old_run, self._new_run
        sure = new_start
        for edit in self._edits():
            if edit.src_end <= start:
                sure = new_start + edit.dest_end if edit.tag == "equal" else sure
            elif edit.tag == "delete":
                return sure, new_start + edit.dest_start
            elif edit.tag != "insert":
                at = new_start + edit.dest_start + max(start - edit.src_start, 0)
                return (at if edit.tag == "equal" and edit.src_start < start else sure), at
        return sure, new_end

    def _last(self, end: int) -> Run:
        """Return behind which letter the span ends, and from where the new text is surely not its own."""
        (_, _), (new_start, new_end) = self._old_run, self._new_run
        sure = new_end
        for edit in reversed(self._edits()):
            if edit.src_start >= end:
                sure = new_start + edit.dest_start if edit.tag == "equal" else sure
            elif edit.tag == "delete":
                return new_start + edit.dest_end, sure
            elif edit.tag != "insert":
                at = new_start + edit.dest_end - max(edit.src_end - end, 0)
                return at, (at if edit.tag == "equal" and edit.src_end > end else sure)
        return new_start, sure

    def _edits(self) -> list[Opcode]:
        return list(Levenshtein.opcodes(self._old[slice(*self._old_run)], self._new[slice(*self._new_run)]))


def _may_replace(words: str, new: str) -> bool:
    """Say whether a new run may stand for these words of a span, no more and no less."""
    new = new.strip()
    return (
        _has_letters(words) and len(new) <= _MOST_TIMES_LONGER * len(words) + _MORE and _PARAGRAPH not in new
    )


def _may_be(words: str, new: str) -> bool:
    """Say whether words may have become others: any short ones, and longer ones that are a little alike."""
    return max(len(words), len(new)) <= _MORE or fuzz.ratio(words, new) >= _LEAST_PART


def _has_letters(words: str) -> bool:
    return any(map(str.isalnum, words))


def _signs(words: str, most: int) -> int:
    """Count the signs that words begin with, which stand for so many others at most."""
    return next(
        (at for at, sign in enumerate(words[:most]) if sign.isalnum() or sign.isspace()),
        min(most, len(words)),
    )
