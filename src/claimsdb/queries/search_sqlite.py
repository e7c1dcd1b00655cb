"""A search by SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, ClassVar, Final

from claimsdb.database.dialect import SEARCHED, cursor
from claimsdb.errors.questions import BadSearchError
from claimsdb.queries.search_rows import HITS, Found, Search, hits_query, numbers_query
from claimsdb.text.search_words import END, HIT, fts5_expression, search_terms, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

HAS_WORDS: Final = "{table}_search MATCH {asked}"


def _query(way: str, key: str, rest: str) -> str:
    table = HITS[way]
    index = f"{table}_search"
    form = f"highlight({index}, 0, '{HIT}', '{END}')"
    wording = f"{table}.{SEARCHED[table]}"
    values = {"key": key, "wording": wording, "form": form}
    return hits_query(way, index, values, f"WHERE {index} MATCH ? {rest}", index=index)


class SQLiteSearch(Search):
    """One search in a file."""

    BEST: ClassVar = {
        way: _query(way, "rank", f"AND {table}_search.rowid > ? ORDER BY rank") for way, table in HITS.items()
    }
    NEWEST: ClassVar = {
        way: _query(way, "-statements.id", f"ORDER BY {table}_search.rowid DESC")
        for way, table in HITS.items()
    }
    SINCE: ClassVar = {
        table: numbers_query(table, HAS_WORDS, "?") + " ORDER BY rowid DESC LIMIT 1 OFFSET ?"
        for table in SEARCHED
    }
    HAS_WORDS = HAS_WORDS

    def __init__(self, connection: Connection, words: str, *, fts: bool) -> None:
        super().__init__(connection)
        if not connection.in_transaction():
            connection.begin()  # which the driver, asked directly, would not
        self._refuses = words if fts else None
        self.asked = storable(words) if fts else fts5_expression(search_terms(words))

    def _ask(self, query: str, *more: object) -> Iterator[Any]:
        try:
            with closing(cursor(self._connection)) as rows:
                yield from rows.execute(query, (self.asked, *more))
        except sqlite3.OperationalError as fault:
            if self._refuses is None or fault.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            raise BadSearchError(
                self._refuses, "an FTS5 expression", str(fault).removeprefix("fts5: ")
            ) from fault

    def _marked_form(self, found: Found) -> str:
        return found.form or ""
