"""PostgreSQL: reaching a server, and what its faults mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from claimsdb.database.dialect import LOCK_SECONDS
from claimsdb.errors.database import (
    ConnectionLostError,
    DatabaseBusyError,
    DatabaseError,
    DiskFullError,
    NoDriverError,
    NoServerError,
    NotPermittedError,
    ReadOnlyDatabaseError,
    TooLongForIndexError,
)

try:
    import psycopg
except ImportError as fault:
    raise NoDriverError(str(fault)) from fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sqlalchemy import Engine

    from claimsdb.database.location import Location


# What a fault means, by its number (SQLSTATE): PostgreSQL's appendix A.
STATES: Final[dict[str, Callable[[str, str], DatabaseError]]] = {
    "25006": lambda where, _reason: ReadOnlyDatabaseError(where),  # read_only_sql_transaction: a standby
    "40P01": lambda where, _reason: DatabaseBusyError(where, LOCK_SECONDS),  # deadlock_detected
    "42501": NotPermittedError,  # insufficient_privilege
    "53100": lambda where, _reason: DiskFullError(where),  # disk_full
    "54000": TooLongForIndexError,  # program_limit_exceeded
    "55P03": lambda where, _reason: DatabaseBusyError(where, LOCK_SECONDS),  # lock_not_available
}
CUT: Final = ("08", "57P")
"""Connections that broke, servers that shut down."""

BROKEN: Final = (
    "consuming input failed",
    "sending query",
    "flushing failed",
    "the connection is",
    "server closed",
)
"""How the driver's words for a broken connection begin."""

UNREACHABLE: Final = ("28", "3D", "53")
"""Wrong passwords, databases that are not there, too many connections."""


def open_engine(location: Location) -> Engine:
    """Return an engine for a server."""
    return create_engine("postgresql+psycopg://", creator=lambda: _connect(location), poolclass=NullPool)


def _connect(location: Location) -> psycopg.Connection[Any]:
    # Transactions are begun by ``engine._begin`` alone, so the driver must not begin any.
    return psycopg.connect(
        location.name, autocommit=True, client_encoding="utf8", fallback_application_name="claimsdb"
    )


def name_fault(location: Location, fault: Exception) -> DatabaseError | None:
    """Return what a fault of the driver means, or None if it is no fault of the database."""
    driver_fault = getattr(fault, "orig", fault)
    if not isinstance(driver_fault, psycopg.Error):
        return None
    where, reason, state = str(location), _first_line(driver_fault), driver_fault.sqlstate or ""
    if state in STATES:
        return STATES[state](where, reason)
    if state.startswith(CUT) or (not state and _is_cut(driver_fault)):
        return ConnectionLostError(where, reason)
    if not state.startswith(UNREACHABLE) and (state or not _is_operational(driver_fault)):
        return None
    return NoServerError(where, reason)


def _is_operational(fault: psycopg.Error) -> bool:
    return isinstance(fault, psycopg.OperationalError)


def _is_cut(fault: psycopg.Error) -> bool:
    """Tell a connection that broke from one that could not be made; the driver gives neither a number."""
    return _is_operational(fault) and str(fault).startswith(BROKEN)


def _first_line(fault: psycopg.Error) -> str:
    return str(fault).partition("\n")[0].strip()
