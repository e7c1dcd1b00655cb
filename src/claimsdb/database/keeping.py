"""A connection that stays open between questions, with no transaction.

To open a file and read its schema takes as long as a question for fifty statements. A server's
connections are not kept: one that was cut meanwhile would fail a question that a new one answers.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimsdb.database.dialect import cursor
from claimsdb.database.schema import SCHEMA, check_schema
from claimsdb.database.sqlite import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from claimsdb.database.location import Location


class Reading:
    """Opens reading transactions, one after another on the same connection where that is free."""

    def __init__(self, engine: Engine, location: Location) -> None:
        self.engine, self._location = engine, location
        self._free: list[tuple[Connection, object]] = []

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a transaction that reads.

        A file can become another, or another schema's, between two questions, so that is looked at.
        """
        if self._location.is_postgresql:
            with self.engine.connect() as connection, connection.begin():
                yield connection
            return
        connection, file = self._take()
        try:
            # Begun here, since not every question goes through SQLAlchemy, which would begin by itself.
            with connection.begin() as transaction:
                if cursor(connection).execute("PRAGMA user_version").fetchone() != (SCHEMA,):
                    check_schema(connection, str(self._location))
                yield connection
                transaction.rollback()
        except BaseException:
            connection.close()
            raise
        if self._free:
            connection.close()
        else:
            self._free.append((connection, file))

    def close(self) -> None:
        """Close the connection that is kept."""
        while self._free:
            self._free.pop()[0].close()

    def _take(self) -> tuple[Connection, object]:
        file = identity(self._location)
        try:
            connection, known = self._free.pop()
        except IndexError:  # none is kept, or another question has it
            connection, known = self.engine.connect(), file
        if known != file:
            connection.close()
            connection = self.engine.connect()
        return connection, file
