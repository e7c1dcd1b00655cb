"""Where the quotes of an annotation stand in a wording: looked up once, absent ones remembered with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.parts import find_spans
from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from claimsdb.records.annotations import QuoteNote, StatementNote
    from claimsdb.records.texts import Span

    Quoted = StatementNote | QuoteNote


class Quotes:
    """The quotes of one annotation in one text."""

    def __init__(self, text: str) -> None:
        self._haystack = Haystack(text)
        self._found: dict[Quoted, tuple[Span, ...] | ClaimsDBError] = {}

    def find(self, note: Quoted) -> tuple[Span, ...]:
        """Return where a quote stands, its parts in order; nothing if it does not stand exactly once."""
        found = self._look_up(note)
        return () if isinstance(found, ClaimsDBError) else found

    def spans(self, note: Quoted) -> tuple[Span, ...]:
        """Return where a quote stands, its parts in order.

        Raises:
            ClaimsDBError: it does not stand in the text exactly once.
        """
        found = self._look_up(note)
        if isinstance(found, ClaimsDBError):
            raise found
        return found

    def _look_up(self, note: Quoted) -> tuple[Span, ...] | ClaimsDBError:
        if note not in self._found:
            self._found[note] = self._seek(note)
        return self._found[note]

    def _seek(self, note: Quoted) -> tuple[Span, ...] | ClaimsDBError:
        try:
            return find_spans(
                self._haystack,
                note.quote,
                before=note.before,
                after=note.after,
                occurrence=note.occurrence,
            )
        except ClaimsDBError as fault:
            return fault
