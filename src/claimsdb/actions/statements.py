"""Statements: a claim on its passage, with who says it and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.anchoring.folding import fold_key
from claimsdb.database.clock import now
from claimsdb.models import Attribution, Statement
from claimsdb.queries.standing_judgements import meant, steps_in_statement
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from claimsdb.models import Claim, Passage
    from claimsdb.records.annotations import SpeakerNote, StatementNote, WordsNote


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
        of_speakers=[],
    )
    session.add(statement)
    return statement


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain; ``source`` and ``cue`` are its words in folded form, wherever they stand."""

    actor_id: int | None
    label: str | None
    quotation: str | None = None
    source: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Who says a claim and how; ``chain`` is the attribution, nearest first."""

    stance: str
    quotation: str | None
    said: str | None
    chain: tuple[Link, ...]


def link_of(note: SpeakerNote, actor_id: int | None) -> Link:
    """Return what a note tells of a link, its actor looked up already."""
    return Link(actor_id, note.label, note.quotation, _folded(note.source), _folded(note.cue))


def telling_of(note: StatementNote, chain: Iterable[Link]) -> Telling:
    """Return what a note tells of its statement, its speakers looked up already."""
    return Telling(note.stance, note.quotation, note.said, tuple(chain))


def told_by(statement: Statement) -> Telling:
    """Return what is recorded of a statement, whatever a split says of its speakers."""
    words = {(each.position, each.role): fold_key(each.passage.quote) for each in statement.of_speakers}
    chain = tuple(
        Link(
            link.recorded,
            link.label,
            link.quotation,
            words.get((link.position, "source")),
            words.get((link.position, "cue")),
        )
        for link in statement.speakers
    )
    return Telling(statement.stance, statement.quotation, statement.said, chain)


def describe_statement(session: Session, statement: Statement, telling: Telling) -> None:
    """Record who says a statement and how; of a chain that is new the passages are still to be told."""
    date = parse_edtf(telling.said) if telling.said else None
    statement.stance, statement.quotation = telling.stance, telling.quotation
    statement.said = date.edtf if date else None
    statement.said_earliest = date.earliest if date else None
    statement.said_latest = date.latest if date else None
    wanted = [(link.actor_id, link.label, link.quotation) for link in telling.chain]
    if [(link.recorded, link.label, link.quotation) for link in statement.speakers] != wanted:
        if statement.speakers:
            statement.of_speakers.clear()
            statement.speakers.clear()
            session.flush()
        is_new = statement in session.new  # so that nobody can have judged anything in it
        steps = [] if is_new else steps_in_statement(session.connection(), statement.id)
        for position, (recorded, label, quotation) in enumerate(wanted, start=1):
            actor_id = None if recorded is None else meant(recorded, steps)
            statement.speakers.append(
                Attribution(
                    position=position,
                    actor_id=actor_id,
                    label=label,
                    quotation=quotation,
                    recorded_actor_id=None if actor_id == recorded else recorded,
                )
            )


def _folded(words: WordsNote | None) -> str | None:
    return None if words is None else fold_key(words.quote)
