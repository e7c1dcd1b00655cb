"""A copy of an SQLite file that is whole, though others write to it meanwhile."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from claimsdb.database.engine import faults_named
from claimsdb.database.location import Location
from claimsdb.errors.exports import CannotWriteError
from claimsdb.errors.moving import BackupInTheWayError, ServerBackupError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def back_up(connection: Connection, where: Location, target: Path) -> None:
    """Copy a database to a new file (SQLite's online backup); it comes to its place only when it is whole.

    Raises:
        ServerBackupError: the database is a server's, which has tools of its own.
        BackupInTheWayError: something lies at the target.
        CannotWriteError: the system refuses.
    """
    if where.is_postgresql:
        raise ServerBackupError(str(where), str(target))
    if os.path.lexists(target):
        raise BackupInTheWayError(str(target))
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)  # of a backup that was killed
        with faults_named(Location(str(target))), closing(sqlite3.connect(unfinished)) as copy:
            _driver(connection).backup(copy)
        unfinished.rename(target)
    except OSError as fault:
        raise CannotWriteError(str(target), fault.strerror or str(fault)) from fault
    finally:
        unfinished.unlink(missing_ok=True)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
