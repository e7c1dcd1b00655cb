"""What an annotation file says, claim by claim, so that two moments can be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from claimsdb.actions.claim_reviews import Verdict, reviews_of, verdict_in
from claimsdb.actions.claims import whom
from claimsdb.actions.passages import every_passage_of, passages_of
from claimsdb.actions.statements import Telling, told_by
from claimsdb.models import Carrying, Claim, ClaimRelation, Passage, Statement, StatementPassage, Version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from claimsdb.models import AnnotationFile, ClaimReview, ClaimReviewEvidence

Spot: TypeAlias = tuple[int, int, int]
"""Where a passage is: version id, start, end."""

Standing: TypeAlias = tuple[int | None, str | None]
"""Where a passage was carried to (a passage id), and whether that is reviewed."""


Shown: TypeAlias = tuple["Spot | None", "Standing | None", str | None, int | None, str | None]
"""A piece of evidence: its passage and where that stands now, its address, its claim, and what it shows."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as an annotation file has it."""

    verdict: Verdict
    annotator_id: int | None
    evidence: tuple[Shown, ...]

    def on(self, new: Mapping[int, int]) -> Reviewed:
        """Return the same with other claims as evidence, where those have a new number."""
        evidence = (
            (spot, standing, url, claim and new.get(claim, claim), note)
            for spot, standing, url, claim, note in self.evidence
        )
        return replace(self, evidence=tuple(evidence))


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim with the statements, relations and reviews that one annotation file gives it."""

    sentence: str
    kind: str | None
    status: str
    event_date: str | None
    about: tuple[tuple[int, str], ...]
    topics: frozenset[int]
    statements: frozenset[tuple[tuple[tuple[Spot, ...], tuple[Standing | None, ...], Telling], int]]
    relations: frozenset[tuple[int, str, str | None, int | None]]
    reviews: frozenset[tuple[Reviewed, int]]

    def related_to(self, new: Mapping[int, int]) -> Saying:
        """Return the same with ties to other claims, where those have a new number."""
        followed = ((new.get(number, number), kind, why, by) for number, kind, why, by in self.relations)
        reviews = ((review.on(new), count) for review, count in self.reviews)
        return replace(self, relations=frozenset(followed), reviews=frozenset(reviews))


def statements_of(session: Session, source: AnnotationFile) -> list[Statement]:
    """Return the statements that were loaded from a file, in the order they were added."""
    query = (
        select(Statement)
        .where(Statement.annotation_file_id == source.id)
        .options(
            joinedload(Statement.claim).selectinload(Claim.about),
            joinedload(Statement.claim).selectinload(Claim.topics),
            joinedload(Statement.passage),
            selectinload(Statement.further).joinedload(StatementPassage.passage),
            selectinload(Statement.of_speakers).joinedload(StatementPassage.passage),
            selectinload(Statement.speakers),
        )
        .order_by(Statement.id)
    )
    return list(session.scalars(query))


def relations_of(session: Session, source: AnnotationFile) -> list[ClaimRelation]:
    """Return the relations that were loaded from a file."""
    query = select(ClaimRelation).where(ClaimRelation.annotation_file_id == source.id)
    return list(session.scalars(query.order_by(ClaimRelation.id)))


def sayings(session: Session, source: AnnotationFile) -> dict[int, Saying]:
    """Return what a file says now, by the number of the claim."""
    statements: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in statements_of(session, source):
        statements[statement.claim_id].append(statement)
    relations: defaultdict[int, list[ClaimRelation]] = defaultdict(list)
    for relation in relations_of(session, source):
        relations[relation.claim_id].append(relation)
    standing = _standing(session, source)
    reviews: defaultdict[int, list[Reviewed]] = defaultdict(list)
    for review in reviews_of(session, source):
        reviews[review.claim_id].append(_reviewed(review, standing))
    return {
        number: _saying(stated, relations[number], reviews[number], standing)
        for number, stated in statements.items()
    }


def spot_of(passage: Passage) -> Spot:
    """Return where a passage is."""
    return passage.version_id, passage.start_char, passage.end_char


def spots_of(statement: Statement) -> tuple[Spot, ...]:
    """Return where the passages of a statement are, in the order of the text."""
    return tuple(map(spot_of, passages_of(statement)))


def _standing(session: Session, source: AnnotationFile) -> dict[int, Standing]:
    """Return where the passages of an article are now, of those that were carried, by their numbers."""
    query = (
        select(Carrying.from_passage_id, Carrying.passage_id, Carrying.review)
        .join(Version, Version.id == Carrying.version_id)
        .where(Version.article_id == source.article_id, Carrying.latest == 1)
    )
    return {number: (passage, review) for number, passage, review in session.execute(query)}


def _stands(
    statement: Statement, standing: Mapping[int, Standing]
) -> tuple[tuple[Spot, ...], tuple[Standing | None, ...]]:
    """Return where all passages of a statement are, and where they were carried to."""
    passages = every_passage_of(statement)
    return tuple(map(spot_of, passages)), tuple(standing.get(passage.id) for passage in passages)


def _saying(
    statements: Sequence[Statement],
    relations: Sequence[ClaimRelation],
    reviews: Sequence[Reviewed],
    standing: Mapping[int, Standing],
) -> Saying:
    claim = statements[0].claim
    told = ((*_stands(each, standing), told_by(each)) for each in statements)
    return Saying(
        claim.sentence,
        claim.kind,
        claim.status,
        claim.event_date,
        tuple(whom(claim)),
        frozenset(topic.id for topic in claim.topics),
        frozenset(Counter(told).items()),
        frozenset(
            (each.related_claim_id, each.kind, each.rationale, each.annotator_id) for each in relations
        ),
        frozenset(Counter(reviews).items()),
    )


def _reviewed(review: ClaimReview, standing: Mapping[int, Standing]) -> Reviewed:
    evidence = tuple(_shown(each, standing) for each in review.evidence)
    return Reviewed(verdict_in(review), review.annotator_id, evidence)


def _shown(piece: ClaimReviewEvidence, standing: Mapping[int, Standing]) -> Shown:
    passage = piece.passage
    return (
        spot_of(passage) if passage is not None else None,
        standing.get(passage.id) if passage is not None else None,
        piece.url,
        piece.claim_id,
        piece.note,
    )
