"""Claims: one row a proposition, found again by its sentence and event date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select

from claimsdb.actions.topics import topic_at
from claimsdb.models import Claim, ClaimActor, ClaimRelation, Statement
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.actions.actors import ActorBook
    from claimsdb.records.annotations import ClaimNote


def claim_saying(session: Session, sentence: str, when: str | None) -> Claim | None:
    """Return the claim with this sentence and event date, if there is one."""
    query = select(Claim).where(Claim.sentence == sentence, Claim.event_date.is_not_distinct_from(when))
    return session.scalar(query)


def add_claim(session: Session, note: ClaimNote) -> Claim:
    """Add the claim of a note, without yet saying whom it is about."""
    claim = Claim(sentence=note.claim, status=note.status)
    _date(claim, note.when)
    session.add(claim)
    session.flush()
    return claim


def describe_claim(session: Session, claim: Claim, note: ClaimNote, book: ActorBook, *, ours: bool) -> bool:
    """Record what a note says of a claim; tell whether that changed anything.

    A claim that is ``ours`` (no other file or person has a statement of it) becomes what the
    note says. To one that is shared, the note can only add.
    """
    before = _described(claim)
    if ours:
        claim.sentence, claim.kind, claim.status = note.claim, note.kind, note.status
        _date(claim, note.when)
        claim.topics = []
        claim.about = []
        session.flush()
    claim.kind = claim.kind or note.kind
    _add_topics(session, claim, note)
    _add_about(session, claim, note, book)
    return _described(claim) != before


def is_shared(session: Session, claim: Claim, annotation_file_id: int | None) -> bool:
    """Tell whether a statement of the claim was recorded elsewhere: in another file, or by hand."""
    elsewhere = Statement.annotation_file_id.is_distinct_from(annotation_file_id)
    query = select(Statement.id).where(Statement.claim_id == claim.id, elsewhere).limit(1)
    return session.scalar(query) is not None


def forget_if_unstated(session: Session, claim: Claim) -> None:
    """Take away a claim that no statement makes any more, with its relations and keys."""
    session.flush()
    if session.scalar(select(Statement.id).where(Statement.claim_id == claim.id).limit(1)) is None:
        tied = or_(ClaimRelation.claim_id == claim.id, ClaimRelation.related_claim_id == claim.id)
        session.execute(delete(ClaimRelation).where(tied))
        session.delete(claim)
        session.flush()


def _date(claim: Claim, when: str | None) -> None:
    date = parse_edtf(when) if when else None
    claim.event_date = date.edtf if date else None
    claim.event_earliest = date.earliest if date else None
    claim.event_latest = date.latest if date else None


def _add_topics(session: Session, claim: Claim, note: ClaimNote) -> None:
    for path in note.topics:
        topic = topic_at(session, path)
        if topic not in claim.topics:
            claim.topics.append(topic)
    session.flush()


def _add_about(session: Session, claim: Claim, note: ClaimNote, book: ActorBook) -> None:
    there = {(each.actor_id, each.role) for each in claim.about}
    for each in note.about:
        actor = book.actor(each.name)
        if (actor.id, each.role) not in there:
            there.add((actor.id, each.role))
            claim.about.append(ClaimActor(actor_id=actor.id, role=each.role, position=len(there)))
    session.flush()


def _described(claim: Claim) -> tuple[object, ...]:
    about = tuple((each.actor_id, each.role) for each in claim.about)
    topics = frozenset(topic.id for topic in claim.topics)
    return claim.sentence, claim.kind, claim.status, claim.event_date, about, topics
