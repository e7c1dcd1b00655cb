"""PostgreSQL: reaching a server, and what its faults mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from claimsdb.database.dialect import LOCK_SECONDS
from claimsdb.errors.database import (
    BadAddressError,
    ConnectionLostError,
    DatabaseBusyError,
    DatabaseError,
    DiskFullError,
    NoDriverError,
    NoServerError,
    NotPermittedError,
    StandbyError,
    TextNotStorableError,
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
    "25006": lambda where, _reason: StandbyError(where),  # read_only_sql_transaction
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
    # A connection that is given back is closed, which undoes what it left; one that was cut knows no reset.
    return create_engine(
        "postgresql+psycopg://",
        creator=lambda: _connect(location),
        poolclass=NullPool,
        pool_reset_on_return=None,
    )


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
    if driver_fault.sqlstate is None:
        return _without_number(str(location), driver_fault)
    return _with_number(str(location), driver_fault.sqlstate, _first_line(driver_fault))


def _with_number(where: str, state: str, reason: str) -> DatabaseError | None:
    if state in STATES:
        return STATES[state](where, reason)
    if state.startswith(CUT):
        return ConnectionLostError(where, reason)
    return NoServerError(where, reason) if state.startswith(UNREACHABLE) else None


def _without_number(where: str, fault: psycopg.Error) -> DatabaseError | None:
    """Name a fault that the driver finds itself, before or without a word of the server."""
    match fault:
        case psycopg.ProgrammingError():
            return BadAddressError()
        case psycopg.DataError():
            return TextNotStorableError(where)
        case psycopg.OperationalError() if str(fault).startswith(BROKEN):
            return ConnectionLostError(where, _first_line(fault))
        case psycopg.OperationalError():
            return NoServerError(where, _first_line(fault))
        case _:
            return None


def _first_line(fault: psycopg.Error) -> str:
    return str(fault).partition("\n")[0].strip()
