"""Every table as CSV in one folder, with a flat table and a Frictionless data package."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.database.clock import now
from claimsdb.errors.exports import CannotWriteError, TargetInTheWayError
from claimsdb.exports.flat import FLAT, flat_cells
from claimsdb.exports.tables import described, stored_tables
from claimsdb.formats.csv_tables import write_csv
from claimsdb.formats.datapackage import describe_package
from claimsdb.queries.statements import statement_rows
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import sqlalchemy
    from sqlalchemy import Connection

    from claimsdb.records.tables import Table

PACKAGE: Final = "datapackage.json"
BATCH: Final = 500


def export_csv(connection: Connection, target: Path, *, raw: bool = False) -> ExportReport:
    """Write the folder, first beside its place and then moved there whole; rows stream in constant memory.

    Cells that a spreadsheet would run as formulas are escaped unless ``raw``; the data package
    says which. An earlier export in the same place is replaced.

    Raises:
        TargetInTheWayError: something else lies there.
        CannotWriteError: the system refuses.
    """
    target = target.absolute()
    _check_target(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as staging:
            made = Path(staging) / "new"
            made.mkdir()
            counts = _write_folder(connection, made, raw=raw)
            _move_into_place(made, target, Path(staging) / "old")
    except OSError as fault:
        raise CannotWriteError(str(target), fault.strerror or str(fault)) from fault
    return ExportReport(str(target), counts)


def _check_target(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir() or (any(target.iterdir()) and not (target / PACKAGE).is_file()):
        raise TargetInTheWayError(str(target))


def _write_folder(connection: Connection, folder: Path, *, raw: bool) -> tuple[tuple[str, int], ...]:
    tables: list[Table] = []
    counts: list[tuple[str, int]] = []
    for table in stored_tables().values():
        tables.append(described(table))
        counts.append((table.name, _write(folder, tables[-1], _stored_rows(connection, table), raw=raw)))
    rows = map(flat_cells, statement_rows(connection, []))
    counts.append((FLAT.name, _write(folder, FLAT, rows, raw=raw)))
    package = describe_package(
        "claimsdb", "Claims and their passages", [*tables, FLAT], created=now(), raw=raw
    )
    (folder / PACKAGE).write_bytes(package)
    return tuple(counts)


def _stored_rows(connection: Connection, table: sqlalchemy.Table) -> Iterable[Sequence[object]]:
    return connection.execute(select(table).order_by(*table.primary_key)).yield_per(BATCH)


def _write(folder: Path, table: Table, rows: Iterable[Sequence[object]], *, raw: bool) -> int:
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
        return write_csv(stream, [column.name for column in table.columns], rows, raw=raw)


def _move_into_place(made: Path, target: Path, old: Path) -> None:
    if target.exists():
        shutil.move(target, old)
    shutil.move(made, target)
