"""A plain connection to either engine, whose refusals can be compared."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any, Final, Protocol

import psycopg

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECK, UNIQUE, REQUIRED, TYPE = "check", "unique", "required", "type"


class RefusedError(Exception):
    """The database took something for wrong.

    Args:
        kind: the kind of constraint.
        what: its name, or on SQLite the columns of a unique key; for a required column, ``table.column``.
    """

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind
        self.what = what


class Shell(Protocol):
    """A connection, in a transaction that nothing ends."""

    def run(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Run a statement, with ``?`` for its values; return its rows.

        Raises:
            RefusedError: a constraint is against it; nothing of the statement is done then.
        """


def insert(shell: Shell, table: str, row: Mapping[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    shell.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))  # noqa: S608


TOLD: Final = {
    CHECK: re.compile(r"CHECK constraint failed: (\w+)$"),
    UNIQUE: re.compile(r"UNIQUE constraint failed: (.+)$"),
    REQUIRED: re.compile(r"NOT NULL constraint failed: (.+)$"),
    TYPE: re.compile(r"(datatype mismatch|cannot store \w+ value in \w+ column)"),
}


class SQLiteShell:
    """A plain connection of Python's own driver."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.IntegrityError as fault:
            for kind, words in TOLD.items():
                if told := words.search(str(fault)):
                    raise RefusedError(kind, told.group(1)) from fault
            raise


class PostgreSQLShell:
    """A plain connection of psycopg."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def run(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._connection.transaction():
                cursor = self._connection.execute(sql.replace("?", "%s"), values)
                return cursor.fetchall() if cursor.description else []
        except (psycopg.errors.CheckViolation, psycopg.errors.UniqueViolation) as fault:
            kind = CHECK if isinstance(fault, psycopg.errors.CheckViolation) else UNIQUE
            raise RefusedError(kind, str(fault.diag.constraint_name)) from fault
        except psycopg.errors.NotNullViolation as fault:
            raise RefusedError(REQUIRED, f"{fault.diag.table_name}.{fault.diag.column_name}") from fault
        except (psycopg.errors.DatatypeMismatch, psycopg.errors.InvalidTextRepresentation) as fault:
            raise RefusedError(TYPE, str(fault)) from fault
