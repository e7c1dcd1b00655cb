"""Full-text search in claims and passages, the best or the newest first."""

from __future__ import annotations

from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from claimsdb.database.dialect import SEARCHED
from claimsdb.errors.questions import UnknownWordError
from claimsdb.queries.search_rows import HITS, NEWEST, ORDERS
from claimsdb.records.rows import SearchHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.search_rows import Found, Search

RANKED: Final = 10_000
"""How many hits in claims, and how many in passages, are weighed against each other when only some are shown.

Weighing takes time for every hit; of a word that stands everywhere the newest are weighed.
"""


def search(
    connection: Connection,
    words: str,
    *,
    fts: bool = False,
    order: str = "best",
    limit: int | None = None,
) -> list[SearchHit]:
    """Return the claims that have the words in their sentence or passage, each once.

    ``order`` is ``best`` or ``newest`` (recorded) first. ``fts`` hands the words to the engine
    as they are; otherwise they are words, ``"phrases"`` and ``begin*``. With a ``limit`` no more
    than the newest ``RANKED`` claims and passages that have the words are ranked.

    Raises:
        NoWordsError: there is no word to look for.
        BadSearchError: ``fts`` is on and the engine refuses the expression.
        UnknownWordError: the order is neither.
    """
    if order not in ORDERS:
        raise UnknownWordError("order", order, ORDERS)
    engine = search_by_its_engine(connection, words, fts=fts)
    if order == NEWEST:
        found = _first(limit, (engine.newest(way) for way in engine.ways))
        return [_hit(each, engine.snippet(each), None) for each in found]
    return [_hit(each, engine.snippet(each), round(-each.key, 4)) for each in _best(engine, limit)]


def search_by_its_engine(connection: Connection, words: str, *, fts: bool = False) -> Search:
    """Return the search for words by the engine of a connection.

    Raises:
        NoWordsError: there is no word to look for.
    """
    if connection.dialect.name == "postgresql":
        from claimsdb.queries.search_postgresql import PostgreSQLSearch  # noqa: PLC0415 (the other engine's)

        return PostgreSQLSearch(connection, words, fts=fts)
    from claimsdb.queries.search_sqlite import SQLiteSearch  # noqa: PLC0415 (the other engine's)

    return SQLiteSearch(connection, words, fts=fts)


def _best(engine: Search, limit: int | None) -> list[Found]:
    since = {table: 0 if limit is None else engine.since(table, RANKED) for table in SEARCHED}
    found = _first(limit, (engine.best(way, since[HITS[way]]) for way in engine.ways))
    if limit is not None and len(found) < limit and any(since.values()):
        return _first(limit, (engine.best(way, 0) for way in engine.ways))
    return found


def _first(limit: int | None, streams: Iterable[Iterator[Found]]) -> list[Found]:
    return list(islice(_each_claim_once(merge(*streams, key=attrgetter("key"))), limit))


def _each_claim_once(found: Iterable[Found]) -> Iterator[Found]:
    seen: set[int] = set()
    for each in found:
        if each.claim_id not in seen:
            seen.add(each.claim_id)
            yield each


def _hit(found: Found, snippet: str, score: float | None) -> SearchHit:
    return SearchHit(
        found_in=found.found_in,
        claim_id=found.claim_id,
        claim=found.claim,
        snippet=snippet,
        score=score,
        article_id=found.article_id,
        title=found.title,
        outlet=found.outlet,
        published=found.published,
    )
