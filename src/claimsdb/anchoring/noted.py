"""Where a statement or a role of an annotation stands: where a program says, or where its quote is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.anchoring.given import proven
from claimsdb.anchoring.parts import find_spans
from claimsdb.records.annotations import StatementNote

if TYPE_CHECKING:
    from claimsdb.anchoring.find import Haystack
    from claimsdb.records.annotations import WordsNote
    from claimsdb.records.texts import Span


def noted_spans(haystack: Haystack, note: StatementNote | WordsNote) -> tuple[Span, ...]:
    """Return the passages that a note is on, in the order of the text.

    Raises:
        ClaimsDBError: its quote does not stand there, or not exactly once in the text.
    """
    if isinstance(note, StatementNote) and note.spans:
        return proven(haystack.text, note.spans)
    return find_spans(haystack, note.quote, before=note.before, after=note.after, occurrence=note.occurrence)
