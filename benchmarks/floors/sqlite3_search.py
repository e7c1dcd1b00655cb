"""A search written by hand: plain ``sqlite3`` and FTS5, the same rows as ``claimsdb search``."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import sqlite3

ROWS: Final = """
    SELECT {key}, claims.id, claims.sentence, highlight({table}_search, 0, '[', ']'),
        articles.id, articles.title, outlets.name, articles.published
    FROM {table}_search
    JOIN statements ON {stands}
    JOIN claims ON claims.id = statements.claim_id
    JOIN passages ON passages.id = statements.passage_id
    JOIN versions ON versions.id = passages.version_id
    JOIN articles ON articles.id = versions.article_id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
    WHERE {table}_search MATCH ? ORDER BY {order} LIMIT ?
"""
STANDS: Final = {
    "claims": "statements.id = (SELECT min(id) FROM statements WHERE claim_id = claims_search.rowid)",
    "passages": "statements.passage_id = passages_search.rowid",
}
BEST: Final = [
    ROWS.format(table=table, stands=stands, key="rank", order="rank") for table, stands in STANDS.items()
]
NEWEST: Final = [
    ROWS.format(table=table, stands=stands, key="-statements.id", order=f"{table}_search.rowid DESC")
    for table, stands in STANDS.items()
]


def best(connection: sqlite3.Connection, word: str, limit: int) -> list[tuple[Any, ...]]:
    """Return the best hits of a word, each claim once."""
    return _search(connection, BEST, word, limit)


def newest(connection: sqlite3.Connection, word: str, limit: int) -> list[tuple[Any, ...]]:
    """Return the newest hits of a word, each claim once."""
    return _search(connection, NEWEST, word, limit)


def _search(
    connection: sqlite3.Connection, queries: list[str], word: str, limit: int
) -> list[tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    answers = (connection.execute(query, (f'"{word}"', limit)) for query in queries)
    for row in merge(*answers, key=lambda row: row[0]):
        found.setdefault(row[1], row)
        if len(found) == limit:
            break
    return list(found.values())
