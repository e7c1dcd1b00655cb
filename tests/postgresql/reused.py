"""A PostgreSQL database that is as it was again for each test: copying one takes a hundred times as long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg.sql import SQL, Identifier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.postgresql.server import Server

GUARDED: Final = ("statements", "claims", "passages", "versions")
"""Tables whose guards look even at whoever has switched triggers off, in the order their rows can go."""

TABLES: Final = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
"""

MADE: Final = """
    SELECT count(*), max(xmin::text::bigint) FROM (
        SELECT xmin FROM pg_class WHERE relnamespace = 'public'::regnamespace UNION ALL
        SELECT xmin FROM pg_proc WHERE pronamespace = 'public'::regnamespace UNION ALL
        SELECT xmin FROM pg_attribute WHERE attrelid IN
            (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) UNION ALL
        SELECT xmin FROM pg_constraint WHERE connamespace = 'public'::regnamespace UNION ALL
        SELECT xmin FROM pg_trigger UNION ALL SELECT setdatabase::text::xid FROM pg_db_role_setting UNION ALL
        SELECT xmin FROM public.alembic_version
    ) AS made
"""
"""Changes whenever somebody changes the schema."""

SEQUENCES: Final = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"

OTHERS: Final = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Contents:
    """What stands in a database: the rows of each table, as COPY writes them, and the last numbers given."""

    rows: Mapping[str, bytes]
    sequences: Mapping[str, int | None]
    made: tuple[Any, ...]


class Reused:
    """A database that ``reset`` brings back to what it was when it was given to this class.

    Args:
        server: whose database it is.
        url: its address.
    """

    def __init__(self, server: Server, url: str) -> None:
        self.url = url
        self.server = server
        self._template = server.database(template=url)  # for when a test has changed the schema
        self._open()
        self._contents = self._read()

    def reset(self) -> str:
        """Undo whatever was done to rows or to the schema, and return the address; nobody stays connected."""
        self._connection.execute(OTHERS)
        if self._made() != self._contents.made:
            self._connection.close()
            self.server.drop(self.url)
            self.server.database(self.url.partition("?")[0].rpartition("/")[2], template=self._template)
            self._open()
            self._contents = self._read()
        else:
            self._write()
        return self.url

    def another(self, name: str) -> Reused:
        """Make a further database that begins as this one did."""
        return Reused(self.server, self.server.database(name, template=self._template))

    def close(self) -> None:
        """Leave the database, which can be copied or dropped then."""
        self._connection.close()

    def _open(self) -> None:
        self._connection: psycopg.Connection[Any] = psycopg.connect(self.url, autocommit=True)
        self._connection.execute("SET session_replication_role = replica")
        others = [name for (name,) in self._connection.execute(TABLES) if name not in GUARDED]
        self._tables = (*others, *GUARDED)

    def _made(self) -> tuple[Any, ...]:
        (made,) = self._connection.execute(MADE).fetchall()
        return tuple(made)

    def _read(self) -> Contents:
        rows = {}
        with self._connection.cursor() as cursor:
            for table in self._tables:
                with cursor.copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as copy:
                    rows[table] = b"".join(bytes(piece) for piece in copy)
        return Contents(rows, dict(self._connection.execute(SEQUENCES).fetchall()), self._made())

    def _write(self) -> None:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for table in self._tables:
                cursor.execute(SQL("DELETE FROM {}").format(Identifier(table)))
            for table in reversed(self._tables):
                if self._contents.rows[table]:
                    with cursor.copy(SQL("COPY {} FROM STDIN").format(Identifier(table))) as copy:
                        copy.write(self._contents.rows[table])
            for name, last in self._contents.sequences.items():
                cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])
