"""Ranked full-text search in claims and passages."""

from __future__ import annotations

import sqlite3
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import TextClause, text
from sqlalchemy.exc import OperationalError

from claimsdb.errors.questions import BadSearchError
from claimsdb.records.rows import SearchHit
from claimsdb.text.search_words import END, HIT, mark, search_expression, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Row


def _hits_in(index: str, found_in: str, wording: str, statement: str) -> TextClause:
    # bm25() is lower for better hits; the negative is what people expect of a score.
    return text(
        f"SELECT '{found_in}' AS found_in, claims.id AS claim_id, claims.sentence AS claim, "  # noqa: S608 (names from below)
        f"{wording} AS wording, highlight({index}, 0, :hit, :end) AS form, -bm25({index}) AS score, "
        "articles.id AS article_id, articles.title, outlets.name AS outlet, articles.published "
        f"FROM {index} JOIN statements ON {statement} "
        "JOIN claims ON claims.id = statements.claim_id "
        "JOIN passages ON passages.id = statements.passage_id "
        "JOIN versions ON versions.id = passages.version_id "
        "JOIN articles ON articles.id = versions.article_id "
        "LEFT JOIN outlets ON outlets.id = articles.outlet_id "
        f"WHERE {index} MATCH :words ORDER BY rank"
    )


IN_CLAIMS = _hits_in(
    "claims_search",
    "claim",
    "claims.sentence",
    "statements.id = (SELECT min(id) FROM statements WHERE claim_id = claims_search.rowid)",
)
IN_PASSAGES = _hits_in(
    "passages_search", "passage", "passages.quote", "statements.passage_id = passages_search.rowid"
)


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
    expression = storable(words) if fts else search_expression(words)
    try:
        return [_hit(row) for row in islice(_each_claim_once(_found(connection, expression)), limit)]
    except OperationalError as fault:
        if not fts or getattr(fault.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
            raise
        raise BadSearchError(words, str(fault.orig).removeprefix("fts5: ")) from fault


def _found(connection: Connection, expression: str) -> Iterator[Row[Any]]:
    asked = {"words": expression, "hit": HIT, "end": END}
    return merge(
        *(connection.execute(query, asked).yield_per(100) for query in (IN_CLAIMS, IN_PASSAGES)),
        key=lambda row: -row.score,
    )


def _each_claim_once(rows: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
    seen: set[int] = set()
    for row in rows:
        if row.claim_id not in seen:
            seen.add(row.claim_id)
            yield row


def _hit(row: Row[Any]) -> SearchHit:
    return SearchHit(
        found_in=row.found_in,
        claim_id=row.claim_id,
        claim=row.claim,
        snippet=mark(row.wording, row.form),
        score=round(row.score, 4),
        article_id=row.article_id,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
    )
