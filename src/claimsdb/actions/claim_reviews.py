"""Reviews of claims: verdicts and their evidence, as they are recorded, changed and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.actions.passages import forget_if_bare
from claimsdb.database.clock import now
from claimsdb.models import ClaimReview, ClaimReviewEvidence
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from claimsdb.actions.intake import Intake
    from claimsdb.models import AnnotationFile, Claim
    from claimsdb.records.annotations import ReviewNote


TOGETHER: Final = 500
"""Claims whose reviews are asked for at once."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a review says of a claim; ``date`` is an EDTF text, ``reviewer_id`` the actor who gave it."""

    rating: str
    value: float | None
    best: float | None
    worst: float | None
    rationale: str | None
    date: str | None
    reviewer_id: int | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: exactly one of a passage, an address and a claim, and what it shows."""

    passage_id: int | None
    url: str | None
    claim_id: int | None
    note: str | None


def verdict_of(note: ReviewNote, reviewer_id: int | None) -> Verdict:
    """Return what a note says of its claim, its reviewer looked up already."""
    date = parse_edtf(note.date).edtf if note.date else None
    return Verdict(
        note.rating, note.value, note.best, note.worst, note.rationale, date, reviewer_id, note.url
    )


def verdict_in(review: ClaimReview) -> Verdict:
    """Return what is recorded of a verdict."""
    return Verdict(
        review.rating,
        review.rating_value,
        review.best_rating,
        review.worst_rating,
        review.rationale,
        review.reviewed,
        review.reviewer_id,
        review.url,
    )


def evidence_in(review: ClaimReview) -> list[Evidence]:
    """Return what is recorded of a verdict's evidence, in order."""
    return [Evidence(each.passage_id, each.url, each.claim_id, each.note) for each in review.evidence]


def add_review(
    session: Session, claim_id: int, *, annotator_id: int | None, annotation_file_id: int | None = None
) -> ClaimReview:
    """Add a review of a claim, its verdict still to be told."""
    review = ClaimReview(
        claim_id=claim_id,
        annotator_id=annotator_id,
        annotation_file_id=annotation_file_id,
        recorded_at=now(),
        evidence=[],
    )
    session.add(review)
    return review


def record(session: Session, review: ClaimReview, verdict: Verdict, evidence: Sequence[Evidence]) -> None:
    """Record a verdict and what it rests on; passages that were evidence go, if nothing else needs them."""
    date = parse_edtf(verdict.date) if verdict.date else None
    review.rating, review.rationale, review.url = verdict.rating, verdict.rationale, verdict.url
    review.rating_value, review.best_rating, review.worst_rating = verdict.value, verdict.best, verdict.worst
    review.reviewed = date.edtf if date else None
    review.reviewed_earliest = date.earliest if date else None
    review.reviewed_latest = date.latest if date else None
    review.reviewer_id = verdict.reviewer_id
    if evidence_in(review) != list(evidence):
        before = _passages(review)
        if review.evidence:
            review.evidence.clear()
            session.flush()
        review.evidence.extend(
            ClaimReviewEvidence(
                position=position,
                passage_id=each.passage_id,
                url=each.url,
                claim_id=each.claim_id,
                note=each.note,
            )
            for position, each in enumerate(evidence, start=1)
        )
        session.flush()
        session.expire(review, ["evidence"])  # its passages are to be read
        forget_if_bare(session, before)
    session.flush()


def take_away(session: Session, review: ClaimReview) -> None:
    """Take a review away, and passages that only were its evidence."""
    before = _passages(review)
    session.delete(review)
    session.flush()
    forget_if_bare(session, before)


def reviews_of(session: Session, source: AnnotationFile) -> list[ClaimReview]:
    """Return the reviews that were loaded from a file."""
    query = select(ClaimReview).where(ClaimReview.annotation_file_id == source.id)
    return list(session.scalars(query.order_by(ClaimReview.id)))


def carry_reviews(session: Session, old: Claim, new: Claim, *, of: int | None = None) -> None:
    """Let the reviews of one claim be those of another, and let that be evidence in its stead.

    Only those ``of`` one annotation file, if given. No claim becomes evidence of its own review.
    """
    ours = [] if of is None else [ClaimReview.annotation_file_id == of]
    for review in session.scalars(select(ClaimReview).where(ClaimReview.claim_id == old.id, *ours)).all():
        review.claim_id = new.id
    session.flush()
    for review, piece in _as_evidence(session, [old.id], *ours):
        if review.claim_id == new.id:
            review.evidence.remove(piece)
        else:
            piece.claim_id = new.id
    session.flush()


def forget_reviews(session: Session, claim: Claim, source: AnnotationFile) -> None:
    """Take away the reviews that a file gave a claim, and the claim from the evidence of its others."""
    ours = ClaimReview.annotation_file_id == source.id
    for review in session.scalars(select(ClaimReview).where(ClaimReview.claim_id == claim.id, ours)).all():
        take_away(session, review)
    for review, piece in _as_evidence(session, [claim.id], ours):
        review.evidence.remove(piece)
    session.flush()


def reviewed_elsewhere(session: Session, claims: Iterable[int], source: AnnotationFile) -> dict[int, int]:
    """Return those of some claims on which others than the file have reviews, or that are evidence of such.

    Each with the number of the first of these reviews.
    """
    theirs = ClaimReview.annotation_file_id.is_distinct_from(source.id)
    numbers, found = list(claims), []
    for place in range(0, len(numbers), TOGETHER):
        some = numbers[place : place + TOGETHER]
        query = select(ClaimReview.claim_id, ClaimReview.id).where(ClaimReview.claim_id.in_(some), theirs)
        found += [(claim, review) for claim, review in session.execute(query)]
        evidence = _as_evidence(session, some, theirs)
        found += [(piece.claim_id, review.id) for review, piece in evidence if piece.claim_id is not None]
    return dict(sorted(found, reverse=True))


def tell_reviewed(intake: Intake, claim: Claim, sentence: str) -> None:
    """Note that a claim, on which others gave a verdict, is going to say something else."""
    for review in reviewed_elsewhere(intake.session, [claim.id], intake.source).values():
        intake.notes.append(
            f"«{claim.sentence}», of which the review {review} recorded elsewhere speaks, "
            f"is now «{sentence}»: see whether the verdict still holds"
        )


def _as_evidence(
    session: Session, claims: list[int], *where: ColumnElement[bool]
) -> list[tuple[ClaimReview, ClaimReviewEvidence]]:
    """Return where claims are evidence, and of which reviews."""
    query = (
        select(ClaimReview, ClaimReviewEvidence)
        .join(ClaimReviewEvidence, ClaimReviewEvidence.review_id == ClaimReview.id)
        .where(ClaimReviewEvidence.claim_id.in_(claims), *where)
        .order_by(ClaimReview.id, ClaimReviewEvidence.position)
    )
    return [(review, piece) for review, piece in session.execute(query)]


def _passages(review: ClaimReview) -> list[int]:
    return [each.passage_id for each in review.evidence if each.passage_id is not None]
