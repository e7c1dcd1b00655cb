"""Every table as CSV: true to the database, harmless in a spreadsheet, valid for others' validators."""

from __future__ import annotations

import base64
import csv
import json
import sqlite3
import sys
import tracemalloc
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package, system

from claimsdb.exports.tables import stored_tables, written_columns
from claimsdb.formats.csv_tables import unescape_cell
from claimsdb.library import Database, open_database
from claimsdb.text.digest import sha256
from tests.engines import run_sql

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def _wide_cells() -> None:
    # for the whole process, as frictionless sets it once: to put it back would narrow its cells
    csv.field_size_limit(sys.maxsize)


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream, strict=True)
    return header, rows


def _stored(database: Database, table: str, header: list[str]) -> list[list[str]]:
    """Return what any other client reads from a table, as cells."""
    keys = ", ".join(column.name for column in stored_tables()[table].primary_key)
    columns = ", ".join(f'"{name}"' for name in header)
    place = database.location.name if database.location.is_postgresql else database.location.path
    rows = run_sql(place, f"SELECT {columns} FROM {table} ORDER BY {keys}")  # noqa: S608
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return "" if value is None else str(value)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", ["seeded", "hostile"])
@pytest.mark.parametrize("raw", [False, True], ids=["escaped", "raw"])
def test_every_cell_of_every_table_comes_back(
    name: str, raw: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database: Database = request.getfixturevalue(name)
    report = database.export_csv(tmp_path / "out", raw=raw)
    assert {table for table, _ in report.counts} == {*stored_tables(), "flat"}
    for table, count in report.counts:
        header, rows = _read(tmp_path / "out" / f"{table}.csv")
        assert len(rows) == count
        if table != "flat":
            assert header == [column.name for column in written_columns(stored_tables()[table])]
            read = rows if raw else [list(map(unescape_cell, row)) for row in rows]
            assert read == _stored(database, table, header)


def test_the_flat_table_is_the_rows_of_claims(hostile: Database, tmp_path: Path) -> None:
    hostile.export_csv(tmp_path / "out", raw=True)
    header, rows = _read(tmp_path / "out" / "flat.csv")
    claims = hostile.claims()
    assert rows == [[_joined(getattr(row, name)) for name in header] for row in claims]


def _joined(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else _cell(value)


def test_no_cell_is_a_formula_unless_raw(hostile: Database, tmp_path: Path) -> None:
    for raw in (False, True):
        report = hostile.export_csv(tmp_path / str(raw), raw=raw)
        started = {
            cell[:1]
            for table, _ in report.counts
            for row in _read(tmp_path / str(raw) / f"{table}.csv")[1]
            for cell in row
        }
        assert bool(started & set("=+-@＝")) is raw


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", ["database", "seeded", "hostile"])
@pytest.mark.parametrize("raw", [False, True], ids=["escaped", "raw"])
def test_frictionless_finds_the_package_valid(
    name: str, raw: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database: Database = request.getfixturevalue(name)
    database.export_csv(tmp_path / "out", raw=raw)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(stored_tables()) + 1


def test_frictionless_would_find_a_tie_that_leads_nowhere(seeded: Database, tmp_path: Path) -> None:
    seeded.export_csv(tmp_path / "out")
    passages = tmp_path / "out" / "passages.csv"
    lines = passages.read_bytes().split(b"\r\n")
    passages.write_bytes(b"\r\n".join([lines[0], *lines[2:]]))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert not report.valid


def test_the_package_says_which_way_its_cells_went(seeded: Database, tmp_path: Path) -> None:
    for raw, word in ((False, "escaped"), (True, "raw")):
        seeded.export_csv(tmp_path / word, raw=raw)
        package = json.loads((tmp_path / word / "datapackage.json").read_bytes())
        assert package["claimsdb"]["formulas"] == word
        fields = [field for each in package["resources"] for field in each["schema"]["fields"]]
        assert all(field["description"] for field in fields)
        assert all(each["description"] for each in package["resources"])


def test_lines_end_as_rfc_4180_has_it_and_there_is_no_mark_in_front(seeded: Database, tmp_path: Path) -> None:
    seeded.export_csv(tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        raw = path.read_bytes()
        assert raw.endswith(b"\r\n")
        assert not raw.startswith(b"\xef\xbb\xbf")


@pytest.fixture
def of_size(tmp_path: Path, empty_file: Path) -> Callable[[int, int], Database]:
    """Make a database of so many statements, each on a text of its own of so many characters."""

    def make(statements: int, size: int) -> Database:
        path = tmp_path / f"{statements}.db"
        path.write_bytes(empty_file.read_bytes())
        text = "Said. " * (size // 6)
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(f"""
                CREATE TEMPORARY TABLE numbers AS WITH RECURSIVE counted(n) AS (
                    SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {statements}
                ) SELECT n FROM counted;
                INSERT INTO articles (id, title) SELECT n, 'Article ' || n FROM numbers;
                INSERT INTO versions (id, article_id, number, text, text_sha256)
                    SELECT n, n, 1, '{text}', '{sha256(text)}' FROM numbers;
                INSERT INTO passages SELECT n, n, 0, 4, 'Said' FROM numbers;
                INSERT INTO claims (id, sentence) SELECT n, 'Claim ' || n || '.' FROM numbers;
                INSERT INTO statements (id, claim_id, passage_id) SELECT n, n, n FROM numbers;
                INSERT INTO attributions (statement_id, position, label) SELECT n, 1, 'somebody' FROM numbers;
                """)  # noqa: S608 (our own words)
        return open_database(path)

    return make


def _peak(database: Database, target: Path) -> int:
    """Return the most memory that an export takes, in bytes."""
    tracemalloc.start()
    try:
        database.export_csv(target)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_database(
    of_size: Callable[[int, int], Database], tmp_path: Path
) -> None:
    small, large = of_size(2_000, 60), of_size(8_000, 60)
    _peak(small, tmp_path / "warm")
    small_peak, large_peak = _peak(small, tmp_path / "small"), _peak(large, tmp_path / "large")
    assert (tmp_path / "large" / "flat.csv").read_bytes().count(b"\r\n") == 8_001
    assert large_peak < 2 * small_peak


def test_memory_holds_one_text_at_a_time(of_size: Callable[[int, int], Database], tmp_path: Path) -> None:
    texts, size = 30, 300_000
    database = of_size(texts, size)
    _peak(database, tmp_path / "warm")
    assert _peak(database, tmp_path / "out") < 10 * size < texts * size
