"""Reviews of claims that a person records by hand, and takes away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.articles import newest_version
from claimsdb.actions.books import Books
from claimsdb.actions.claim_reviews import (
    Evidence,
    add_review,
    evidence_in,
    record,
    take_away,
    verdict_in,
    verdict_of,
)
from claimsdb.actions.passages import passage_at
from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.parts import find_spans
from claimsdb.errors.claim_reviews import (
    EvidenceInPartsError,
    ReviewOfFileError,
    SelfEvidenceError,
    UnknownClaimReviewError,
)
from claimsdb.models import AnnotationFile, ClaimReview
from claimsdb.queries.lookup import find_claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from claimsdb.actions.claim_reviews import Verdict
    from claimsdb.records.annotations import EvidenceNote, ReviewNote


def review_by_hand(
    session: Session, claim_id: int, note: ReviewNote, articles: Sequence[int | None]
) -> tuple[int, tuple[str, ...]]:
    """Record a verdict on a claim; the same again changes nothing.

    Returns its number, and what a person should look at: a reviewer whose name is new, or taken by alias, or
    that it was recorded before. ``articles`` are, for each piece of evidence, the numbers of those in whose
    newest text its quote stands.

    Raises:
        ClaimsDBError: the name of the reviewer can mean several actors, a quote does not stand in its text
            exactly once, or the evidence is a claim that is not there, or the claim itself.
    """
    books = Books.of(session)
    reviewer = note.reviewer.name if note.reviewer else None
    verdict = verdict_of(note, books.actors.actor(reviewer).id if reviewer else None)
    evidence = [
        _piece(session, claim_id, each, article)
        for each, article in zip(note.evidence, articles, strict=True)
    ]
    known = _same(session, claim_id, verdict, evidence)
    if known is not None:
        return known.id, (f"that is recorded already, as review {known.id}: nothing was changed",)
    review = add_review(session, claim_id, annotator_id=books.registers.annotator(note.annotator))
    record(session, review, verdict, evidence)
    return review.id, tuple(books.actors.notes)


def unreview_by_hand(session: Session, number: int) -> None:
    """Take a review away that was recorded by hand.

    Raises:
        UnknownClaimReviewError: there is none of the number.
        ReviewOfFileError: it stands in an annotation file, which would bring it back.
    """
    review = session.get(ClaimReview, number)
    if review is None:
        raise UnknownClaimReviewError(number)
    if review.annotation_file_id is not None:
        raise ReviewOfFileError(number, session.get_one(AnnotationFile, review.annotation_file_id).file)
    take_away(session, review)


def _piece(session: Session, claim_id: int, note: EvidenceNote, article: int | None) -> Evidence:
    if note.quote is not None and article is not None:
        return Evidence(_passage(session, note, note.quote, article), None, None, note.note)
    if note.claim is None:
        return Evidence(None, note.url, None, note.note)
    target = find_claim(session.connection(), note.claim)
    if target == claim_id:
        raise SelfEvidenceError(note.claim)
    return Evidence(None, None, target, note.note)


def _passage(session: Session, note: EvidenceNote, quote: str, article: int) -> int:
    version = newest_version(session, article)
    where = {"before": note.before, "after": note.after}
    spans = find_spans(Haystack(version.text), quote, **where, occurrence=note.occurrence)
    if len(spans) > 1:
        raise EvidenceInPartsError(quote, len(spans))
    return passage_at(session, version, spans[0]).id


def _same(session: Session, claim_id: int, verdict: Verdict, evidence: list[Evidence]) -> ClaimReview | None:
    """Return the review by hand that says all the same."""
    query = select(ClaimReview).where(
        ClaimReview.claim_id == claim_id, ClaimReview.annotation_file_id.is_(None)
    )
    for known in session.scalars(query.order_by(ClaimReview.id)):
        if verdict_in(known) == verdict and evidence_in(known) == evidence:
            return known
    return None
