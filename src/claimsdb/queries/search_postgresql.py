"""A search by PostgreSQL, in the words that migration 0003 keeps of every sentence and quote."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.exc import DBAPIError

from claimsdb.errors.questions import BadSearchError, LongSearchError
from claimsdb.queries.search_rows import TABLES, Found, hits_query
from claimsdb.text.search_hits import marked_form
from claimsdb.text.search_form import search_form
from claimsdb.text.search_words import Term, mark, search_terms, storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

READ: Final = 150_000
"""Characters of a wording that are indexed, as migration 0003 has it; a hit is in these."""

FEW: Final = 100
"""Rows that the server sends at a time."""

SYNTAX_ERROR: Final = "42601"
TOO_LONG: Final = ("54000", "54001")

ASKED: Final = "SELECT search_query(%s::text[], %s::boolean[])::text"
ASKED_AS_IT_IS: Final = "SELECT to_tsquery('pg_catalog.simple', search_folded(%s))::text"


def _query(table: str, source: str, key: str, score: str, order: str) -> str:
    wording = f"left({TABLES[table]}, {READ})"
    values = {"key": key, "wording": wording, "form": "NULL", "score": score}
    return hits_query(table, f"({source}) AS found", values, order, index="found")


# 1: the longer the text, the less a hit in it says
BEST: Final = {
    table: _query(
        table,
        f"SELECT rowid, ts_rank(words, asked, 1) AS score FROM {table}_search, CAST(%s AS tsquery) AS asked "  # noqa: S608 (our own names)
        "WHERE words @@ asked AND rowid > %s ORDER BY score DESC, rowid",
        "-score",
        "score",
        "ORDER BY found.score DESC, found.rowid, statements.id",
    )
    for table in TABLES
}
NEWEST: Final = {
    table: _query(
        table,
        f"SELECT rowid FROM {table}_search WHERE words @@ CAST(%s AS tsquery) ORDER BY rowid DESC",  # noqa: S608 (our own names)
        "-statements.id",
        "NULL::float",
        "ORDER BY found.rowid DESC, statements.id",
    )
    for table in TABLES
}
SINCE: Final = {
    table: f"SELECT rowid FROM {table}_search WHERE words @@ CAST(%s AS tsquery) "  # noqa: S608 (our own names)
    "ORDER BY rowid DESC LIMIT 1 OFFSET %s"
    for table in TABLES
}


class PostgreSQLSearch:
    """One search on a server."""

    def __init__(self, connection: Connection, words: str, *, fts: bool) -> None:
        self._connection = connection
        self._terms = _words_in(words) if fts else search_terms(words)
        self._asked = asked_as_it_is(connection, words) if fts else asked(connection, words, self._terms)

    def since(self, table: str, most: int) -> int:
        row = self._connection.exec_driver_sql(SINCE[table], (self._asked, most)).first()
        return int(row[0]) if row else 0

    def best(self, table: str, since: int) -> Iterator[Found]:
        return self._ask(BEST[table], since)

    def newest(self, table: str) -> Iterator[Found]:
        return self._ask(NEWEST[table])

    def snippet(self, found: Found) -> str:
        return mark(found.wording, marked_form(found.wording, self._terms))

    def _ask(self, query: str, *more: object) -> Iterator[Found]:
        few: dict[str, Any] = {"yield_per": FEW}
        asked = (self._asked, *more)
        with closing(self._connection.exec_driver_sql(query, asked, execution_options=few)) as rows:
            yield from map(Found._make, rows)


def asked(connection: Connection, words: str, terms: Sequence[Term]) -> str | None:
    """Return the ``tsquery`` for terms, as text; nothing if one of them can never be found.

    Raises:
        LongSearchError: there are more words than the server takes.
    """
    parts = ([term.form for term in terms], [term.begins for term in terms])
    try:
        return connection.exec_driver_sql(ASKED, parts).scalar_one()
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) not in TOO_LONG:
            raise
        raise LongSearchError(words) from fault


def asked_as_it_is(connection: Connection, words: str) -> str:
    """Return the ``tsquery`` for what a user wrote in the engine's own way, as text.

    Raises:
        BadSearchError: the server does not understand it.
    """
    try:
        written = (storable(words).replace("\0", " "),)
        return str(connection.exec_driver_sql(ASKED_AS_IT_IS, written).scalar_one())
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) != SYNTAX_ERROR:
            raise
        raise BadSearchError(words, "to_tsquery", str(fault.orig).partition("\n")[0]) from fault


def _words_in(expression: str) -> list[Term]:
    """Return the words of an expression in the engine's own way, which are then marked."""
    found = re.findall(r"([^\s&|!()<>:*']+)(:[a-dA-D]*\*)?", expression)
    return [Term(search_form(word), begins=bool(star)) for word, star in found]
