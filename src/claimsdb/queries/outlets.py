"""Which outlets are there, and how much of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.queries.tables import articles, outlets, passages, statements, versions
from claimsdb.records.rows import OutletRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def list_outlets(connection: Connection, *, limit: int | None = None) -> Iterator[OutletRow]:
    """Yield the outlets by name, with how many articles and statements each has."""
    query = (
        select(
            outlets.c.id.label("outlet_id"),
            outlets.c.name,
            func.count(articles.c.id.distinct()).label("articles"),
            func.count(statements.c.id).label("statements"),
        )
        .select_from(outlets)
        .outerjoin(articles, articles.c.outlet_id == outlets.c.id)
        .outerjoin(versions, versions.c.article_id == articles.c.id)
        .outerjoin(passages, passages.c.version_id == versions.c.id)
        .outerjoin(statements, statements.c.passage_id == passages.c.id)
        .group_by(outlets.c.id, outlets.c.name, outlets.c.name_folded)
        .order_by(outlets.c.name_folded)
        .limit(limit)
    )
    for row in connection.execute(query):
        yield OutletRow(**row._asdict())
