"""Passages: a span of a version, added once however many statements stand on it, and what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.models import (
    ActorRole,
    Carrying,
    CarryingCandidate,
    ClaimReviewEvidence,
    Passage,
    Statement,
    StatementPassage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from claimsdb.models import Version
    from claimsdb.records.texts import Span


def passage_at(session: Session, version: Version, span: Span) -> Passage:
    """Return the passage of a version at a span, added if it is new."""
    query = select(Passage).where(
        Passage.version_id == version.id,
        Passage.start_char == span.start_char,
        Passage.end_char == span.end_char,
    )
    passage = session.scalar(query)
    if passage is None:
        passage = Passage(
            version_id=version.id, start_char=span.start_char, end_char=span.end_char, quote=span.quote
        )
        session.add(passage)
        session.flush()
    return passage


def passages_of(statement: Statement) -> list[Passage]:
    """Return the passages that a statement stands on, in the order of the text."""
    return [statement.passage, *(each.passage for each in statement.further)]


def every_passage_of(statement: Statement) -> list[Passage]:
    """Return the passages that a statement stands on, and then those of its speakers."""
    return [*passages_of(statement), *(each.passage for each in statement.of_speakers)]


def words_of(statement: Statement) -> str:
    """Return the words that a statement stands on, with a sign where some are left out."""
    return " … ".join(passage.quote for passage in passages_of(statement))


def stand_on(session: Session, statement: Statement, version: Version, spans: Sequence[Span]) -> None:
    """Stand a statement on these spans of a version; the passages of its speakers are to be told anew."""
    if statement.further or statement.of_speakers:
        statement.further.clear()
        statement.of_speakers.clear()
        session.flush()  # the first passage is held while there are others
    statement.passage = passage_at(session, version, spans[0])
    session.flush()
    add_further(session, statement, version, spans[1:])


def add_further(session: Session, statement: Statement, version: Version, spans: Iterable[Span]) -> None:
    """Add the passages on which a statement stands behind its first."""
    for position, span in enumerate(spans, start=2):
        passage = passage_at(session, version, span)
        statement.further.append(StatementPassage(role="content", position=position, passage=passage))


def forget_if_bare(session: Session, passages: Iterable[int]) -> None:
    """Take away those of some passages that nothing stands on now, with all they were carried to."""
    session.flush()
    for number in dict.fromkeys(passages):  # one may be content and cue at once
        if not _is_stood_on(session, number):
            _forget_carryings(session, number)
            _forget_unused(session, number)
    session.flush()  # or the next statement on these words would be stood on it


def _is_stood_on(session: Session, number: int) -> bool:
    """Tell whether a statement stands on a passage, a review of a claim, or a role."""
    uses = (
        select(Statement.id).where(Statement.passage_id == number),
        select(StatementPassage.statement_id).where(StatementPassage.passage_id == number),
        select(ClaimReviewEvidence.review_id).where(ClaimReviewEvidence.passage_id == number),
        select(ActorRole.id).where(ActorRole.passage_id == number),
    )
    return any(session.scalar(use.limit(1)) is not None for use in uses)


def _forget_carryings(session: Session, number: int) -> None:
    carried_to: set[int] = set()
    for each in session.scalars(select(Carrying).where(Carrying.from_passage_id == number)).all():
        carried_to |= {candidate.passage_id for candidate in each.candidates}
        carried_to |= {each.passage_id} if each.passage_id is not None else set()
        session.delete(each)
    session.flush()
    for candidate in carried_to - {number}:
        _forget_unused(session, candidate)


def _forget_unused(session: Session, number: int) -> None:
    """Take away a passage that nothing stands on and that nothing was carried to or from."""
    uses = (
        select(Carrying.id).where(Carrying.from_passage_id == number),
        select(Carrying.id).where(Carrying.passage_id == number),
        select(CarryingCandidate.carrying_id).where(CarryingCandidate.passage_id == number),
    )
    used = any(session.scalar(use.limit(1)) is not None for use in uses)
    if not used and not _is_stood_on(session, number):
        session.delete(session.get_one(Passage, number))
        session.flush()
