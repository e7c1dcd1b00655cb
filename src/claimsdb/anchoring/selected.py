"""Where the words stand that a web annotation points at: its position is proven, or its quote looked up."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.offsets import WIDE, Offsets
from claimsdb.errors.anchoring import AmbiguousQuoteError, ContextMismatchError
from claimsdb.errors.annotations import NothingThereError, OtherTextError
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.foreign_notes import Selection

NEAR: Final = (12, 4)
"""Code points of prefix and suffix that must fit at least: readers differ in what stands further away."""


class Placing:
    """One text, in which the words of many annotations are looked for."""

    def __init__(self, text: str) -> None:
        self._haystack = Haystack(text)
        self._text = text
        self._offsets = cache(lambda unit: Offsets(text, unit))

    def find(self, wanted: Selection, *, is_same_text: bool | None) -> Span:
        """Return where the words of a selection stand.

        Its position counts if its words stand there, in whatever unit, unless what stands beside them is
        said to be otherwise and is so elsewhere. A position without words is believed, unless the text
        ``is_same_text`` as was annotated is denied (None: not known).

        Raises:
            ClaimsDBError: the words do not stand in the text, or not in one place alone.
        """
        if wanted.exact is None:
            return self._whatever_stands_there(wanted, is_same_text=is_same_text)
        exact = _tidy(wanted.exact)
        proven = [Span(start, start + len(exact), exact) for start in self._places(wanted, exact)]
        fitting = next((span for span in proven if is_same_text or self._fits(span, wanted)), None)
        return fitting or self._look_up(exact, wanted, next(iter(proven), None))

    def _whatever_stands_there(self, wanted: Selection, *, is_same_text: bool | None) -> Span:
        if is_same_text is False:
            raise OtherTextError
        assert wanted.start is not None
        assert wanted.end is not None
        offsets = self._offsets(wanted.unit)
        start, end = offsets.index(wanted.start), offsets.index(wanted.end)
        if start is None or end is None or end > len(self._text) or not self._text[start:end].strip():
            raise NothingThereError(wanted.start, wanted.end, wanted.unit)
        return Span(start, end, self._text[start:end])

    def _places(self, wanted: Selection, exact: str) -> Iterator[int]:
        """Yield where the words stand at the position, counted in its own unit first."""
        if wanted.start is None:
            return
        for unit in sorted(WIDE, key=lambda unit: not unit.startswith(wanted.unit)):
            start = self._offsets(unit).index(wanted.start)
            if start is not None and self._text.startswith(exact, start):
                yield start

    def _fits(self, span: Span, wanted: Selection) -> bool:
        before, after = wanted.prefix or "", wanted.suffix or ""
        start, end = span.start_char, span.end_char
        if self._text.endswith(before, 0, start) and self._text.startswith(after, end):
            return True
        return self._haystack.stands_beside((start, end), _seen(before), _seen(after))

    def _look_up(self, exact: str, wanted: Selection, proven: Span | None) -> Span:
        before, after = _seen(wanted.prefix), _seen(wanted.suffix)
        try:
            return self._haystack.find(exact, before=before, after=after)
        except ContextMismatchError as fault:
            found = proven or self._look_up_nearby(exact, before, after)
            if found is None:
                raise fault from None
            return found

    def _look_up_nearby(self, exact: str, before: str | None, after: str | None) -> Span | None:
        for near in NEAR:
            nearer = before and _seen(before[-near:]), after and _seen(after[:near])
            try:
                return self._haystack.find(exact, before=nearer[0], after=nearer[1])
            except (ContextMismatchError, AmbiguousQuoteError):
                continue
        return None


def _tidy(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _seen(words: str | None) -> str | None:
    """Return words of which something can be seen, or None."""
    return words if words and words.strip() else None
