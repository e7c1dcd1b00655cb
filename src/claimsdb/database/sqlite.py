"""SQLite: opening a file, and what its faults mean."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from claimsdb.errors.database import (
    BrokenDatabaseError,
    ClosedFolderError,
    DatabaseBusyError,
    DatabaseError,
    DiskFullError,
    NoDatabaseError,
    NoFolderError,
    NoLocksError,
    NotADatabaseError,
    ReadOnlyDatabaseError,
    UnwrittenError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimsdb.database.location import Location

BUSY_SECONDS: Final = 5.0
"""How long a writer waits for another before it gives up."""

# recursive_triggers: INSERT OR REPLACE fires delete triggers. trusted_schema stays on, since SQLite
# 3.40 calls a trigger that writes to FTS5 unsafe without it; we register no functions of our own.
PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -8000",  # kilobytes: for reading, more was no faster
)

NO_LOCKS: Final = {
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    sqlite3.SQLITE_PROTOCOL,
}
"""What SQLite says where a file cannot be locked, as in some network folders."""

UNWRITTEN: Final = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE}
"""What SQLite says of a quota, a limit on the size of files, or a failing disk; of a full disk it says so."""

BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

KINDS: Final[dict[int | None, Callable[[str], DatabaseError]]] = {
    sqlite3.SQLITE_READONLY: ReadOnlyDatabaseError,
    sqlite3.SQLITE_PERM: ReadOnlyDatabaseError,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyDatabaseError,
    sqlite3.SQLITE_AUTH: ReadOnlyDatabaseError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_NOTADB: lambda where: NotADatabaseError(where, "some other kind of file"),
}
"""What a fault means, by the low byte of its number."""

LOCKS: Final = Path("/proc/locks")
"""Where Linux lists the locks on files."""


def open_engine(location: Location, *, create: bool) -> Engine:
    """Return an engine for a file; ``create`` allows a new one.

    Raises:
        NoDatabaseError: there is no file and ``create`` is off.
        NoFolderError: a new file would lie in no folder.
        NotADatabaseError: the path is a folder.
        ClosedFolderError: a folder on the way may not be entered.
    """
    path = location.path
    try:
        _check_place(location, path, create=create)
    except PermissionError as fault:
        raise ClosedFolderError(str(location)) from fault
    return create_engine("sqlite://", creator=lambda: _connect(location, create=create), poolclass=NullPool)


def _check_place(location: Location, path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotADatabaseError(str(location), "a folder")
    if path.exists() and not path.is_file():
        raise NotADatabaseError(str(location), "no ordinary file")
    if not create and not path.exists():
        raise NoDatabaseError(str(location))
    if not path.parent.is_dir():
        raise NoFolderError(str(location), str(path.parent))


def _connect(location: Location, *, create: bool) -> sqlite3.Connection:
    uri = "file:" + quote(str(location.path.absolute())) + "?mode=" + ("rwc" if create else "rw")
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def identity(location: Location) -> tuple[int, int] | None:
    """Return what tells the file that lies at a place from any other; None: there is none."""
    try:
        found = os.stat(location.name)  # noqa: PTH116 (half the time of Path.stat, at every question)
    except OSError:  # it has been taken away
        return None
    return found.st_dev, found.st_ino


def name_fault(location: Location, fault: Exception) -> DatabaseError | None:
    """Return what a fault of the driver means, or None if it is no fault of the database."""
    where, driver_fault = str(location), getattr(fault, "orig", fault)
    if not isinstance(driver_fault, sqlite3.DatabaseError):
        return None
    code: int | None = getattr(driver_fault, "sqlite_errorcode", None)
    if code in NO_LOCKS:
        return NoLocksError(where)
    if code in UNWRITTEN:
        return UnwrittenError(where, str(driver_fault))
    kind = None if code is None else code & 0xFF
    if kind in BUSY:
        return DatabaseBusyError(where, BUSY_SECONDS, tuple(_holders(location.path)))
    if kind in KINDS:
        return KINDS[kind](where)
    damage = _damage(kind, driver_fault)
    return BrokenDatabaseError(where, damage) if damage else None


def _damage(code: int | None, driver_fault: Exception) -> str | None:
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR):
        return str(driver_fault)
    if "decode to UTF-8" in str(driver_fault):  # Python's own fault, which has no number
        return "a text in it is not UTF-8 (`claimsdb verify` tells where)"
    return None


def _holders(path: Path) -> Iterator[str]:
    """Yield who has the file locked for writing, as ``name (process 12)``, where the system tells."""
    try:
        inode, locks = path.stat().st_ino, LOCKS.read_text()
    except OSError:  # no such list on this system: who it is stays unknown
        return
    for line in locks.splitlines():
        # 1: POSIX  ADVISORY  WRITE 4711 08:01:1234567 1073741825 1073741825
        fields = line.replace("-> ", "").split()
        if fields[3] == "WRITE" and fields[5].endswith(f":{inode}"):
            yield f"{_name_of(fields[4])} (process {fields[4]})"


def _name_of(process: str) -> str:
    try:
        return Path("/proc", process, "comm").read_text().strip()
    except OSError:  # it has just ended, or is another user's
        return "a program"
