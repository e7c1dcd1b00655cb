"""Every article as a bibliography is to write it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from claimsdb.queries.asking import pages, rows_among
from claimsdb.records.references import CitedArticle, CitedAuthor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

PAGE: Final = 500

ARTICLES: Final = """
    SELECT articles.id, title, outlets.name, published, language, url, (
        SELECT observed_at FROM versions WHERE article_id = articles.id ORDER BY number DESC LIMIT 1
    ) FROM articles LEFT JOIN outlets ON outlets.id = outlet_id
    WHERE articles.id > :after ORDER BY articles.id LIMIT :page
"""
AUTHORS: Final = """
    SELECT article_id, article_authors.name, roots.kind FROM article_authors
    LEFT JOIN actors ON actors.id = actor_id
    LEFT JOIN actors AS roots ON roots.id = coalesce(actors.merged_into_id, actors.id)
    WHERE article_id {} ORDER BY article_id, position
"""


def cited_articles(connection: Connection) -> Iterator[CitedArticle]:
    """Yield every article in the order of their numbers; memory is constant."""
    batch = []
    for row in pages(connection, ARTICLES):
        batch.append(row)
        if len(batch) == PAGE:
            yield from _with_authors(connection, batch)
            batch = []
    yield from _with_authors(connection, batch)


def _with_authors(connection: Connection, rows: list[tuple[Any, ...]]) -> Iterator[CitedArticle]:
    authors: defaultdict[int, list[CitedAuthor]] = defaultdict(list)
    for article, name, kind in rows_among(connection, AUTHORS, [row[0] for row in rows]):
        authors[article].append(CitedAuthor(name, kind))
    for number, title, outlet, published, language, url, captured in rows:
        day = captured[:10] if captured else None
        yield CitedArticle(number, title, outlet, published, tuple(authors[number]), language, url, day)
