"""Proves the search indexes: each must hold what an index made anew would hold, word for word."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from claimsdb.records.loading import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

INDEXED: Final = ("claims", "passages")

# FTS5 has a check of its own, but as an INSERT, which a file that cannot be written refuses, and
# which does not tell the row.
OUT_OF_STEP: Final = """
    SELECT doc FROM (SELECT doc, term, "offset" FROM temp.stored
                     EXCEPT SELECT doc, term, "offset" FROM temp.expected)
    UNION
    SELECT doc FROM (SELECT doc, term, "offset" FROM temp.expected
                     EXCEPT SELECT doc, term, "offset" FROM temp.stored)
"""


def search_faults(table: str, connection: Connection) -> Iterator[Fault]:
    """Name each row of a table that its search index does not hold, or holds with other words."""
    if connection.dialect.name != "sqlite":  # no index of that kind there
        return
    with _made_anew(connection, table):
        for (row_id,) in connection.exec_driver_sql(OUT_OF_STEP):
            yield Fault(
                table, row_id, "the search index is out of step with it: type `claimsdb db upgrade --reindex`"
            )


@contextmanager
def _made_anew(connection: Connection, table: str) -> Iterator[None]:
    """Make the index again beside the database, as ``temp.anew``, and list the words of both."""
    declared = connection.exec_driver_sql(
        "SELECT sql FROM main.sqlite_master WHERE name = ?", (f"{table}_search",)
    ).scalar_one()
    made = (
        declared.replace(f"TABLE {table}_search", "TABLE temp.anew").replace(
            f"content='{table}_words', content_rowid='id'", "content=''"
        ),
        f"INSERT INTO temp.anew (rowid, words) SELECT id, words FROM main.{table}_words",  # noqa: S608 (names from above)
        f"CREATE VIRTUAL TABLE temp.stored USING fts5vocab(main, {table}_search, instance)",
        "CREATE VIRTUAL TABLE temp.expected USING fts5vocab(temp, anew, instance)",
    )
    try:
        for statement in made:
            connection.exec_driver_sql(statement)
        yield
    finally:
        for name in ("expected", "stored", "anew"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")
