"""Which claims stand on a passage, be it a statement's first or a further one, or evidence of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, union_all

from claimsdb.queries.tables import (
    claim_review_evidence,
    claim_reviews,
    claims,
    statement_passages,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

TOGETHER: Final = 500
"""Passages that are asked for at once."""


def claims_on(connection: Connection, passage_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the sentences of the claims on each passage, in the order of their statements.

    Then come those of whose reviews the passage is evidence, which are marked.
    """
    found: dict[int, list[str]] = {}
    for place in range(0, len(passage_ids), TOGETHER):
        some = passage_ids[place : place + TOGETHER]
        first = (
            select(statements.c.passage_id, statements.c.id, claims.c.sentence)
            .join(claims, claims.c.id == statements.c.claim_id)
            .where(statements.c.passage_id.in_(some))
        )
        further = (
            select(statement_passages.c.passage_id, statements.c.id, claims.c.sentence)
            .join(statements, statements.c.id == statement_passages.c.statement_id)
            .join(claims, claims.c.id == statements.c.claim_id)
            .where(statement_passages.c.passage_id.in_(some))
        )
        for passage, _statement, sentence in sorted(connection.execute(union_all(first, further)).all()):
            found.setdefault(passage, []).append(sentence)
        for passage, review, sentence in connection.execute(_as_evidence(some)):
            found.setdefault(passage, []).append(f"{sentence} (evidence of review {review})")
    return found


def _as_evidence(passages: Sequence[int]) -> Select[int, int, str]:
    return (
        select(claim_review_evidence.c.passage_id, claim_reviews.c.id, claims.c.sentence)
        .join(claim_reviews, claim_reviews.c.id == claim_review_evidence.c.review_id)
        .join(claims, claims.c.id == claim_reviews.c.claim_id)
        .where(claim_review_evidence.c.passage_id.in_(passages))
        .order_by(claim_reviews.c.id, claim_review_evidence.c.position)
    )
