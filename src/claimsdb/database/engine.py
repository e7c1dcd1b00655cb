"""The connection to a database: transactions, and faults turned into sentences."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import event

from claimsdb.database import sqlite
from claimsdb.database.dialect import cursor, dialect_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from claimsdb.database.location import Location

WRITING: Final = "claimsdb_writing"
"""The execution option that makes a transaction wait for its turn to write, and then take it at once."""

SCHEMA_ONLY: Final = "schema"
"""The value of that option for a transaction that makes the tables, or changes them."""

KEEPING: Final = "keeping"
"""The value for one that writes down what a question has found out: it gives up soon if others write."""


def open_engine(location: Location, *, create: bool = False) -> Engine:
    """Return an engine for the database; ``create`` allows a new file.

    Raises:
        NoDatabaseError: there is no file and ``create`` is off.
        NotADatabaseError: the path is a folder.
        NoDriverError: the URL is one of PostgreSQL, whose driver is not installed.
    """
    if location.is_postgresql:
        from claimsdb.database import postgresql  # noqa: PLC0415 (its driver takes a quarter of a second)

        engine = postgresql.open_engine(location)
    else:
        engine = sqlite.open_engine(location, create=create)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    driver = cursor(connection)
    for statement in dialect_of(connection).begin(writing):
        driver.execute(statement)


@contextmanager
def faults_named(location: Location) -> Iterator[None]:
    """Turn the driver's faults into our sentences."""
    try:
        yield
    except Exception as fault:
        if location.is_postgresql:
            from claimsdb.database import postgresql  # noqa: PLC0415 (as above)

            named = postgresql.name_fault(location, fault)
        else:
            named = sqlite.name_fault(location, fault)
        if named is None:
            raise
        raise named from fault
