"""Ranked full-text search in claims and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from claimsdb.errors.questions import BadSearchError
from claimsdb.queries.tables import articles, claims, outlets, passages, statements, versions
from claimsdb.records.rows import SearchHit
from claimsdb.text.search_words import mark, search_expression

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

# bm25() is lower for better hits; the negative is what people expect of a score.
IN_CLAIMS = text(
    "SELECT claims.id AS claim_id, "
    "claims.sentence AS words, -bm25(claims_search) AS score, 'claim' AS found_in "
    "FROM claims_search JOIN claims ON claims.id = claims_search.rowid "
    "WHERE claims_search MATCH :words ORDER BY rank LIMIT :limit"
)
IN_PASSAGES = text(
    "SELECT (SELECT min(claim_id) FROM statements WHERE passage_id = passages.id) AS claim_id, "
    "passages.quote AS words, -bm25(passages_search) AS score, 'passage' AS found_in "
    "FROM passages_search JOIN passages ON passages.id = passages_search.rowid "
    "WHERE passages_search MATCH :words ORDER BY rank LIMIT :limit"
)
EVERYTHING = -1
"""SQLite's word for no limit."""


def search(
    connection: Connection, words: str, *, fts: bool = False, limit: int | None = None
) -> list[SearchHit]:
    """Return the claims that have the words in their sentence or passage, best first, each once.

    ``fts`` hands the words to SQLite's FTS5 as they are; otherwise they are words, ``"phrases"``
    and ``begin*``.

    Raises:
        NoWordsError: there is no word to look for.
        BadSearchError: ``fts`` is on and FTS5 refuses the expression.
    """
    expression = words if fts else search_expression(words)
    asked = {"words": expression, "limit": EVERYTHING if limit is None else limit}
    try:
        found = [*connection.execute(IN_CLAIMS, asked), *connection.execute(IN_PASSAGES, asked)]
    except OperationalError as fault:
        if not fts:
            raise
        raise BadSearchError(words, str(fault.orig).removeprefix("fts5: ")) from fault
    best: dict[int, Row[Any]] = {}
    for row in sorted(found, key=lambda row: -row.score):
        if row.claim_id is not None:
            best.setdefault(row.claim_id, row)
    return _hits(connection, list(best.values())[:limit], words)


def _hits(connection: Connection, found: list[Row[Any]], words: str) -> list[SearchHit]:
    where = _first_appearances(connection, [row.claim_id for row in found])
    return [
        SearchHit(
            found_in=row.found_in,
            snippet=mark(row.words, words),
            score=round(row.score, 4),
            **where[row.claim_id],
        )
        for row in found
        if row.claim_id in where
    ]


def _first_appearances(connection: Connection, claim_ids: list[int]) -> dict[int, dict[str, Any]]:
    first = (
        select(func.min(statements.c.id))
        .where(statements.c.claim_id.in_(claim_ids))
        .group_by(statements.c.claim_id)
    )
    query = (
        select(
            claims.c.id.label("claim_id"),
            claims.c.sentence.label("claim"),
            articles.c.id.label("article_id"),
            articles.c.title,
            outlets.c.name.label("outlet"),
            articles.c.published,
        )
        .select_from(statements)
        .join(claims, claims.c.id == statements.c.claim_id)
        .join(passages, passages.c.id == statements.c.passage_id)
        .join(versions, versions.c.id == passages.c.version_id)
        .join(articles, articles.c.id == versions.c.article_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .where(statements.c.id.in_(first))
    )
    return {row.claim_id: row._asdict() for row in connection.execute(query)}
