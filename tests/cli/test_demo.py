"""The demo: the main job from end to end, which destroys nothing."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Callable

    Cli = Callable[..., tuple[int, str, str]]


def _steps(out: str) -> list[list[str]]:
    return [shlex.split(line[2:]) for line in out.splitlines() if line.startswith("$ ")]


def test_the_demo_ends_with_claims_by_actor_in_context_and_the_csv_folder(cli: Cli, tmp_path: Path) -> None:
    status, out, err = cli("demo")
    assert status == 0
    load, about, spoken, export = out.split("\n$ ")[1:]
    assert "claims --actor 'Randa Kassis' --role about" in about
    assert "70. Randa Kassis called on Nursultan Nazarbayev to host Syrian peace negotiations." in about
    assert "⟦she called upon then-President Nursultan Nazarbayev of Kazakhstan to host" in " ".join(
        about.split()
    )
    assert "claims --actor 'Al Mayadeen TV' --role speaker" in spoken
    assert "Al Mayadeen TV asserts this (reported quotation)" in spoken
    assert "added" in load
    _, again, _ = cli("--db", "claimsdb-demo/demo.db", "export", "csv", "elsewhere")
    assert export.endswith(again)
    assert re.search(r"^flat +110$", again, re.MULTILINE)
    assert err == f"Written to {tmp_path / 'claimsdb-demo' / 'csv'}\n"


def test_the_demo_runs_twice_to_the_same_end_also_in_a_folder_with_spaces(cli: Cli) -> None:
    first, second = cli("demo", "my demo folder"), cli("demo", "my demo folder")
    assert first[0] == second[0] == 0
    assert first[1].partition("--role about")[2] == second[1].partition("--role about")[2]
    with open_database("my demo folder/demo.db") as database:
        assert database.verify().faults == ()
    with Path("my demo folder/csv/flat.csv").open(newline="") as stream:
        assert len(list(csv.reader(stream))) == 111


def test_each_command_that_the_demo_shows_can_be_typed(cli: Cli) -> None:
    steps = _steps(cli("demo", "my demo's folder")[1])
    assert len(steps) == 4
    for program, *words in steps:
        assert program == "claimsdb"
        assert cli(*words)[0] == 0


def test_the_demo_takes_nothing_away(cli: Cli, tmp_path: Path) -> None:
    mine = {"claims.db": b"my own", "notes.txt": b"mine", "csv/flat.csv": b"my own table"}
    for name, content in mine.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    status, _, err = cli("demo", ".")
    assert status == 1
    assert err.startswith(
        f"{tmp_path / 'csv'} is there already and is not an export of claimsdb: nothing was written."
    )
    assert {name: (tmp_path / name).read_bytes() for name in mine} == mine


def test_a_claim_added_to_the_demo_outlives_the_next_demo(cli: Cli) -> None:
    cli("demo")
    added = ["claim", "add", "1", "--claim", "Mine.", "--quote", "the talks have reached a stalemate"]
    assert cli("--db", "claimsdb-demo/demo.db", *added)[0] == 0
    assert cli("demo")[0] == 0
    assert "Mine." in cli("--db", "claimsdb-demo/demo.db", "claims", "--limit", "0")[1]


@pytest.mark.parametrize("content", [b"", b"not a database, but a diary\n" * 40])
def test_something_else_called_demo_db_is_not_touched_unless_it_is_empty(content: bytes, cli: Cli) -> None:
    Path("demo.db").write_bytes(content)
    status, _, err = cli("demo", ".")
    assert status == (3 if content else 0)
    if content:
        assert "demo.db is some other kind of file" in err
        assert Path("demo.db").read_bytes() == content


def test_a_file_where_the_folder_should_be_is_told(cli: Cli) -> None:
    Path("claimsdb-demo").write_text("mine")
    status, out, err = cli("demo")
    assert (status, out) == (1, "")
    assert err.startswith("claimsdb-demo cannot be written (File exists).")
