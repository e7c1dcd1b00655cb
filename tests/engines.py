"""The engines that the suite runs on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
ENGINES: Final = (SQLITE, POSTGRESQL)

Where: TypeAlias = Path | str
"""The path of a file, or the address of a server's database."""

on_sqlite = pytest.mark.parametrize("engine", [SQLITE], indirect=True)
"""For a test that speaks of a file, or of what only SQLite has; a comment there says which."""

on_postgresql = pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
"""For a test that speaks of a server."""


def everything_in(place: Where) -> object:
    """Return what differs as soon as anything is written, be it the same again."""
    if isinstance(place, Path):
        return place.read_bytes()
    import psycopg  # noqa: PLC0415 (takes its time)
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415 (as above)

    with psycopg.connect(place) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200"
        )
        return {
            name: connection.execute(SQL("SELECT ctid, xmin, * FROM {}").format(Identifier(name))).fetchall()
            for (name,) in tables.fetchall()
        }


def run_sql(place: Where, *statements: str) -> list[tuple[Any, ...]]:
    """Run SQL as any other program does, each statement on its own; return the rows of the last."""
    import psycopg  # noqa: PLC0415 (takes its time)

    connection: Any = (
        sqlite3.connect(place, isolation_level=None)
        if isinstance(place, Path)
        else psycopg.connect(place, autocommit=True)
    )
    with closing(connection):
        for statement in statements:
            cursor = connection.execute(statement)
        return [tuple(row) for row in cursor.fetchall()] if cursor.description else []


def attempt(place: Where, *sql: str) -> bool:
    """Tell whether SQL passes, with all that can be switched off switched off."""
    import psycopg  # noqa: PLC0415 (takes its time)

    off = ("PRAGMA ignore_check_constraints = ON",) if isinstance(place, Path) else ()
    try:
        run_sql(place, *off, *sql)
    except (sqlite3.IntegrityError, psycopg.Error):
        return False
    return True
