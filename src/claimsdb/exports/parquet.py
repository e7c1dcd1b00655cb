"""Every table as Parquet in one folder, with a flat table whose lists are lists, and a data package."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

from claimsdb.database.clock import now
from claimsdb.errors.exports import CannotWriteError
from claimsdb.exports.csv_folder import NAME
from claimsdb.exports.flat import FLAT
from claimsdb.exports.place import PACKAGE, check_target, one_folder
from claimsdb.exports.statement_rows import statement_rows
from claimsdb.exports.stored_rows import stored_rows
from claimsdb.exports.tables import described, stored_tables, written_columns
from claimsdb.formats.datapackage import describe_parquet_package
from claimsdb.formats.parquet import Fault, ParquetWriter
from claimsdb.records.choices import TITLE
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from claimsdb.formats.csv_tables import Rows
    from claimsdb.records.tables import Table

FORM: Final = "parquet"


def export_parquet(connection: Connection, target: Path) -> ExportReport:
    """Write the folder, first beside its place and then moved there; rows stream in constant memory.

    An earlier export of Parquet in the same place is replaced, what else lies beside it stays, and a failure
    at any moment leaves it as it was.

    Raises:
        TargetInTheWayError: something else lies there.
        OtherExportError: an export in another format lies there.
        CannotWriteError: the system refuses, or DuckDB does.
    """
    with one_folder(target, partial(check_target, form=FORM)) as made:
        try:
            written = _write_folder(connection, made)
        except Fault as fault:
            raise CannotWriteError(str(target), str(fault).splitlines()[0]) from fault
        package = describe_parquet_package(NAME, TITLE, [table for table, _ in written], created=now())
        (made / PACKAGE).write_bytes(package)
    return ExportReport(os.path.realpath(target), tuple((table.name, count) for table, count in written))


def _write_folder(connection: Connection, folder: Path) -> list[tuple[Table, int]]:
    with ParquetWriter(folder.parent) as writer:
        return [
            writer.write(folder / f"{table.name}.{FORM}", table, batches)
            for table, batches in _tables(connection)
        ]


def _tables(connection: Connection) -> Iterator[tuple[Table, Iterator[Rows]]]:
    for stored in stored_tables().values():
        yield described(stored), stored_rows(connection, stored, written_columns(stored))
    yield FLAT, statement_rows(connection)
