"""Which outlets are there, and how much of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.queries.tables import articles, outlets, passages, statements, versions
from claimsdb.records.rows import OutletRow
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def list_outlets(
    connection: Connection, *, limit: int | None = None, after: OutletRow | None = None
) -> Iterator[OutletRow]:
    """Yield the outlets by name, from behind ``after`` on, with how many articles and statements each has."""
    own = articles.c.outlet_id == outlets.c.id
    stated = (
        select(func.count())
        .select_from(articles)
        .join(versions, versions.c.article_id == articles.c.id)
        .join(passages, passages.c.version_id == versions.c.id)
        .join(statements, statements.c.passage_id == passages.c.id)
    )
    query = (
        select(
            outlets.c.id,
            outlets.c.name,
            select(func.count()).select_from(articles).where(own).scalar_subquery(),
            stated.where(own).scalar_subquery(),
        )
        .order_by(outlets.c.name_folded)
        .limit(limit)
    )
    if after is not None:
        query = query.where(outlets.c.name_folded > fold_name(after.name))
    for row in connection.execute(query):
        yield OutletRow(*row)
