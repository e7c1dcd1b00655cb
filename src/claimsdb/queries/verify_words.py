"""Tells at one go whether a search index holds exactly the words of its table.

An index made anew from the same words holds the same terms, each in the same rows at the same places.
Both are read in that order, side by side. The words come from ``search_form``, ten times as fast as
the views of migration 0003, with which tests hold it together.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.database.dialect import cursor
from claimsdb.queries.tables import claims, passages
from claimsdb.text.search_form import search_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

TEXTS_AT_A_TIME: Final = 200
PLACES_AT_A_TIME: Final = 1000

TEXTS: Final = {
    "claims": select(claims.c.id, claims.c.sentence),
    "passages": select(passages.c.id, passages.c.quote),
}

TERMS: Final = "SELECT term, cnt FROM temp.{}_terms"
PLACES: Final = 'SELECT doc, "offset" FROM temp.{}'
"""Every place of every term, term by term: with ``TERMS``, which counts them, the whole index."""


def holds_its_words(connection: Connection, table: str) -> bool:
    """Tell whether the index in ``temp.stored`` is that of its table; fills ``temp.anew``, which is empty."""
    try:
        _fill(connection, table)
    except UnicodeEncodeError:  # a text that is no UTF-8, whose words only SQLite can tell
        return False
    return all(
        stored == expected
        for query in (TERMS, PLACES)
        for stored, expected in zip_longest(
            _batches(connection, query.format("stored")), _batches(connection, query.format("expected"))
        )
    )


def _fill(connection: Connection, table: str) -> None:
    found = connection.execute(TEXTS[table].execution_options(yield_per=TEXTS_AT_A_TIME))
    for batch in found.partitions():
        words = [(number, search_form(text)) for number, text in batch]
        cursor(connection).executemany("INSERT INTO temp.anew (rowid, words) VALUES (?, ?)", words)


def _batches(connection: Connection, query: str) -> Iterator[list[tuple[object, ...]]]:
    driver = cursor(connection).execute(query)
    while batch := driver.fetchmany(PLACES_AT_A_TIME):
        yield batch
