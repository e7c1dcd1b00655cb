"""Every table as Parquet: what DuckDB reads is what the database holds, cell for cell."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimsdb.errors.exports import CannotWriteError, OtherExportError, TargetInTheWayError
from claimsdb.exports import parquet_folder
from claimsdb.exports.tables import stored_tables, written_columns
from claimsdb.formats.parquet import LONGEST, ParquetWriter
from claimsdb.library import Database, open_database
from claimsdb.records.tables import Column, Table
from tests.engines import on_sqlite, run_sql

if TYPE_CHECKING:
    from claimsdb.formats.csv_tables import Rows

Read = list[tuple[Any, ...]]


def _read(path: Path) -> Read:
    with duckdb.connect() as connection:
        return connection.execute("SELECT * FROM read_parquet($1)", [str(path)]).fetchall()


def _types(path: Path) -> dict[str, str]:
    with duckdb.connect() as connection:
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet($1)", [str(path)]).fetchall()
    return {row[0]: row[1] for row in described}


def _told(path: Path) -> dict[str, str]:
    with duckdb.connect() as connection:
        rows = connection.execute("FROM parquet_kv_metadata($1)", [str(path)]).fetchall()
    return {key.decode(): value.decode() for _, key, value in rows}


def _stored(database: Database, table: str) -> Read:
    """Return what any other client reads from a table."""
    columns = ", ".join(f'"{each.name}"' for each in written_columns(stored_tables()[table]))
    keys = ", ".join(column.name for column in stored_tables()[table].primary_key)
    place = database.location.name if database.location.is_postgresql else database.location.path
    return run_sql(place, f"SELECT {columns} FROM {table} ORDER BY {keys}")  # noqa: S608 (our own words)


def _as_stored(value: object) -> object:
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return value.isoformat()
        case _:
            return value


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", ["database", "seeded", "hostile"])
def test_every_cell_of_every_table_comes_back(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database: Database = request.getfixturevalue(name)
    report = database.export_parquet(tmp_path / "out")
    assert {table for table, _ in report.counts} == {*stored_tables(), "flat"}
    for table, count in report.counts:
        rows = _read(tmp_path / "out" / f"{table}.parquet")
        assert len(rows) == count
        if table != "flat":
            assert [tuple(map(_as_stored, row)) for row in rows] == _stored(database, table)


def test_the_flat_table_is_the_rows_of_claims_with_lists_as_lists(hostile: Database, tmp_path: Path) -> None:
    hostile.export_parquet(tmp_path / "out")
    types = _types(tmp_path / "out" / "flat.parquet")
    rows = _read(tmp_path / "out" / "flat.parquet")
    claims = hostile.claims()
    assert rows == [tuple(_cell(getattr(row, name)) for name in types) for row in claims]
    assert any(len(row.speakers) == 2 for row in claims)
    assert {name for name, kind in types.items() if kind == "VARCHAR[]"} == {
        *("speakers", "about", "topics", "further_passages")
    }


def _cell(value: object) -> object:
    return list(map(str, value)) if isinstance(value, tuple) else value


def test_a_quote_with_words_left_out_lists_its_further_passages(database: Database, tmp_path: Path) -> None:
    line = {
        "text": "The dam held; nobody was hurt; the road is shut.",
        "claims": [{"claim": "The dam held.", "quote": "The dam held ... the road is shut"}],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    database.load(tmp_path / "a.jsonl")
    database.export_parquet(tmp_path / "out")
    (row,) = _read(tmp_path / "out" / "flat.parquet")
    assert row[-1] == ["31-47 the road is shut"]


def test_days_moments_truths_and_numbers_are_what_they_are(seeded: Database, tmp_path: Path) -> None:
    seeded.export_parquet(tmp_path / "out")
    articles, versions = (
        _types(tmp_path / "out" / "articles.parquet"),
        _types(tmp_path / "out" / "versions.parquet"),
    )
    assert (articles["id"], articles["published"], articles["published_earliest"]) == (
        "BIGINT",
        "VARCHAR",
        "DATE",
    )
    assert (versions["observed_at"], versions["original"]) == ("TIMESTAMP WITH TIME ZONE", "BLOB")
    assert _types(tmp_path / "out" / "version_facts.parquet")["inferred"] == "BOOLEAN"
    assert _types(tmp_path / "out" / "carryings.parquet")["score"] == "DOUBLE"


def test_each_file_and_the_package_say_what_columns_are(seeded: Database, tmp_path: Path) -> None:
    seeded.export_parquet(tmp_path / "out")
    told = _told(tmp_path / "out" / "passages.parquet")
    assert told["description"] == "A span of a version and its words."
    assert json.loads(told["columns"])["start_char"] == "First code point, counted from 0."
    package = json.loads((tmp_path / "out" / "datapackage.json").read_bytes())
    fields = {
        (each["name"], field["name"]): field
        for each in package["resources"]
        for field in each["schema"]["fields"]
    }
    assert all(field["description"] for field in fields.values())
    assert fields["flat", "speakers"]["type"] == "array"
    assert fields["articles", "published_latest"]["type"] == "date"
    assert {each["path"] for each in package["resources"]} == {
        path.name for path in (tmp_path / "out").glob("*.parquet")
    }


def test_moments_that_are_none_stay_the_text_they_are(seeded_file: Path, tmp_path: Path) -> None:
    run_sql(seeded_file, "UPDATE annotation_files SET loaded_at = 'one wet day' WHERE id = 1")
    with open_database(seeded_file) as database:
        database.export_parquet(tmp_path / "out")
    assert _types(tmp_path / "out" / "annotation_files.parquet")["loaded_at"] == "VARCHAR"
    assert "one wet day" in [row[-1] for row in _read(tmp_path / "out" / "annotation_files.parquet")]
    package = json.loads((tmp_path / "out" / "datapackage.json").read_bytes())
    (files,) = [each for each in package["resources"] if each["name"] == "annotation_files"]
    assert files["schema"]["fields"][-1]["type"] == "string"


CELLS = Table(
    "cells",
    "It's said: «cells», \\ and 'quotes'.",
    (
        Column("when", "string", "A 'text'.", nullable=True),
        Column("number", "integer", "A number.", nullable=True),
        Column("score", "number", "A score.", nullable=True),
        Column("list", "string", "Texts.", nullable=True, meaning="list"),
        Column("bytes", "string", "Bytes.", nullable=True, format="binary"),
        Column("yes", "integer", "Whether.", nullable=True, meaning="truth"),
    ),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.sampled_from(
    [
        "",
        "NULL",
        "null",
        "\\N",
        '"',
        "'",
        "\\",
        "\\u0041",
        "{}",
        "[",
        "a\r\nb",
        "\ufeff",
        "\u202eabc",
        "\u2028",
        "🙂👩‍👩‍👧",
    ]
)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
ROWS = st.lists(
    st.tuples(
        st.none() | TEXT,
        st.none() | INTEGERS,
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.lists(TEXT),
        st.none() | st.binary(),
        st.none() | st.integers(0, 1),
    ),
    max_size=20,
)


def _written(batches: list[Rows], table: Table = CELLS) -> tuple[Read, dict[str, str]]:
    with (
        TemporaryDirectory(prefix="a [folder] with*signs?'x=1") as folder,
        ParquetWriter(Path(folder)) as writer,
    ):
        path = Path(folder) / "cells.parquet"
        kept, count = writer.write(path, table, batches)
        (Path(folder) / "cells.parquet").rename(moved := Path(folder).with_suffix(".parquet"))
        try:
            rows = _read(moved)
            assert count == len(rows)
            assert kept == table
            return rows, _told(moved)
        finally:
            moved.unlink()


@settings(deadline=None, max_examples=60)
@given(ROWS, ROWS)
def test_any_text_number_and_list_comes_back_from_any_folder(first: Any, second: Any) -> None:
    rows, told = _written([first, [], second])
    assert rows == [(*row[:5], None if row[5] is None else bool(row[5])) for row in [*first, *second]]
    assert told["description"] == CELLS.description
    assert json.loads(told["columns"])["when"] == "A 'text'."


def test_a_text_longer_than_any_line_was_meant_to_be_comes_back() -> None:
    text = '"🙂\n' * (LONGEST // 4)
    rows, _ = _written([[(text, 1, None, None, None, None)], [("", 2, None, None, None, None)]])
    assert [row[0] for row in rows] == [text, ""]


def test_rows_stay_in_their_order_over_many_groups() -> None:
    filler = "some words that take room " * 40
    batches: list[Rows] = [
        [(f"{filler}{n}", n, None, None, None, None) for n in range(start, start + 500)]
        for start in range(0, 80_000, 500)
    ]
    rows, _ = _written(batches)
    assert [row[1] for row in rows] == list(range(80_000))


def test_what_duckdb_needs_is_in_its_wheel() -> None:
    with duckdb.connect() as connection:
        built_in = connection.execute(
            "SELECT extension_name FROM duckdb_extensions() WHERE install_mode = 'STATICALLY_LINKED'"
        ).fetchall()
    assert {("json",), ("parquet",), ("icu",)} <= set(built_in)


def test_an_earlier_export_is_replaced_and_what_lies_beside_it_stays(
    seeded: Database, database: Database, tmp_path: Path
) -> None:
    seeded.export_parquet(tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    database.export_parquet(tmp_path / "out")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert _read(tmp_path / "out" / "claims.parquet") == []
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []


def test_an_export_in_another_format_is_not_replaced(seeded: Database, tmp_path: Path) -> None:
    seeded.export_csv(tmp_path / "csv")
    seeded.export_parquet(tmp_path / "parquet")
    for folder, export in (
        (tmp_path / "csv", seeded.export_parquet),
        (tmp_path / "parquet", seeded.export_csv),
    ):
        names = set(folder.iterdir())
        with pytest.raises(OtherExportError, match="holds an export of claimsdb in another format"):
            export(folder)
        assert set(folder.iterdir()) == names


def test_somebody_elses_folder_is_left_alone(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "claims.parquet").write_bytes(b"mine")
    with pytest.raises(TargetInTheWayError):
        seeded.export_parquet(tmp_path / "out")
    assert (tmp_path / "out" / "claims.parquet").read_bytes() == b"mine"


@on_sqlite  # what is told does not hang on the engine
def test_what_duckdb_cannot_write_is_told_in_a_sentence(
    seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise duckdb.IOException("IO Error: Could not write: No space left on device\nmore")

    monkeypatch.setattr(parquet_folder.ParquetWriter, "_copy", full)
    with pytest.raises(
        CannotWriteError, match=r"out cannot be written \(IO Error: Could not write: No space"
    ):
        seeded.export_parquet(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_duckdb_a_sentence_names_the_extra(seeded_file: Path, tmp_path: Path) -> None:
    arguments = ["--db", str(seeded_file), "export", "parquet", str(tmp_path / "out")]
    code = (
        "import sys; sys.modules['duckdb'] = None; from claimsdb.cli.main import main; "
        f"sys.exit(main({arguments!r}))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "Type `pip install 'claimsdb[parquet]'`." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()
