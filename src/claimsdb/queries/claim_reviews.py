"""Reviews of claims, with their evidence and where its passages stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from claimsdb.queries.standing import END, ORIGINAL_QUOTE, QUOTE, START, VERSION, with_newer
from claimsdb.queries.statements import BATCH
from claimsdb.queries.tables import (
    actors,
    annotation_files,
    annotators,
    articles,
    carryings,
    claim_review_evidence,
    claim_reviews,
    claims,
    outlets,
    passages,
    versions,
)
from claimsdb.records.claim_reviews import ClaimReviewRow, EvidenceRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection

recorded = actors.alias("recorded")
"""The reviewer as recorded, who may be merged into another actor."""


def list_claim_reviews(
    connection: Connection,
    *,
    claim_ids: Collection[int] | None = None,
    number: int | None = None,
    limit: int | None = None,
) -> Iterator[ClaimReviewRow]:
    """Yield reviews in the order they were recorded: all, those of some claims, or one by its number."""
    query = (
        select(
            claim_reviews.c.id,
            claim_reviews.c.claim_id,
            claims.c.sentence,
            claim_reviews.c.rating,
            claim_reviews.c.rating_value,
            claim_reviews.c.worst_rating,
            claim_reviews.c.best_rating,
            claim_reviews.c.rationale,
            claim_reviews.c.reviewed,
            actors.c.name.label("reviewer"),
            claim_reviews.c.url,
            annotators.c.name.label("annotator"),
            annotation_files.c.file,
            claim_reviews.c.recorded_at,
        )
        .select_from(claim_reviews)
        .join(claims, claims.c.id == claim_reviews.c.claim_id)
        .outerjoin(recorded, recorded.c.id == claim_reviews.c.reviewer_id)
        .outerjoin(actors, actors.c.id == func.coalesce(recorded.c.merged_into_id, recorded.c.id))
        .outerjoin(annotators, annotators.c.id == claim_reviews.c.annotator_id)
        .outerjoin(annotation_files, annotation_files.c.id == claim_reviews.c.annotation_file_id)
        .order_by(claim_reviews.c.id)
        .limit(limit)
    )
    if claim_ids is not None:
        query = query.where(claim_reviews.c.claim_id.in_(claim_ids))
    if number is not None:
        query = query.where(claim_reviews.c.id == number)
    for batch in connection.execute(query).partitions(BATCH):
        evidence = _evidence(connection, [row.id for row in batch])
        for row in batch:
            facts: list[Any] = [*row, tuple(evidence.get(row.id, ()))]
            yield ClaimReviewRow(*facts)


def _evidence(connection: Connection, numbers: Sequence[int]) -> dict[int, list[EvidenceRow]]:
    query = (
        select(
            claim_review_evidence.c.review_id,
            QUOTE,
            START,
            END,
            VERSION,
            carryings.c.outcome,
            ORIGINAL_QUOTE,
            articles.c.id,
            articles.c.title,
            outlets.c.name,
            articles.c.published,
            articles.c.file,
            claim_review_evidence.c.url,
            claim_review_evidence.c.claim_id,
            claims.c.sentence,
            claim_review_evidence.c.note,
        )
        .select_from(claim_review_evidence)
        .outerjoin(claims, claims.c.id == claim_review_evidence.c.claim_id)
        .outerjoin(passages, passages.c.id == claim_review_evidence.c.passage_id)
        .outerjoin(versions, versions.c.id == passages.c.version_id)
        .outerjoin(articles, articles.c.id == versions.c.article_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .where(claim_review_evidence.c.review_id.in_(numbers))
        .order_by(claim_review_evidence.c.review_id, claim_review_evidence.c.position)
    )
    found: dict[int, list[EvidenceRow]] = {}
    for number, *piece in connection.execute(with_newer(query)):
        found.setdefault(number, []).append(EvidenceRow(*piece))
    return found
