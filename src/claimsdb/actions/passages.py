"""Passages: a span of a version, added once however many statements stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.models import Carrying, CarryingCandidate, Passage, Statement

if TYPE_CHECKING:
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


def forget_if_bare(session: Session, passage_id: int) -> None:
    """Take away a passage that no statement stands on any more, with all that it was carried to."""
    session.flush()
    if session.scalar(select(Statement.id).where(Statement.passage_id == passage_id).limit(1)) is None:
        _forget_carryings(session, passage_id)
        _forget_unused(session, passage_id)


def _forget_carryings(session: Session, passage_id: int) -> None:
    carried_to: set[int] = set()
    for each in session.scalars(select(Carrying).where(Carrying.from_passage_id == passage_id)).all():
        carried_to |= {candidate.passage_id for candidate in each.candidates}
        carried_to |= {each.passage_id} if each.passage_id is not None else set()
        session.delete(each)
    session.flush()
    for number in carried_to - {passage_id}:
        _forget_unused(session, number)


def _forget_unused(session: Session, passage_id: int) -> None:
    """Take away a passage that nothing stands on and that nothing was carried to or from."""
    uses = (
        select(Statement.id).where(Statement.passage_id == passage_id),
        select(Carrying.id).where(Carrying.from_passage_id == passage_id),
        select(Carrying.id).where(Carrying.passage_id == passage_id),
        select(CarryingCandidate.carrying_id).where(CarryingCandidate.passage_id == passage_id),
    )
    if all(session.scalar(use.limit(1)) is None for use in uses):
        session.delete(session.get_one(Passage, passage_id))
        session.flush()  # or the next statement on these words would be stood on it
