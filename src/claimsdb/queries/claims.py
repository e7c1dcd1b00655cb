"""Claims with what stands beside them: one with every statement in its context, or many without."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
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
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from claimsdb.records.claim_reviews import ClaimReviewRow


def show_claim(connection: Connection, name: str) -> ClaimDetail:
    """Return one claim, named by its number or key, with all that is known of it.

    Raises:
        UnknownClaimError: there is none of that name.
    """
    claim_id = find_claim(connection, name)
    (claim,) = claims_numbered(connection, [claim_id])
    stated = statement_rows(connection, [statements.c.claim_id == claim_id])
    return replace(claim, statements=tuple(in_context(connection, stated)))


def claims_numbered(connection: Connection, claim_ids: Collection[int]) -> Iterator[ClaimDetail]:
    """Yield some claims by number with all that is known of them but for statements and evidence."""
    about, labels = _about(connection, claim_ids), _topics(connection, claim_ids)
    relations, reviews = _relations(connection, claim_ids), _reviews(connection, claim_ids)
    query = select(claims).where(claims.c.id.in_(claim_ids)).order_by(claims.c.id)
    for row in connection.execute(query).all():
        yield ClaimDetail(
            claim_id=row.id,
            claim=row.sentence,
            kind=row.kind,
            when=row.event_date,
            status=row.status,
            about=tuple(about[row.id]),
            topics=tuple(labels[row.id]),
            relations=tuple(relations[row.id]),
            statements=(),
            reviews=tuple(reviews[row.id]),
        )


def _about(connection: Connection, claim_ids: Collection[int]) -> defaultdict[int, list[AboutRow]]:
    standing = actors.alias("standing")
    query = (
        select(claim_actors.c.claim_id, standing.c.id, standing.c.name, claim_actors.c.role)
        .join(actors, claim_actors.c.actor_id == actors.c.id)
        .join(standing, standing.c.id == func.coalesce(actors.c.merged_into_id, actors.c.id))
        .where(claim_actors.c.claim_id.in_(claim_ids))
        .group_by(claim_actors.c.claim_id, standing.c.id, standing.c.name, claim_actors.c.role)
        .order_by(func.min(claim_actors.c.position), standing.c.id)
    )
    found: defaultdict[int, list[AboutRow]] = defaultdict(list)
    for claim_id, *whom in connection.execute(query):
        found[claim_id].append(AboutRow(*whom))
    return found


def _topics(connection: Connection, claim_ids: Collection[int]) -> defaultdict[int, list[str]]:
    query = (
        select(claim_topics.c.claim_id, topics.c.path)
        .join(topics, claim_topics.c.topic_id == topics.c.id)
        .where(claim_topics.c.claim_id.in_(claim_ids))
        .order_by(topics.c.path)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for claim_id, path in connection.execute(query):
        found[claim_id].append(path)
    return found


def _relations(connection: Connection, claim_ids: Collection[int]) -> defaultdict[int, list[RelationRow]]:
    forward = select(
        claim_relations.c.id,
        claim_relations.c.claim_id.label("own"),
        claim_relations.c.kind,
        claim_relations.c.related_claim_id.label("other"),
        claim_relations.c.rationale,
        claim_relations.c.annotator_id,
    ).where(claim_relations.c.claim_id.in_(claim_ids))
    backward = select(
        -claim_relations.c.id,
        claim_relations.c.related_claim_id.label("own"),
        claim_relations.c.kind,
        claim_relations.c.claim_id.label("other"),
        claim_relations.c.rationale,
        claim_relations.c.annotator_id,
    ).where(claim_relations.c.related_claim_id.in_(claim_ids))
    both = union_all(forward, backward).subquery()
    query = (
        select(both, claims.c.sentence, annotators.c.name.label("annotator"))
        .join(claims, claims.c.id == both.c.other)
        .outerjoin(annotators, annotators.c.id == both.c.annotator_id)
    )
    found: defaultdict[int, list[RelationRow]] = defaultdict(list)
    for row in sorted(connection.execute(query), key=lambda row: (row.id < 0, abs(row.id))):
        found[row.own].append(
            RelationRow(row.kind, row.id > 0, row.other, row.sentence, row.rationale, row.annotator)
        )
    return found


def _reviews(connection: Connection, claim_ids: Collection[int]) -> defaultdict[int, list[ClaimReviewRow]]:
    found: defaultdict[int, list[ClaimReviewRow]] = defaultdict(list)
    for each in list_claim_reviews(connection, claim_ids=claim_ids):
        found[each.claim_id].append(each)
    return found
