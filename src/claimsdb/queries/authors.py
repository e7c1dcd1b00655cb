"""Who wrote articles, many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import grouped, rows_among

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

AUTHORS: Final = (
    "SELECT article_id, name FROM article_authors WHERE article_id {} ORDER BY article_id, position"
)


def authors_by_article(connection: Connection, articles: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the authors of some articles in their order; an article of which none is known is left out."""
    found = grouped(rows_among(connection, AUTHORS, set(articles)))
    return {article: tuple(name for (name,) in names) for article, names in found.items()}
