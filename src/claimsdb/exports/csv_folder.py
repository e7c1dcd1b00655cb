"""Every table as CSV in one folder, with a flat table and a Frictionless data package."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.database.clock import now
from claimsdb.exports.flat import FLAT
from claimsdb.exports.flat_rows import flat_rows
from claimsdb.exports.place import PACKAGE, check_target, one_folder
from claimsdb.exports.tables import described, stored_tables, written_columns
from claimsdb.formats.csv_tables import write_csv
from claimsdb.formats.datapackage import describe_package
from claimsdb.queries.all_mentions import all_mentions
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import sqlalchemy
    from sqlalchemy import Connection

    from claimsdb.formats.csv_tables import Rows
    from claimsdb.records.tables import Table

BATCH: Final = 500
"""Rows read at a time; versions, which hold whole texts, come one by one."""


def export_csv(connection: Connection, target: Path, *, raw: bool = False) -> ExportReport:
    """Write the folder, first beside its place and then moved there; rows stream in constant memory.

    Cells that a spreadsheet would run as formulas are escaped unless ``raw``; the data package
    says which. An earlier export in the same place is replaced, what else lies beside it stays,
    and a failure at any moment leaves it as it was.

    Raises:
        TargetInTheWayError: something else lies there.
        CannotWriteError: the system refuses.
    """
    with one_folder(target, check_target) as made:
        counts = write_folder(connection, made, raw=raw, created=now())
    return ExportReport(os.path.realpath(target), counts)


def write_folder(
    connection: Connection, folder: Path, *, raw: bool, created: str | None
) -> tuple[tuple[str, int], ...]:
    """Write every table, the flat table and the package to a folder; return the numbers of rows."""
    written = [
        *write_stored_tables(connection, folder, raw=raw),
        write_flat_table(connection, folder, raw=raw),
    ]
    tables = [table for table, _ in written]
    package = describe_package("claimsdb", "Claims and their passages", tables, created=created, raw=raw)
    (folder / PACKAGE).write_bytes(package)
    return tuple((table.name, count) for table, count in written)


def write_stored_tables(connection: Connection, folder: Path, *, raw: bool) -> list[tuple[Table, int]]:
    """Write a file for each stored table; return their descriptions and numbers of rows."""
    return [
        (table, _write(folder, table, _stored_rows(connection, stored), raw=raw))
        for stored in stored_tables().values()
        for table in [described(stored)]
    ]


def write_flat_table(connection: Connection, folder: Path, *, raw: bool) -> tuple[Table, int]:
    """Write the file of the flat table; return its description and number of rows."""
    return FLAT, _write(folder, FLAT, flat_rows(connection, BATCH), raw=raw)


def _stored_rows(connection: Connection, table: sqlalchemy.Table) -> Iterator[Rows]:
    if table.name == "mentions":
        return all_mentions(connection)
    batch = 1 if table.name == "versions" else BATCH
    query = select(*written_columns(table)).order_by(*table.primary_key)
    return connection.execute(query.execution_options(yield_per=batch)).partitions()


def _write(folder: Path, table: Table, batches: Iterable[Rows], *, raw: bool) -> int:
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
        return write_csv(stream, [column.name for column in table.columns], batches, raw=raw)
