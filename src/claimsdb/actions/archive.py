"""Makes a database of an archive, row for row, and proves that they are equal."""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import partial
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Any

from claimsdb.actions.reindex import reindex
from claimsdb.database.copying import BATCH, batch_of, first_filled, row_batches, write_rows
from claimsdb.database.dialect import dialect_of
from claimsdb.errors.archives import ArchiveDiffersError, ArchiveOrderError, ArchiveRuleError
from claimsdb.models import stored_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Table

    from claimsdb.actions.archived_rows import ArchivedRows, Row
    from claimsdb.formats.archive_reading import Archive

    Told = Callable[[str, int], None]


def take_in_archive(
    connection: Connection, where: str, archive: Archive, rows: ArchivedRows, told: Told
) -> bool:
    """Write all rows of an archive into a database that holds none; return whether all were there already.

    Raises:
        ClaimsDBError: a row is none, its text is missing or another, or the database holds something else.
    """
    if first_filled(connection) is not None:
        if differing := _first_difference(connection, rows, told):
            raise ArchiveDiffersError(archive.file, where, differing)
        return True
    with dialect_of(connection).derived_by_hand(connection):
        for table in stored_tables():
            batches = _batches(table, rows.of(table))
            write_rows(connection, table, batches, partial(told, f"importing {table.name}"))
        reindex(connection)
    if differing := _first_difference(connection, rows, told):
        raise ArchiveOrderError(archive.file, differing)
    return False


def _batches(table: Table, rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, batch_of(table))):
        yield batch


def _first_difference(connection: Connection, rows: ArchivedRows, told: Told) -> str | None:
    """Return the first table of which the database holds other rows than the archive."""
    return next((each.name for each in stored_tables() if not _is_equal(connection, each, rows, told)), None)


def _is_equal(connection: Connection, table: Table, rows: ArchivedRows, told: Told) -> bool:
    with closing(row_batches(connection, table)) as batches:
        ours = (tuple(row) for row in chain.from_iterable(batches))
        for count, (stored, archived) in enumerate(zip_longest(ours, rows.of(table)), 1):
            if stored != archived:
                return False
            if count % BATCH == 0:
                told(f"comparing {table.name}", BATCH)
    return True


@contextmanager
def rules_named(file: str) -> Iterator[None]:
    """Turn a row that the database's own rules refuse into a sentence.

    Every driver calls such a fault an ``IntegrityError``, as Python's standard for drivers (PEP 249) says.
    """
    try:
        yield
    except Exception as fault:
        driver: Any = getattr(fault, "orig", fault)
        if not any(kind.__name__ in ("IntegrityError", "DataError") for kind in type(driver).__mro__):
            raise
        raise ArchiveRuleError(file, str(driver).partition("\n")[0]) from fault
