"""A search by PostgreSQL, in the words that migration 0003 keeps of every sentence and quote."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy.exc import DBAPIError

from claimsdb.database.dialect import SEARCHED
from claimsdb.errors.questions import BadSearchError, LongSearchError
from claimsdb.queries.search_rows import HITS, Found, Search, hits_query, numbers_query
from claimsdb.text.search_form import search_form
from claimsdb.text.search_hits import marked_form
from claimsdb.text.search_words import Term, search_terms, storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

HAS_WORDS: Final = "words @@ CAST({asked} AS tsquery)"

READ: Final = 150_000
"""Characters of a wording that are indexed, as migration 0003 has it; a hit is in these."""

A_FEW: Final[dict[str, Any]] = {"yield_per": 100}
"""How many rows the server sends at a time."""

FEW: Final = 1_000
"""Up to as many hits are fetched and sorted; the newest of more are soonest met from the end backwards."""

SYNTAX_ERROR: Final = "42601"
TOO_LONG: Final = ("54000", "54001")


def _query(way: str, source: str, key: str, rest: str) -> str:
    table = HITS[way]
    wording = f"left({table}.{SEARCHED[table]}, {READ})"
    values = {"key": key, "wording": wording, "form": "NULL"}
    return hits_query(way, f"{source} AS found", values, rest, index="found")


def _best(way: str) -> str:
    # 1: the longer the text, the less a hit in it says
    index = f"{HITS[way]}_search"
    ranked = (
        f"(SELECT rowid, ts_rank(words, asked, 1) AS score FROM {index}, CAST(%s AS tsquery) AS asked "  # noqa: S608 (our own words)
        "WHERE words @@ asked AND rowid > %s ORDER BY score DESC, rowid)"
    )
    return _query(way, ranked, "-score", "ORDER BY found.score DESC, found.rowid, statements.id")


def _newest(way: str) -> str:
    asked = "WHERE found.words @@ CAST(%s AS tsquery)"
    return _query(
        way, f"{HITS[way]}_search", "-statements.id", f"{asked} ORDER BY found.rowid DESC, statements.id"
    )


def _newest_of_few(way: str) -> str:
    # the server plans for what stands in brackets alone, and for all of it
    hits = "(" + numbers_query(HITS[way], HAS_WORDS, "%s") + " ORDER BY rowid DESC)"
    return _query(way, hits, "-statements.id", "ORDER BY found.rowid DESC, statements.id")


class PostgreSQLSearch(Search):
    """One search on a server."""

    BEST: ClassVar = {way: _best(way) for way in HITS}
    NEWEST: ClassVar = {way: _newest(way) for way in HITS}
    NEWEST_OF_FEW: ClassVar = {way: _newest_of_few(way) for way in HITS}
    SINCE: ClassVar = {
        table: numbers_query(table, HAS_WORDS, "%s") + " ORDER BY rowid DESC LIMIT 1 OFFSET %s"
        for table in SEARCHED
    }
    HAS_WORDS = HAS_WORDS

    def __init__(self, connection: Connection, words: str, *, fts: bool) -> None:
        super().__init__(connection)
        self._terms = _words_in(words) if fts else search_terms(words)
        self.asked = _as_it_is(connection, words) if fts else _asked(connection, words, self._terms)

    def newest(self, way: str) -> Iterator[Found]:
        """Yield the hits, newest first."""
        queries = self.NEWEST if self.since(HITS[way], FEW) else self.NEWEST_OF_FEW
        return map(Found._make, self._ask(queries[way]))

    def _ask(self, query: str, *more: object) -> Iterator[Any]:
        values = (self.asked, *more)
        with closing(self._connection.exec_driver_sql(query, values, execution_options=A_FEW)) as rows:
            yield from rows

    def _marked_form(self, found: Found) -> str:
        return marked_form(found.wording, self._terms)


def _asked(connection: Connection, words: str, terms: Sequence[Term]) -> str | None:
    """Return the ``tsquery`` for terms, as text; nothing if one of them can never be found.

    Raises:
        LongSearchError: there are more words than the server takes.
    """
    query = "SELECT CAST(search_query(%s::text[], %s::boolean[]) AS text)"
    parts = ([term.form for term in terms], [term.begins for term in terms])
    try:
        asked: str | None = connection.exec_driver_sql(query, parts).scalar_one()
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) not in TOO_LONG:
            raise
        raise LongSearchError(words) from fault
    return asked


def _as_it_is(connection: Connection, words: str) -> str:
    """Return the ``tsquery`` for what a user wrote in the engine's own way, as text.

    Raises:
        BadSearchError: the server does not understand it.
    """
    query = "SELECT CAST(to_tsquery('pg_catalog.simple', search_folded(%s)) AS text)"
    written = (storable(words).replace("\0", " "),)
    try:
        return str(connection.exec_driver_sql(query, written).scalar_one())
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) != SYNTAX_ERROR:
            raise
        raise BadSearchError(words, "a to_tsquery expression", str(fault.orig).partition("\n")[0]) from fault


def _words_in(expression: str) -> list[Term]:
    """Return the words of an expression in the engine's own way, which are then marked."""
    found = re.findall(r"([^\s&|!()<>:*']+)(:[a-dA-D]*\*)?", expression)
    return [Term(search_form(word), begins=bool(star)) for word, star in found]
