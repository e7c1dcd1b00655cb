"""JSON Lines into a database that has the schema already, by hand and in bulk: the same rows as claimsdb.

``--guards`` keeps every trigger, and fills the search index and other derived tables a transaction at
a time, as a careful hand would; ``--bare`` takes all triggers away and leaves derived tables empty.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from itertools import islice
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.floors.made_rows import TABLES, MadeRows

A_TRANSACTION: Final = 1000
"""Articles that are stored in a second or two."""

BY_ROW: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
    "AND (name LIKE '%_searchable_on_insert' OR name LIKE '%_listed_on_insert')"
)
"""The triggers that keep derived tables in step row by row."""

LIST: Final = (
    "INSERT INTO listings SELECT * FROM listed WHERE statement_id BETWEEN ? AND ? "
    "ORDER BY actor_id, speaks, facet, day, article_id, start_char, statement_id ON CONFLICT DO NOTHING"
)
"""Fills the table by which questions for an actor are answered."""


def write(connection: sqlite3.Connection, made: MadeRows) -> None:
    """Write the rows that were made, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    triggers = connection.execute(BY_ROW).fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    stated = [row[0] for row in made.rows["statements"]]
    for table, columns in TABLES.items():
        marks = ", ".join("?" * len(columns.split()))
        insert = f"INSERT INTO {table} ({columns.replace(' ', ', ')}) VALUES ({marks})"  # noqa: S608 (names from above)
        connection.executemany(insert, made.rows[table])
        made.rows[table].clear()
    if triggers:
        connection.execute(LIST, (stated[0], stated[-1]))
    changed = [(kind, number) for number, kind in made.changed.items()]
    connection.executemany("UPDATE actors SET kind = ? WHERE id = ?", changed)
    made.changed.clear()
    for _name, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")


def main() -> None:
    """Load the lines."""
    path, lines, guards = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "--guards"
    gc.disable()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = -64000")
    connection.execute(
        "PRAGMA temp_store = MEMORY"
    )  # or each page a row touches goes to a temporary file first
    connection.execute(f"PRAGMA foreign_keys = {int(guards)}")
    if not guards:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    made = MadeRows(lines, searchable=guards)
    with lines.open("rb") as stream:
        while some := list(islice(stream, A_TRANSACTION)):
            for line in some:
                made.take_in(line)
            write(connection, made)
    connection.close()


main()
