"""The code book: its labels, and how many claims bear each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.queries.tables import claim_topics, statements, topics
from claimsdb.records.rows import TopicRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def list_topics(
    connection: Connection, *, limit: int | None = None, after: TopicRow | None = None
) -> Iterator[TopicRow]:
    """Yield the labels by path, from behind ``after`` on; counted is what bears the label itself."""
    bearing = claim_topics.c.topic_id == topics.c.id
    stated = (
        select(func.count())
        .select_from(claim_topics)
        .join(statements, statements.c.claim_id == claim_topics.c.claim_id)
    )
    query = (
        select(
            topics.c.id,
            topics.c.path,
            select(func.count()).select_from(claim_topics).where(bearing).scalar_subquery(),
            stated.where(bearing).scalar_subquery(),
        )
        .order_by(topics.c.path)
        .limit(limit)
    )
    if after is not None:
        query = query.where(topics.c.path > after.topic)
    for row in connection.execute(query):
        yield TopicRow(*row)
