"""Moves house: every row of one database into another, of either engine; all of it or nothing."""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from claimsdb.database.dialect import dialect_of
from claimsdb.database.engine import SCHEMA_ONLY, WRITING, faults_named, open_engine
from claimsdb.database.pointing_back import pointing_back
from claimsdb.database.schema import check_schema, migrate, schema_number
from claimsdb.errors.moving import CopyDiffersError, SamePlaceError, TargetNotEmptyError
from claimsdb.models import stored_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from sqlalchemy import Column, Connection, Table

    from claimsdb.database.location import Location
    from claimsdb.database.pointing_back import Row

    Told = Callable[[str, int], None]

BATCH: Final = 2000
"""Rows written together."""

WHOLE_TEXTS: Final = 8
"""Versions written together, which can be of 32 MB each."""


def copy_rows(source: Location, target: Location, rebuild: Callable[[Connection], None], told: Told) -> None:
    """Copy every table that is not derived into one that holds nothing yet, and compare both row by row.

    All is one transaction: whatever goes wrong, the target is as it was. ``rebuild`` fills the
    derived tables of the target; ``told`` hears of every step as (what is done, how many rows).

    Raises:
        DatabaseError: either cannot be opened, or is of another schema than this program's.
        TargetNotEmptyError: the target holds rows.
        CopyDiffersError: a row came out otherwise than it went in.
    """
    if source == target:
        raise SamePlaceError(str(source))
    with faults_named(source), open_engine(source).connect() as theirs, _target(target) as ours:
        check_schema(theirs, str(source))
        for table in stored_tables():
            write_rows(ours, table, row_batches(theirs, table), partial(told, f"copying {table.name}"))
        rebuild(ours)
        for table in stored_tables():
            _compare(theirs, ours, table, told)


@contextmanager
def _target(location: Location) -> Iterator[Connection]:
    """Open a transaction in which the target has the schema, holds nothing and takes rows in any order."""
    with whole_transaction(location) as connection:
        _refuse_rows(connection, location)
        with dialect_of(connection).derived_by_hand(connection):
            yield connection


@contextmanager
def whole_transaction(location: Location, *, kept: bool = True) -> Iterator[Connection]:
    """Open a transaction that takes rows in any order, in a database that is made if there is none.

    What it made leaves again should it fail, or if it is not to be ``kept``.

    Raises:
        DatabaseError: the database cannot be opened, or is of another schema than this program's.
    """
    new = location.is_new
    try:
        with faults_named(location), _writing(location) as connection, connection.begin() as transaction:
            if schema_number(connection, str(location)) == 0:
                migrate(connection, "head")
            check_schema(connection, str(location))
            yield connection
            if not kept:
                transaction.rollback()
    except BaseException:
        if new:
            location.path.unlink(missing_ok=True)
        raise
    if new and not kept:
        location.path.unlink(missing_ok=True)


def _writing(location: Location) -> Connection:
    engine = open_engine(location, create=True)
    return engine.connect().execution_options(**{WRITING: SCHEMA_ONLY})


def _refuse_rows(connection: Connection, location: Location) -> None:
    if (table := first_filled(connection)) is not None:
        count = connection.scalar(select(func.count()).select_from(table))
        raise TargetNotEmptyError(str(location), table.name, count or 0)


def first_filled(connection: Connection) -> Table | None:
    """Return the first table that is not derived and holds a row."""
    filled = (each for each in stored_tables() if connection.execute(select(each.c[0]).limit(1)).first())
    return next(filled, None)


def own_columns(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that hold something of their own."""
    return [column for column in table.columns if column.computed is None]


def batch_of(table: Table) -> int:
    """Return how many rows of a table are read or written together."""
    return WHOLE_TEXTS if table.name == "versions" else BATCH


def row_batches(connection: Connection, table: Table) -> Generator[Sequence[Any]]:
    """Yield the rows of a table in the order of their keys."""
    query = select(*own_columns(table)).order_by(*table.primary_key)
    with connection.execute(query.execution_options(yield_per=batch_of(table))) as rows:
        yield from rows.partitions()


def write_rows(
    connection: Connection, table: Table, batches: Iterable[Sequence[Row]], told: Callable[[int], None]
) -> None:
    """Write rows, which come in the order of their keys; ``told`` hears how many are written."""
    names = [column.name for column in own_columns(table)]
    for rows in filter(None, pointing_back(table, names, batches)):
        dialect_of(connection).insert(connection, table.name, names, rows)
        told(len(rows))


def _compare(theirs: Connection, ours: Connection, table: Table, told: Told) -> None:
    with closing(row_batches(theirs, table)) as lefts, closing(row_batches(ours, table)) as rights:
        for left, right in zip_longest(lefts, rights, fillvalue=()):
            for row, copied in zip_longest(left, right):
                if row is None or copied is None or tuple(row) != tuple(copied):
                    raise CopyDiffersError(table.name, tuple(row or copied))
            told(f"comparing {table.name}", len(left))
