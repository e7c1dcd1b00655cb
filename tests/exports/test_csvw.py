"""The metadata of CSV on the Web beside the tables, as a validator that we did not write takes it."""

from __future__ import annotations

import csv
import json
import re
import sys
import warnings
from typing import TYPE_CHECKING, Any

import csvw
import pytest
from hypothesis import given

from claimsdb.exports.tables import stored_tables
from claimsdb.formats.csv_tables import unescape_cell
from claimsdb.formats.csvw import describe_group
from claimsdb.records.tables import Column, Table
from tests.text.edtf_grammar import EDTF

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.library import Database


@pytest.fixture(autouse=True)
def _wide_cells() -> None:
    csv.field_size_limit(sys.maxsize)  # for the whole process, see test_csv_folder.py


def _faults(folder: Path) -> list[str]:
    """Return what the validator says of an export; it is strict, as it is by itself."""
    described = csvw.CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert len(described.tables) == len(stored_tables()) + 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")  # it gathers its own warnings
            valid = described.is_valid
    except ValueError as fault:  # of keys it does not warn
        return [str(fault)]
    told = [str(each.message) for each in described.warnings]
    assert valid is (told == [])
    return told


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    return [dict(row) for row in group.tabledict[f"{table}.csv"].iterdicts()]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", ["database", "seeded", "hostile"])
@pytest.mark.parametrize("raw", [False, True], ids=["escaped", "raw"])
def test_the_validator_finds_nothing(
    name: str, raw: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database: Database = request.getfixturevalue(name)
    database.export_csv(tmp_path / "out", raw=raw)
    assert _faults(tmp_path / "out") == []


def test_numbers_lists_truths_and_bytes_come_back_as_what_they_are(hostile: Database, tmp_path: Path) -> None:
    hostile.export_csv(tmp_path / "out", raw=True)
    rows, claims = _rows(tmp_path / "out", "flat"), hostile.claims()
    assert len(rows) == len(claims) > 20
    for row, claim in zip(rows, claims, strict=True):
        assert (row["claim_id"], row["start_char"], row["outcome"]) == (
            claim.claim_id,
            claim.start_char,
            None,
        )
        assert row["quote"] == claim.quote
        if not any("; " in name for name in claim.speakers):  # what lists in cells cannot say
            assert row["speakers"] == list(claim.speakers)
            assert row["about"] == list(claim.about)
            assert row["topics"] == list(claim.topics)


def test_the_originals_and_yes_or_no_of_a_page_come_back(database: Database, tmp_path: Path) -> None:
    page = "<html><head><title>A page</title></head><body><p>Said here, «=so».</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    database.load(tmp_path / "a.html")
    database.export_csv(tmp_path / "out")
    assert _faults(tmp_path / "out") == []
    (version,) = _rows(tmp_path / "out", "versions")
    assert version["original"] == page.encode()
    facts = _rows(tmp_path / "out", "version_facts")
    assert {type(fact["inferred"]) for fact in facts} == {bool}


def test_escaped_cells_come_back_without_their_apostrophe(hostile: Database, tmp_path: Path) -> None:
    hostile.export_csv(tmp_path / "out")
    names = [unescape_cell(row["name"]) for row in _rows(tmp_path / "out", "outlets")]
    assert "=1+1" in names
    assert sorted(names) == sorted(each.name for each in hostile.outlets())


@pytest.mark.parametrize(
    ("table", "before", "after", "told"),
    [
        ("passages", "\r\n1,", "\r\none,", "id: Invalid value for decimal"),
        ("claims", ",accepted", ",perhaps", "invalid lexical value for string: perhaps"),
        ("articles", ",2017-02-15,2017-02-15,", ",2017-02-15,15 February,", "15 February"),
        ("articles", ",2017-02-15,2017-02-15,", ",mid February,2017-02-15,", "mid February"),
        ("statements", ",asserts,", ",,", "required column value is missing"),
        ("claims", "\r\n2,", "\r\n1,", "duplicate primary key: 1"),
        ("statements", "\r\n1,1,", "\r\n1,99999,", "Key `99999` not found in table claims.csv"),
        ("actor_names", "\r\n1,1,", "\r\n1,77777,", "Key `77777` not found in table actors.csv"),
    ],
)
def test_what_is_broken_on_purpose_is_found(  # noqa: PLR0913, PLR0917 (where, what, and what is told of it)
    table: str, before: str, after: str, told: str, seeded: Database, tmp_path: Path
) -> None:
    seeded.export_csv(tmp_path / "out")
    path = tmp_path / "out" / f"{table}.csv"
    cells = path.read_bytes().decode()
    assert before in cells
    path.write_bytes(cells.replace(before, after, 1).encode())
    faults = _faults(tmp_path / "out")
    assert [fault for fault in faults if told in fault], faults


def test_a_table_that_is_missing_a_row_is_found(seeded: Database, tmp_path: Path) -> None:
    seeded.export_csv(tmp_path / "out")
    passages = tmp_path / "out" / "passages.csv"
    lines = passages.read_bytes().split(b"\r\n")
    passages.write_bytes(b"\r\n".join([lines[0], *lines[2:]]))
    assert _faults(tmp_path / "out") != []


def test_a_number_that_may_be_missing_names_the_table_it_refers_to(seeded: Database, tmp_path: Path) -> None:
    seeded.export_csv(tmp_path / "out")
    group = json.loads((tmp_path / "out" / "csv-metadata.json").read_bytes())
    articles = next(each for each in group["tables"] if each["url"] == "articles.csv")
    column = next(each for each in articles["tableSchema"]["columns"] if each["name"] == "outlet_id")
    assert column["dc:references"] == {"@id": "outlets.csv"}
    assert column["required"] is False


@given(EDTF)
def test_every_date_has_the_form_that_is_asked_for(text: str) -> None:
    dated = Table("t", "Dates.", (Column("d", "string", "A date.", nullable=True, meaning="edtf"),))
    group = json.loads(describe_group("T", (dated,), created="2026-01-01T00:00:00Z", raw=True))
    (column,) = group["tables"][0]["tableSchema"]["columns"]
    assert re.fullmatch(column["datatype"]["format"], text)
