"""Proves the search indexes: each must hold what an index made anew would hold, word for word."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from claimsdb.database.dialect import SEARCHED
from claimsdb.queries.verify_words import holds_its_words
from claimsdb.records.loading import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

# FTS5 has a check of its own, but as an INSERT, which a file that cannot be written refuses, and
# which does not tell the row.
OUT_OF_STEP: Final = """
    SELECT doc FROM (SELECT doc, term, "offset" FROM temp.stored
                     EXCEPT SELECT doc, term, "offset" FROM temp.expected)
    UNION
    SELECT doc FROM (SELECT doc, term, "offset" FROM temp.expected
                     EXCEPT SELECT doc, term, "offset" FROM temp.stored)
"""


ON_A_SERVER: Final = """
    SELECT id FROM {table} LEFT JOIN {table}_search ON rowid = id
    WHERE words IS DISTINCT FROM search_words({column})
    UNION ALL
    SELECT rowid FROM {table}_search WHERE NOT EXISTS (SELECT FROM {table} WHERE id = rowid)
"""


def search_faults(table: str, connection: Connection) -> Iterator[Fault]:
    """Name each row of a table that its search index does not hold, or holds with other words."""
    ask = _on_a_server if connection.dialect.name == "postgresql" else _in_a_file
    for row_id in ask(connection, table):
        yield Fault(
            table, row_id, "the search index is out of step with it: type `claimsdb db upgrade --reindex`"
        )


def _on_a_server(connection: Connection, table: str) -> Iterator[int]:
    for (row_id,) in connection.exec_driver_sql(ON_A_SERVER.format(table=table, column=SEARCHED[table])):
        yield row_id


def _in_a_file(connection: Connection, table: str) -> Iterator[int]:
    with _made_anew(connection, table):
        if holds_its_words(connection, table):
            return
        _fill_from_view(connection, table)
        for (row_id,) in connection.exec_driver_sql(OUT_OF_STEP):
            yield row_id


@contextmanager
def _made_anew(connection: Connection, table: str) -> Iterator[None]:
    """Declare an empty index beside the database, as ``temp.anew``, and list the words of both."""
    declared = connection.exec_driver_sql(
        "SELECT sql FROM main.sqlite_master WHERE name = ?", (f"{table}_search",)
    ).scalar_one()
    made = (
        declared.replace(f"TABLE {table}_search", "TABLE temp.anew").replace(
            f"content='{table}_words', content_rowid='id'", "content=''"
        ),
        f"CREATE VIRTUAL TABLE temp.stored USING fts5vocab(main, {table}_search, instance)",
        f"CREATE VIRTUAL TABLE temp.stored_terms USING fts5vocab(main, {table}_search, row)",
        "CREATE VIRTUAL TABLE temp.expected USING fts5vocab(temp, anew, instance)",
        "CREATE VIRTUAL TABLE temp.expected_terms USING fts5vocab(temp, anew, row)",
    )
    try:
        for statement in made:
            connection.exec_driver_sql(statement)
        yield
    finally:
        for name in ("expected_terms", "expected", "stored_terms", "stored", "anew"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")


def _fill_from_view(connection: Connection, table: str) -> None:
    connection.exec_driver_sql("INSERT INTO temp.anew (anew) VALUES ('delete-all')")
    connection.exec_driver_sql(
        f"INSERT INTO temp.anew (rowid, words) SELECT id, words FROM main.{table}_words"  # noqa: S608 (names from above)
    )
