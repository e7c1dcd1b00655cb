"""The statements on one wording as selections of a REFI-QDA project."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from claimsdb.formats.refi_qda.guids import guid_of
from claimsdb.formats.refi_qda.note import write_note
from claimsdb.records.qda import QdaNote, WrittenSelection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.full_statements import FullStatement
    from claimsdb.records.qda import QdaSpeaker

LONGEST_NAME: Final = 250
"""Code points of the words by which a selection is called; of longer ones the beginning, and «…»."""
CUT: Final = "…"


def selections_of(
    text: str, told: Iterable[tuple[FullStatement, list[QdaSpeaker]]]
) -> tuple[WrittenSelection, ...]:
    """Return the selections on a text, by its GUID: a selection for each passage of a statement.

    Their order and GUIDs come from what they say alone, so that equal databases give equal ones.
    """
    seen: Counter[str] = Counter()
    noted = [(_note(statement, speakers), statement) for statement, speakers in told]
    found: list[WrittenSelection] = []
    for note, statement in sorted(noted, key=_order):
        said = guid_of("statement", text, *_order((note, statement)))
        seen[said] += 1
        found.extend(_parts(note, statement, guid_of("statement", said, seen[said])))
    return tuple(found)


def _order(noted: tuple[QdaNote, FullStatement]) -> tuple[list[tuple[int, int]], str, str, tuple[str, ...]]:
    note, statement = noted
    places = [(each.span.start_char, each.span.end_char) for each in statement.passages]
    return places, write_note(note), repr(statement.annotator), statement.topics


def _note(statement: FullStatement, speakers: list[QdaSpeaker]) -> QdaNote:
    return QdaNote(
        statement.claim,
        statement.stance,
        statement.quotation,
        statement.said,
        tuple(speakers),
        tuple((role, name) for name, role in statement.about),
        statement.when,
        statement.kind,
        None if statement.status == "accepted" else statement.status,
        parts=len(statement.passages),
    )


def _parts(note: QdaNote, statement: FullStatement, said: str) -> Iterator[WrittenSelection]:
    follows = None
    for number, shown in enumerate(statement.passages, start=1):
        guid = guid_of("selection", said, number)
        span = shown.span
        yield WrittenSelection(
            guid,
            span.start_char,
            span.end_char,
            _called(span.quote),
            write_note(replace(note, part=number)),
            statement.annotator,
            statement.recorded_at,
            statement.topics,
            follows,
        )
        follows = guid


def _called(quote: str) -> str:
    name = " ".join(quote.split())
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}{CUT}"
