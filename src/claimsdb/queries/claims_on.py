"""What stands on a passage: claims, be it a statement's or evidence of a review, and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import literal, select, union_all

from claimsdb.queries.tables import (
    actor_roles,
    actors,
    claim_review_evidence,
    claim_reviews,
    claims,
    statement_passages,
    statements,
)
from claimsdb.text.role_words import role_called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

TOGETHER: Final = 500
"""Passages that are asked for at once."""


class ClaimOn(NamedTuple):
    """A claim that has a statement on a passage, or a speaker who is named or cued there.

    Or the passage is evidence of a review of it, or it tells of a role, such as "Kairat Abdrakhmanov, Foreign
    Minister of Kazakhstan".
    """

    sentence: str
    role: str


def claims_on(connection: Connection, passage_ids: Sequence[int]) -> dict[int, list[ClaimOn]]:
    """Return the claims on each passage, in the order of their statements, then those reviewed by it.

    Behind them are the roles that it tells of.
    """
    found: dict[int, list[ClaimOn]] = {}
    for place in range(0, len(passage_ids), TOGETHER):
        some = passage_ids[place : place + TOGETHER]
        first = (
            select(statements.c.passage_id, statements.c.id, claims.c.sentence, literal("content"))
            .join(claims, claims.c.id == statements.c.claim_id)
            .where(statements.c.passage_id.in_(some))
        )
        further = (
            select(
                statement_passages.c.passage_id, statements.c.id, claims.c.sentence, statement_passages.c.role
            )
            .join(statements, statements.c.id == statement_passages.c.statement_id)
            .join(claims, claims.c.id == statements.c.claim_id)
            .where(statement_passages.c.passage_id.in_(some))
        )
        for passage, _statement, *claim in sorted(connection.execute(union_all(first, further)).all()):
            found.setdefault(passage, []).append(ClaimOn(*claim))
        for passage, review, sentence in connection.execute(_as_evidence(some)):
            found.setdefault(passage, []).append(ClaimOn(sentence, f"evidence of review {review}"))
        for passage, name, title, organisation in connection.execute(_roles(some)):
            found.setdefault(passage, []).append(
                ClaimOn(f"{name}, {role_called(title, organisation)}", "role")
            )
    return found


def _as_evidence(passages: Sequence[int]) -> Select[int, int, str]:
    return (
        select(claim_review_evidence.c.passage_id, claim_reviews.c.id, claims.c.sentence)
        .join(claim_reviews, claim_reviews.c.id == claim_review_evidence.c.review_id)
        .join(claims, claims.c.id == claim_reviews.c.claim_id)
        .where(claim_review_evidence.c.passage_id.in_(passages))
        .order_by(claim_reviews.c.id, claim_review_evidence.c.position)
    )


def _roles(passage_ids: Sequence[int]) -> Select[int, str, str, str]:
    organisations = actors.alias("organisations")
    return (
        select(actor_roles.c.passage_id, actors.c.name, actor_roles.c.title, organisations.c.name)
        .join(actors, actors.c.id == actor_roles.c.actor_id)
        .outerjoin(organisations, organisations.c.id == actor_roles.c.organisation_id)
        .where(actor_roles.c.passage_id.in_(passage_ids))
        .order_by(actor_roles.c.id)
    )
