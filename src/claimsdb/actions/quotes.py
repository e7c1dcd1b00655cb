"""Where the quotes of an annotation stand in a wording: looked up once, absent ones remembered with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.near import find_near
from claimsdb.anchoring.noted import noted_spans
from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.records.annotations import StatementNote, WordsNote
    from claimsdb.records.texts import Span

    Quoted = StatementNote | WordsNote


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

    def near(self, words: WordsNote, spans: Iterable[Span]) -> Span:
        """Return where the words of a speaker stand, of a statement on these spans.

        Raises:
            ClaimsDBError: they do not stand in the text exactly once, nor exactly once beside the statement.
        """
        return find_near(self._haystack, words, spans)

    def _look_up(self, note: Quoted) -> tuple[Span, ...] | ClaimsDBError:
        if note not in self._found:
            self._found[note] = self._seek(note)
        return self._found[note]

    def _seek(self, note: Quoted) -> tuple[Span, ...] | ClaimsDBError:
        try:
            return noted_spans(self._haystack, note)
        except ClaimsDBError as fault:
            return fault
