"""The connection to a database: pragmas, transactions, and faults turned into sentences."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError as DriverError
from sqlalchemy.pool import NullPool

from claimsdb.errors.database import (
    BrokenDatabaseError,
    DatabaseBusyError,
    DatabaseError,
    DiskFullError,
    NoDatabaseError,
    NoFolderError,
    NotADatabaseError,
    ReadOnlyDatabaseError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.database.location import Location

BUSY_SECONDS: Final = 5.0
"""How long a writer waits for another before it gives up."""

WRITING: Final = "claimsdb_writing"
"""The execution option that makes a transaction take the write lock at once."""

# recursive_triggers: INSERT OR REPLACE fires delete triggers. trusted_schema stays on, since SQLite
# 3.40 calls a trigger that writes to FTS5 unsafe without it; we register no functions of our own.
PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cell_size_check = ON",
)


def open_engine(location: Location, *, create: bool = False) -> Engine:
    """Return an engine for the database; ``create`` allows a new file.

    Raises:
        NoDatabaseError: there is no file and ``create`` is off.
        NotADatabaseError: the path is a folder.
    """
    path = location.path
    if path.is_dir():
        raise NotADatabaseError(str(location), "a folder")
    if path.exists() and not path.is_file():
        raise NotADatabaseError(str(location), "no ordinary file")
    if not create and not path.exists():
        raise NoDatabaseError(str(location))
    if not path.parent.is_dir():
        raise NoFolderError(str(location), str(path.parent))
    engine = create_engine("sqlite://", creator=lambda: _connect(location, create=create), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _connect(location: Location, *, create: bool) -> sqlite3.Connection:
    uri = "file:" + quote(str(location.path.absolute())) + "?mode=" + ("rwc" if create else "rw")
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def _begin(connection: Connection) -> None:
    # A transaction that turns from reading to writing half-way can fail at once when another
    # writes, so a writer takes its lock first and waits for it.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def faults_named(location: Location) -> Iterator[None]:
    """Turn the driver's faults into our sentences."""
    try:
        yield
    except (DriverError, sqlite3.DatabaseError) as fault:
        named = _name_fault(location, fault)
        if named is None:
            raise
        raise named from fault


def _name_fault(location: Location, fault: Exception) -> DatabaseError | None:
    where, driver_fault = str(location), getattr(fault, "orig", fault)
    code = getattr(driver_fault, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusyError(where, BUSY_SECONDS)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return ReadOnlyDatabaseError(where)
        case sqlite3.SQLITE_FULL:
            return DiskFullError(where)
        case sqlite3.SQLITE_NOTADB:
            return NotADatabaseError(where, "some other kind of file")
        case named:
            damage = _damage(named, driver_fault)
            return BrokenDatabaseError(where, damage) if damage else None


def _damage(code: int | None, driver_fault: Exception) -> str | None:
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR):
        return str(driver_fault)
    if "decode to UTF-8" in str(driver_fault):  # Python's own fault, which has no number
        return "a text in it is not UTF-8 (`claimsdb verify` tells where)"
    return None


def pragma(connection: Connection, name: str) -> Any:  # noqa: ANN401 (a pragma answers what it likes)
    """Return what a pragma says."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()
