"""The code book: its labels, and how many claims bear each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.queries.tables import claim_topics, statements, topics
from claimsdb.records.rows import TopicRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def list_topics(connection: Connection, *, limit: int | None = None) -> Iterator[TopicRow]:
    """Yield the labels by path; claims and statements are those that bear the label itself."""
    query = (
        select(
            topics.c.id.label("topic_id"),
            topics.c.path.label("topic"),
            func.count(claim_topics.c.claim_id.distinct()).label("claims"),
            func.count(statements.c.id).label("statements"),
        )
        .select_from(topics)
        .outerjoin(claim_topics, claim_topics.c.topic_id == topics.c.id)
        .outerjoin(statements, statements.c.claim_id == claim_topics.c.claim_id)
        .group_by(topics.c.id, topics.c.path)
        .order_by(topics.c.path)
        .limit(limit)
    )
    for row in connection.execute(query):
        yield TopicRow(**row._asdict())
