"""The least that a proof of a database can cost: reading the rows, and looking at none."""

from __future__ import annotations

import sqlite3
import sys
from collections import deque
from contextlib import closing
from pathlib import Path
from typing import Final

PASSAGES: Final = (
    "SELECT id, text FROM versions",
    "SELECT id, version_id, start_char, end_char, quote FROM passages",
)


def read(path: Path, *queries: str) -> None:
    """Run queries and take every row."""
    with closing(sqlite3.connect(path)) as connection:
        for query in queries:
            deque(connection.execute(query), maxlen=0)


def every_row(path: Path) -> list[str]:
    """Return a query for each table that has rows of its own, search indexes apart."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
        ).fetchall()
    return [f"SELECT * FROM {name}" for (name,) in names]  # noqa: S608 (names of tables)


if __name__ == "__main__":
    database = Path(sys.argv[1])
    read(database, *every_row(database))
