"""Statements: a claim on its passage, with who says it and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.database.clock import now
from claimsdb.models import Attribution, Statement
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.actions.actors import ActorBook
    from claimsdb.models import Annotator, Claim, Passage
    from claimsdb.records.annotations import SpeakerNote, StatementNote


def add_statement(
    session: Session,
    claim: Claim,
    passage: Passage,
    *,
    annotator: Annotator | None = None,
    annotation_file_id: int | None = None,
) -> Statement:
    """Add a statement of a claim on a passage, its speakers still to be told."""
    statement = Statement(
        claim=claim,
        passage=passage,
        annotator=annotator,
        annotation_file_id=annotation_file_id,
        recorded_at=now(),
    )
    session.add(statement)
    return statement


def describe_statement(session: Session, statement: Statement, note: StatementNote, book: ActorBook) -> bool:
    """Record what a note says of a statement; tell whether that changed anything."""
    before = _described(statement)
    date = parse_edtf(note.said) if note.said else None
    statement.stance, statement.quotation = note.stance, note.quotation
    statement.said = date.edtf if date else None
    statement.said_earliest = date.earliest if date else None
    statement.said_latest = date.latest if date else None
    chain = [_link(position, speaker, book) for position, speaker in enumerate(note.speakers, start=1)]
    if list(map(_linked, chain)) != list(map(_linked, statement.speakers)):
        statement.speakers.clear()
        session.flush()
        statement.speakers.extend(chain)
    session.flush()
    return _described(statement) != before


def _link(position: int, speaker: SpeakerNote, book: ActorBook) -> Attribution:
    actor_id = book.actor(speaker.name).id if speaker.name is not None else None
    return Attribution(position=position, actor_id=actor_id, label=speaker.label)


def _linked(link: Attribution) -> tuple[int, int | None, str | None]:
    return link.position, link.actor_id, link.label


def _described(statement: Statement) -> tuple[object, ...]:
    chain = tuple(map(_linked, statement.speakers))
    return statement.stance, statement.quotation, statement.said, chain
