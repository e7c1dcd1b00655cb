"""The package is what the Frictionless validator, which we did not write, takes it for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import frictionless
import pytest

from claimsdb.formats.csv_tables import unescape_cell, write_csv
from claimsdb.formats.datapackage import describe_package
from claimsdb.records.tables import Column, ForeignKey, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ACTORS = Table(
    "actors",
    "Who can speak.",
    (
        Column("id", "integer", "The actor.", nullable=False),
        Column("name", "string", "As the claims call them.", nullable=False),
        Column("kind", "string", "What sort of actor.", nullable=True, enum=("person", "state")),
        Column("part_of", "integer", "The actor it belongs to.", nullable=True),
    ),
    ("id",),
    (ForeignKey(("part_of",), "actors", ("id",)),),
)
VERSIONS = Table(
    "versions",
    "Wordings.",
    (
        Column("article", "integer", "The article.", nullable=False),
        Column("number", "integer", "Counts from 1.", nullable=False),
        Column("text", "string", "The wording.", nullable=False),
        Column("original", "string", "The bytes.", nullable=True, format="binary"),
        Column("observed", "datetime", "When captured.", nullable=True),
        Column("day", "date", "The day.", nullable=True),
        Column("score", "number", "How alike.", nullable=True),
        Column("current", "boolean", "Whether the last.", nullable=True),
    ),
    ("article", "number"),
)
PASSAGES = Table(
    "passages",
    "Spans.",
    (
        Column("id", "integer", "The passage.", nullable=False),
        Column("article", "integer", "Of which article.", nullable=False),
        Column("number", "integer", "Of which version.", nullable=False),
    ),
    ("id",),
    (ForeignKey(("article", "number"), "versions", ("article", "number")),),
)
AWKWARD = [
    "=1+1", "'=1", 'he said "no", twice', "a\r\nb\nc", "رندة قسيس", "🙂👩‍👩‍👧", "x" * 200_000,
    "  padded  ", "a;b", "\ttab",
]  # fmt: skip
Rows = dict[str, list[list[object]]]


def rows() -> Rows:
    return {
        "actors": [[1, "=cmd|' /C calc'!A0", "person", None], [2, "Қазақстан", "state", 1]],
        "versions": [
            [1, number, text, b"\x00\xff", "2017-02-15T09:30:00Z", "2017-02-15", -0.5, True]
            for number, text in enumerate(AWKWARD, start=1)
        ],
        "passages": [[1, 1, 1], [2, 1, 7]],
    }


def package(folder: Path, cells: Rows, *, raw: bool = False) -> str:
    tables: Sequence[Table] = (ACTORS, VERSIONS, PASSAGES)
    for table in tables:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, [column.name for column in table.columns], [cells[table.name]], raw=raw)
    path = folder / "datapackage.json"
    path.write_bytes(describe_package("claims", "Claims", tables, created="2026-01-01T00:00:00Z", raw=raw))
    return str(path)


def faults(path: str) -> list[str]:
    report = frictionless.validate(path)
    assert len(report.tasks) == 3
    return [error.type for task in report.tasks for error in task.errors] + [
        error.type for error in report.errors
    ]


@pytest.mark.parametrize("raw", [False, True])
def test_awkward_cells_pass_and_come_back(tmp_path: Path, *, raw: bool) -> None:
    path = package(tmp_path, rows(), raw=raw)
    assert faults(path) == []
    read = frictionless.Package(path).get_table_resource("versions").read_rows()
    texts = [row["text"] for row in read]
    assert (texts if raw else list(map(unescape_cell, texts))) == AWKWARD
    assert (read[0]["score"], read[0]["current"]) == (pytest.approx(-0.5), True)


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("passages", [3, 1, 99], "foreign-key"),
        ("passages", [1, 1, 1], "primary-key"),
        ("passages", ["", 1, 1], "constraint-error"),
        ("actors", [3, "A", None, 99], "foreign-key"),
        ("actors", [3, "A", "planet", None], "constraint-error"),
        ("versions", [1, 1, "again", None, None, None, None, None], "primary-key"),
        ("versions", [1, 50, "x", None, "noon", None, None, None], "type-error"),
    ],
)
def test_what_is_broken_on_purpose_is_found(
    tmp_path: Path, table: str, row: list[object], fault: str
) -> None:
    cells = rows()
    cells[table].append(row)
    assert fault in faults(package(tmp_path, cells))


@pytest.mark.parametrize(
    ("raw", "policy", "words"), [(False, "escaped", "apostrophe"), (True, "raw", "exactly")]
)
def test_it_says_which_policy_its_cells_follow(*, raw: bool, policy: str, words: str) -> None:
    described: Any = json.loads(
        describe_package("c", "C", (ACTORS,), created="2026-01-01T00:00:00Z", raw=raw)
    )
    assert described["claimsdb"]["formulas"] == policy
    assert words in described["description"]


def test_a_table_is_described_in_the_words_of_table_schema() -> None:
    described: Any = json.loads(describe_package("c", "C", (VERSIONS,), created="2026-01-01", raw=False))
    [resource] = described["resources"]
    assert (resource["path"], resource["encoding"], resource["schema"]["missingValues"]) == (
        "versions.csv",
        "utf-8",
        [""],
    )
    assert resource["schema"]["primaryKey"] == ["article", "number"]
    assert resource["schema"]["fields"][3] == {
        "name": "original", "type": "string", "format": "binary", "description": "The bytes.",
        "constraints": {},
    }  # fmt: skip


def test_a_table_without_keys_claims_none() -> None:
    flat = Table("flat", "One row a statement.", (Column("claim", "string", "The claim.", nullable=True),))
    described: Any = json.loads(describe_package("c", "C", (flat,), created="2026-01-01", raw=False))
    assert described["resources"][0]["schema"].keys() == {"fields", "missingValues"}


def test_a_reference_to_the_table_itself_has_the_empty_name() -> None:
    described: Any = json.loads(describe_package("c", "C", (ACTORS,), created="2026-01-01", raw=False))
    assert described["resources"][0]["schema"]["foreignKeys"] == [
        {"fields": ["part_of"], "reference": {"resource": "", "fields": ["id"]}}
    ]
