"""Where the quotes of an annotation stand in a wording: looked up once, absent ones remembered with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.anchoring.find import Haystack
from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from claimsdb.records.annotations import StatementNote
    from claimsdb.records.texts import Span


class Quotes:
    """The quotes of one annotation in one text."""

    def __init__(self, text: str) -> None:
        self._haystack = Haystack(text)
        self._found: dict[StatementNote, Span | ClaimsDBError] = {}

    def find(self, note: StatementNote) -> Span | None:
        """Return where a quote stands, or None if it does not stand exactly once."""
        found = self._look_up(note)
        return None if isinstance(found, ClaimsDBError) else found

    def span(self, note: StatementNote) -> Span:
        """Return where a quote stands.

        Raises:
            ClaimsDBError: it does not stand in the text exactly once.
        """
        found = self._look_up(note)
        if isinstance(found, ClaimsDBError):
            raise found
        return found

    def _look_up(self, note: StatementNote) -> Span | ClaimsDBError:
        if note not in self._found:
            self._found[note] = self._seek(note)
        return self._found[note]

    def _seek(self, note: StatementNote) -> Span | ClaimsDBError:
        try:
            return self._haystack.find(
                note.quote, before=note.before, after=note.after, occurrence=note.occurrence
            )
        except ClaimsDBError as fault:
            return fault
