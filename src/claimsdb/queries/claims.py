"""One claim: every statement of it in its context, whom it is about, what it is related to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, union_all

from claimsdb.queries.claim_reviews import list_claim_reviews
from claimsdb.queries.context import in_context
from claimsdb.queries.lookup import find_claim
from claimsdb.queries.statements import statement_rows
from claimsdb.queries.tables import (
    actors,
    annotators,
    claim_actors,
    claim_relations,
    claim_topics,
    claims,
    statements,
    topics,
)
from claimsdb.records.rows import (
    AboutRow,
    ClaimDetail,
    RelationRow,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection


def show_claim(connection: Connection, name: str) -> ClaimDetail:
    """Return one claim, named by its number or key, with all that is known of it.

    Raises:
        UnknownClaimError: there is none of that name.
    """
    claim_id = find_claim(connection, name)
    row = connection.execute(select(claims).where(claims.c.id == claim_id)).one()
    return ClaimDetail(
        claim_id=row.id,
        claim=row.sentence,
        kind=row.kind,
        when=row.event_date,
        status=row.status,
        about=_about(connection, claim_id),
        topics=_topics(connection, claim_id),
        relations=_relations(connection, claim_id),
        statements=tuple(
            in_context(connection, statement_rows(connection, [statements.c.claim_id == claim_id]))
        ),
        reviews=tuple(list_claim_reviews(connection, claim_id=claim_id)),
    )


def _about(connection: Connection, claim_id: int) -> tuple[AboutRow, ...]:
    standing = actors.alias("standing")
    query = (
        select(standing.c.id.label("actor_id"), standing.c.name, claim_actors.c.role)
        .join(actors, claim_actors.c.actor_id == actors.c.id)
        .join(standing, standing.c.id == func.coalesce(actors.c.merged_into_id, actors.c.id))
        .where(claim_actors.c.claim_id == claim_id)
        .group_by(standing.c.id, standing.c.name, claim_actors.c.role)
        .order_by(func.min(claim_actors.c.position), standing.c.id)
    )
    return tuple(AboutRow(**row._asdict()) for row in connection.execute(query))


def _topics(connection: Connection, claim_id: int) -> tuple[str, ...]:
    query = select(topics.c.path).join(claim_topics, claim_topics.c.topic_id == topics.c.id)
    return tuple(connection.scalars(query.where(claim_topics.c.claim_id == claim_id).order_by(topics.c.path)))


def _relations(connection: Connection, claim_id: int) -> tuple[RelationRow, ...]:
    forward = select(
        claim_relations.c.id,
        claim_relations.c.kind,
        claim_relations.c.related_claim_id.label("other"),
        claim_relations.c.rationale,
        claim_relations.c.annotator_id,
    ).where(claim_relations.c.claim_id == claim_id)
    backward = select(
        -claim_relations.c.id,
        claim_relations.c.kind,
        claim_relations.c.claim_id.label("other"),
        claim_relations.c.rationale,
        claim_relations.c.annotator_id,
    ).where(claim_relations.c.related_claim_id == claim_id)
    both = union_all(forward, backward).subquery()
    query = (
        select(both, claims.c.sentence, annotators.c.name.label("annotator"))
        .join(claims, claims.c.id == both.c.other)
        .outerjoin(annotators, annotators.c.id == both.c.annotator_id)
    )
    rows = sorted(connection.execute(query), key=lambda row: (row.id < 0, abs(row.id)))
    return tuple(
        RelationRow(row.kind, row.id > 0, row.other, row.sentence, row.rationale, row.annotator)
        for row in rows
    )
