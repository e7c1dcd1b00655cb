"""Claims: one row a proposition, found again by its sentence and event date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from claimsdb.actions.relations import forget_relations
from claimsdb.models import Claim, ClaimActor, ClaimKey, Statement, Topic
from claimsdb.queries.standing_judgements import all_meant, steps_in_claim
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from claimsdb.records.annotations import ClaimNote

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ties:
    """Whom a claim is about, as (actor id, role), and the numbers of the topics it bears."""

    about: list[tuple[int, str]]
    topics: list[int]


def claim_saying(session: Session, sentence: str, when: str | None) -> Claim | None:
    """Return the claim with this sentence and event date, if there is one."""
    query = select(Claim).where(Claim.sentence == sentence, Claim.event_date.is_not_distinct_from(when))
    return session.scalar(query)


def add_claim(session: Session, note: ClaimNote) -> Claim:
    """Add the claim of a note, without yet saying whom it is about."""
    claim = Claim(sentence=note.claim, status=note.status, about=[], topics=[])
    _date(claim, note.when)
    session.add(claim)
    session.flush()
    return claim


def describe_claim(session: Session, claim: Claim, note: ClaimNote, ties: Ties, *, ours: bool) -> None:
    """Record what a note says of a claim, with its ties to actors and topics.

    A claim that is ``ours`` (no other file or person has a statement of it) becomes what the
    note says. To one that is shared, the note can only add.
    """
    topics = [session.get_one(Topic, number) for number in ties.topics]
    if ours:
        claim.sentence, claim.kind, claim.status = note.claim, note.kind, note.status
        _date(claim, note.when)
    claim.kind = claim.kind or note.kind
    claim.topics = _united([] if ours else claim.topics, topics)
    _set_about(session, claim, _united([] if ours else whom(claim), ties.about))
    session.flush()
    session.flush()


def whom(claim: Claim) -> list[tuple[int, str]]:
    """Return whom a claim is about as recorded, as (actor id, role), in the order written down."""
    return [(each.recorded, each.role) for each in claim.about]


def is_shared(session: Session, claim: Claim, annotation_file_id: int | None) -> bool:
    """Tell whether a statement of the claim was recorded elsewhere: in another file, or by hand."""
    elsewhere = Statement.annotation_file_id.is_distinct_from(annotation_file_id)
    query = select(Statement.id).where(Statement.claim_id == claim.id, elsewhere).limit(1)
    return session.scalar(query) is not None


def is_stated(session: Session, claim: Claim) -> bool:
    """Tell whether any statement makes the claim."""
    session.flush()
    return session.scalar(select(Statement.id).where(Statement.claim_id == claim.id).limit(1)) is not None


def carry_keys(session: Session, old: Claim, new: Claim) -> None:
    """Let the keys of one claim name another."""
    for key in session.scalars(select(ClaimKey).where(ClaimKey.claim_id == old.id)).all():
        key.claim_id = new.id
    session.flush()


def forget_if_unstated(session: Session, claim: Claim) -> None:
    """Take away a claim that no statement makes any more, with its relations and keys."""
    if not is_stated(session, claim):
        forget_relations(session, claim)
        session.delete(claim)
        session.flush()


def _date(claim: Claim, when: str | None) -> None:
    date = parse_edtf(when) if when else None
    claim.event_date = date.edtf if date else None
    claim.event_earliest = date.earliest if date else None
    claim.event_latest = date.latest if date else None


def _united(known: Iterable[T], more: Iterable[T]) -> list[T]:
    return list(dict.fromkeys((*known, *more)))


def _set_about(session: Session, claim: Claim, about: list[tuple[int, str]]) -> None:
    if about != whom(claim):
        if claim.about:
            claim.about.clear()
            session.flush()
        in_force = all_meant(about, steps_in_claim(session.connection(), claim.id))
        for position, ((recorded, role), actor_id) in enumerate(zip(about, in_force, strict=True), start=1):
            claim.about.append(
                ClaimActor(
                    actor_id=actor_id,
                    role=role,
                    position=position,
                    recorded_actor_id=None if actor_id == recorded else recorded,
                )
            )
