"""Statements: a claim on its passage, with who says it and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.database.clock import now
from claimsdb.models import Attribution, Statement
from claimsdb.queries.standing_judgements import meant, steps_in_statement
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from claimsdb.models import Claim, Passage
    from claimsdb.records.annotations import StatementNote


def add_statement(
    session: Session,
    claim: Claim,
    passage: Passage,
    *,
    annotator_id: int | None = None,
    annotation_file_id: int | None = None,
) -> Statement:
    """Add a statement of a claim on a passage, its speakers still to be told."""
    statement = Statement(
        claim=claim,
        passage=passage,
        annotator_id=annotator_id,
        annotation_file_id=annotation_file_id,
        recorded_at=now(),
        speakers=[],
        further=[],
    )
    session.add(statement)
    return statement


@dataclass(frozen=True, slots=True)
class Telling:
    """Who says a claim and how; ``chain`` is the attribution, nearest first, as (actor id, label)."""

    stance: str
    quotation: str | None
    said: str | None
    chain: tuple[tuple[int | None, str | None], ...]


def telling_of(note: StatementNote, chain: Iterable[tuple[int | None, str | None]]) -> Telling:
    """Return what a note tells of its statement, its speakers looked up already."""
    return Telling(note.stance, note.quotation, note.said, tuple(chain))


def told_by(statement: Statement) -> Telling:
    """Return what is recorded of a statement, whatever a split says of its speakers."""
    chain = tuple((link.recorded, link.label) for link in statement.speakers)
    return Telling(statement.stance, statement.quotation, statement.said, chain)


def describe_statement(session: Session, statement: Statement, telling: Telling) -> None:
    """Record who says a statement and how."""
    date = parse_edtf(telling.said) if telling.said else None
    statement.stance, statement.quotation = telling.stance, telling.quotation
    statement.said = date.edtf if date else None
    statement.said_earliest = date.earliest if date else None
    statement.said_latest = date.latest if date else None
    if told_by(statement).chain != telling.chain:
        if statement.speakers:
            statement.speakers.clear()
            session.flush()
        is_new = statement in session.new  # so that nobody can have judged anything in it
        steps = [] if is_new else steps_in_statement(session.connection(), statement.id)
        for position, (recorded, label) in enumerate(telling.chain, start=1):
            actor_id = None if recorded is None else meant(recorded, steps)
            statement.speakers.append(
                Attribution(
                    position=position,
                    actor_id=actor_id,
                    label=label,
                    recorded_actor_id=None if actor_id == recorded else recorded,
                )
            )
