"""How long exports and proofs take, beside writing and reading the same rows by hand."""

from __future__ import annotations

import csv
import sys
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.calls import Call, spreads, time_calls
from benchmarks.floors.sqlite3_csv import TABLES, write_flat, write_tables
from benchmarks.floors.sqlite3_read import PASSAGES, read
from benchmarks.stored import stored
from benchmarks.timing import Runs, Work, table, time_works
from claimsdb.database.engine import open_engine
from claimsdb.database.location import Location
from claimsdb.exports.csv_folder import write_flat_table, write_stored_tables
from claimsdb.library import open_database
from claimsdb.queries.verify import passage_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

FLOORS: Final = Path(__file__).parent / "floors"
CLAIMSDB: Final = (sys.executable, "-m", "claimsdb", "--db")


class DifferentCellsError(Exception):
    """The program and the floor by hand write different cells, so their times say nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the cells of {name}.csv are not those written by hand")


def report(folder: Path, *, runs: Runs, claims: int) -> str:
    """Measure a database and one of a tenth of its size; return the tables."""
    small, large = (stored(folder, number) for number in (max(claims // 10, 10), claims))
    _same_cells(folder, small)
    processes = table(time_works([*_works(folder, small), *_works(folder, large)], runs=runs, folder=folder))
    engine = open_engine(Location.of(large))
    with engine.connect() as connection:
        calls = spreads(time_calls(list(_calls(folder, large, connection)), runs=runs.measured))
    return f"Exporting and proving, whole processes\n{processes}\n\nTheir parts, within a process\n{calls}"


def _works(folder: Path, database: Path) -> Iterator[Work]:
    path, size = str(database), f"{int(database.stem):,} claims"
    by_hand, read_by_hand = f"csv.writer over sqlite3, {size}", f"sqlite3, reading every row, {size}"
    hand, ours, csv_ours = str(folder / "by-hand"), str(folder / "ours"), f"claimsdb export csv, {size}"
    yield Work(by_hand, (sys.executable, str(FLOORS / "sqlite3_csv.py"), path, hand))
    yield Work(csv_ours, (*CLAIMSDB, path, "export", "csv", ours), (by_hand,))
    for form in ("parquet", "datasette"):
        target = str(folder / f"ours.{form}")
        yield Work(f"claimsdb export {form}, {size}", (*CLAIMSDB, path, "export", form, target), (csv_ours,))
    yield Work(read_by_hand, (sys.executable, str(FLOORS / "sqlite3_read.py"), path))
    yield Work(f"claimsdb verify, {size}", (*CLAIMSDB, path, "verify"), (read_by_hand,))


def _calls(folder: Path, path: Path, connection: Connection) -> Iterator[Call]:
    parts: tuple[tuple[str, Callable[[], object], str, Callable[[], object]], ...] = (
        (
            "csv.writer, all tables",
            lambda: write_tables(path, folder),
            "claimsdb, all tables",
            lambda: write_stored_tables(connection, folder, raw=False),
        ),
        (
            "csv.writer, flat table",
            lambda: write_flat(path, folder),
            "claimsdb, flat table",
            lambda: write_flat_table(connection, folder, raw=False),
        ),
        (
            "sqlite3, reading texts and passages",
            lambda: read(path, *PASSAGES),
            "claimsdb, proving passages",
            lambda: list(passage_faults(connection)),
        ),
    )
    for floor, by_hand, name, ours in parts:
        yield Call(floor, by_hand)
        yield Call(name, ours, (floor,))


def _same_cells(folder: Path, path: Path) -> None:
    hand, ours = folder / "hand", folder / "raw"
    hand.mkdir()
    write_tables(path, hand)
    write_flat(path, hand)
    with open_database(path) as database:
        database.export_csv(ours, raw=True)
    for name in (*TABLES, "flat"):
        pairs = zip_longest(_rows(hand / f"{name}.csv"), _rows(ours / f"{name}.csv"))
        if any(row != other for row, other in pairs):
            raise DifferentCellsError(name)


def _rows(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        for row in rows:
            yield row[:5] if path.stem == "versions" else row  # by hand, bytes are not base64
