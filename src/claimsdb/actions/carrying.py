"""Carries the passages that statements, speakers, reviews and roles stand on to a new version."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from claimsdb.actions.passages import passage_at
from claimsdb.anchoring.carry import carry
from claimsdb.database.clock import now
from claimsdb.models import (
    ActorRole,
    Carrying,
    CarryingCandidate,
    CarryingDecision,
    ClaimReviewEvidence,
    Passage,
    Statement,
    StatementPassage,
    Version,
)
from claimsdb.queries.claims_on import claims_on
from claimsdb.records.loading import CarriedClaim
from claimsdb.records.vocabulary import SAME_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from claimsdb.records.carrying import Carried
    from claimsdb.records.texts import Span


@dataclass(frozen=True, slots=True)
class _Known:
    """A passage that something stands on, and what became of it in the version before; None: nothing yet.

    It is carried from where a person last vouched for its words: where it was quoted, or where it was
    accepted since.
    """

    passage: Passage
    last: Carrying | None

    @property
    def accepted(self) -> Carrying | None:
        """Return what became of it before, if a person accepted that."""
        return self.last if self.last is not None and self.last.review == "accepted" else None

    @property
    def basis(self) -> Passage:
        """Return the passage to carry from."""
        return (self.accepted.passage if self.accepted else None) or self.passage


def carry_passages(session: Session, version: Version) -> None:
    """Record for each passage of earlier versions that something stands on what became of it in a new one."""
    found = list(_carried(session, version))
    places = _places(session, version, (carried for _known, carried in found))
    for known, _carried_to in found:
        if known.last is not None:
            known.last.latest = 0
    session.flush()  # before others are the latest
    carryings = [_carrying(version, known, carried, places) for known, carried in found]
    session.add_all(carryings)
    session.flush()
    for carrying, (known, carried) in zip(carryings, found, strict=True):
        if known.accepted is not None:
            _inherit(carrying, known.accepted, carried)
    session.flush()


def carry_passage(session: Session, passage: Passage, version: Version) -> None:
    """Record what became of one more passage in a version to which others were carried before."""
    there = select(Carrying.id).where(
        Carrying.from_passage_id == passage.id, Carrying.version_id == version.id
    )
    if session.scalar(there) is not None:
        return
    (carried,) = carry(passage.version.text, version.text, [(passage.start_char, passage.end_char)])
    places = {each.span: passage_at(session, version, each.span) for each in carried.candidates}
    session.add(_carrying(version, _Known(passage, None), carried, places))
    session.flush()


def _carried(session: Session, version: Version) -> Iterator[tuple[_Known, Carried]]:
    by_version: defaultdict[int, list[_Known]] = defaultdict(list)
    for known in _known(session, version):
        by_version[known.basis.version_id].append(known)
    for number, group in by_version.items():
        old = session.get_one(Version, number).text
        spans = [(each.basis.start_char, each.basis.end_char) for each in group]
        yield from zip(group, carry(old, version.text, spans), strict=True)


def _known(session: Session, version: Version) -> Iterator[_Known]:
    first = select(Statement.id).where(Statement.passage_id == Passage.id).exists()
    further = select(StatementPassage.statement_id).where(StatementPassage.passage_id == Passage.id).exists()
    evidence = (
        select(ClaimReviewEvidence.review_id).where(ClaimReviewEvidence.passage_id == Passage.id).exists()
    )
    role = select(ActorRole.id).where(ActorRole.passage_id == Passage.id).exists()
    stood_on = first | further | evidence | role
    query = (
        select(Passage, Carrying)
        .join(Version, Version.id == Passage.version_id)
        .outerjoin(Carrying, (Carrying.from_passage_id == Passage.id) & (Carrying.latest == 1))
        .where(Version.article_id == version.article_id, Version.number < version.number, stood_on)
        .order_by(Passage.id)
    )
    for passage, last in session.execute(query).all():
        yield _Known(passage, last)


def _places(session: Session, version: Version, found: Iterable[Carried]) -> dict[Span, Passage]:
    """Add the passages of a new version, which has none yet, that others may stand at."""
    spans = dict.fromkeys(candidate.span for carried in found for candidate in carried.candidates)
    places = {
        span: Passage(
            version_id=version.id, start_char=span.start_char, end_char=span.end_char, quote=span.quote
        )
        for span in spans
    }
    session.add_all(places.values())
    session.flush()
    return places


def _carrying(version: Version, known: _Known, carried: Carried, places: Mapping[Span, Passage]) -> Carrying:
    carrying = Carrying(
        from_passage_id=known.passage.id,
        from_passage=known.passage,
        version_id=version.id,
        latest=1,
        carried_at=now(),
        candidates=[
            CarryingCandidate(
                number=number, passage_id=places[each.span].id, passage=places[each.span], score=each.score
            )
            for number, each in enumerate(carried.candidates, start=1)
        ],
    )
    carrying.found = carrying.outcome = _outcome(known, carried)
    begin(carrying)
    return carrying


def _outcome(known: _Known, carried: Carried) -> str:
    """Return what was found, told of the words that were quoted first."""
    if carried.outcome in SAME_WORDS and known.basis.quote != known.passage.quote:
        return "altered"
    return carried.outcome


def carried_claims(session: Session, version: Version) -> Iterator[CarriedClaim]:
    """Yield what became of each claim that has a statement on a passage that was carried to a version."""
    query = (
        select(Carrying)
        .where(Carrying.version_id == version.id)
        .options(joinedload(Carrying.from_passage), joinedload(Carrying.passage))
        .order_by(Carrying.id)
    )
    carried = session.scalars(query).all()
    stated = claims_on(session.connection(), [each.from_passage_id for each in carried])
    for each in carried:
        words = each.passage.quote if each.passage is not None else None
        for sentence, role in stated.get(each.from_passage_id, ()):
            yield CarriedClaim(
                each.id, sentence, each.outcome, each.score, each.from_passage.quote, words, each.review, role
            )


def begin(carrying: Carrying) -> None:
    """Put a carrying in the state that it has before anybody decided."""
    sure = carrying.found in SAME_WORDS
    best = carrying.candidates[0] if sure or carrying.found == "altered" else None
    carrying.outcome = carrying.found
    carrying.passage_id = best.passage_id if best else None
    carrying.passage = best.passage if best else None
    carrying.score = best.score if best else None
    carrying.review = None if sure or carrying.found == "gone" else "waiting"


def stand(carrying: Carrying, candidate: CarryingCandidate) -> None:
    """Let a passage stand where a person says it does."""
    same = candidate.passage.quote == carrying.from_passage.quote
    carrying.outcome = (carrying.found if carrying.found in SAME_WORDS else "moved") if same else "altered"
    carrying.passage_id, carrying.passage = candidate.passage_id, candidate.passage
    carrying.score = candidate.score
    carrying.review = "accepted"


def _inherit(carrying: Carrying, accepted: Carrying, carried: Carried) -> None:
    """Keep a person's word where the words that were accepted stand unchanged in the new version."""
    if carrying.found != "altered" or carried.outcome not in SAME_WORDS:
        return
    last = accepted.decisions[-1]
    carrying.decisions.append(
        CarryingDecision(
            decision="accept", number=1, annotator_id=last.annotator_id, decided_at=last.decided_at
        )
    )
    stand(carrying, carrying.candidates[0])
