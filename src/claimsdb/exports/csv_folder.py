"""Every table as CSV in one folder, with a flat table, a Frictionless data package and CSVW metadata."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from claimsdb.database.clock import now
from claimsdb.exports.flat import FLAT
from claimsdb.exports.flat_rows import flat_rows
from claimsdb.exports.place import CSVW, PACKAGE, check_target, one_folder
from claimsdb.exports.stored_rows import BATCH, stored_rows
from claimsdb.exports.tables import described, stored_tables, written_columns
from claimsdb.formats.csv_tables import write_csv
from claimsdb.formats.csvw import describe_group
from claimsdb.formats.datapackage import describe_package
from claimsdb.records.choices import TITLE
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection

    from claimsdb.formats.csv_tables import Rows
    from claimsdb.records.tables import Table

NAME: Final = "claimsdb"


def export_csv(connection: Connection, target: Path, *, raw: bool = False) -> ExportReport:
    """Write the folder, first beside its place and then moved there; rows stream in constant memory.

    Cells that a spreadsheet would run as formulas are escaped unless ``raw``; the data package
    says which. An earlier export in the same place is replaced, what else lies beside it stays,
    and a failure at any moment leaves it as it was.

    Raises:
        TargetInTheWayError: something else lies there.
        OtherExportError: an export in another format lies there.
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
    package = describe_package(NAME, TITLE, tables, created=created, raw=raw)
    (folder / CSVW).write_bytes(describe_group(TITLE, tables, created=created, raw=raw))
    (folder / PACKAGE).write_bytes(package)
    return tuple((table.name, count) for table, count in written)


def write_stored_tables(connection: Connection, folder: Path, *, raw: bool) -> list[tuple[Table, int]]:
    """Write a file for each stored table; return their descriptions and numbers of rows."""
    return [
        (table, _write(folder, table, stored_rows(connection, stored, written_columns(stored)), raw=raw))
        for stored in stored_tables().values()
        for table in [described(stored)]
    ]


def write_flat_table(connection: Connection, folder: Path, *, raw: bool) -> tuple[Table, int]:
    """Write the file of the flat table; return its description and number of rows."""
    return FLAT, _write(folder, FLAT, flat_rows(connection, BATCH), raw=raw)


def _write(folder: Path, table: Table, batches: Iterable[Rows], *, raw: bool) -> int:
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
        return write_csv(stream, [column.name for column in table.columns], batches, raw=raw)
