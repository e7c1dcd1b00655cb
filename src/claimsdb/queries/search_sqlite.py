"""A search by SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.exc import OperationalError

from claimsdb.errors.questions import BadSearchError
from claimsdb.queries.search_rows import TABLES, Found, hits_query
from claimsdb.text.search_words import END, HIT, fts5_expression, mark, search_terms, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def _query(table: str, key: str, score: str, rest: str) -> str:
    index = f"{table}_search"
    form = f"highlight({index}, 0, '{HIT}', '{END}')"
    values = {"key": key, "wording": TABLES[table], "form": form, "score": score}
    return hits_query(table, index, values, rest, index=index)


# bm25() is lower for better hits; the negative is what people expect of a score.
BEST: Final = {
    table: _query(
        table,
        "rank",
        "-rank",
        f"WHERE {table}_search MATCH ? AND {table}_search.rowid > ? ORDER BY rank",
    )
    for table in TABLES
}
NEWEST: Final = {
    table: _query(
        table, "-statements.id", "NULL", f"WHERE {table}_search MATCH ? ORDER BY {table}_search.rowid DESC"
    )
    for table in TABLES
}
SINCE: Final = {
    table: f"SELECT rowid FROM {table}_search WHERE {table}_search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"  # noqa: S608 (our own names)
    for table in TABLES
}


class SQLiteSearch:
    """One search in a file."""

    def __init__(self, connection: Connection, words: str, *, fts: bool) -> None:
        self._connection = connection
        self._words = words
        self._fts = fts
        self._expression = storable(words) if fts else fts5_expression(search_terms(words))

    def since(self, table: str, most: int) -> int:
        for (number,) in self._ask(SINCE[table], most):
            return int(number)
        return 0

    def best(self, table: str, since: int) -> Iterator[Found]:
        return map(Found._make, self._ask(BEST[table], since))

    def newest(self, table: str) -> Iterator[Found]:
        return map(Found._make, self._ask(NEWEST[table]))

    def snippet(self, found: Found) -> str:
        return mark(found.wording, found.form or "")

    def _ask(self, query: str, *more: object) -> Iterator[Any]:
        """Run a query; rows come one by one, since making a row costs more than finding it."""
        try:
            with closing(self._connection.exec_driver_sql(query, (self._expression, *more))) as rows:
                yield from rows
        except OperationalError as fault:
            if not self._fts or getattr(fault.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
                raise
            reason = str(fault.orig).removeprefix("fts5: ")
            raise BadSearchError(self._words, "FTS5", reason) from fault
