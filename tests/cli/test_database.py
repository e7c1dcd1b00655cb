"""Copying, backing up and optimizing a database from the command line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Cli = Callable[..., tuple[int, str, str]]


def test_a_copy_names_what_it_holds(cli: Cli, seeded_file: Path, postgresql_url: str) -> None:
    status, out, err = cli("db", "copy", seeded_file, postgresql_url)
    assert status == 0
    assert "statements" in out
    assert err == f"Copied to {postgresql_url.partition('?')[0]}; every row was compared.\n"
    assert cli("--db", postgresql_url, "claims", "--format", "json") == cli(
        "--db", seeded_file, "claims", "--format", "json"
    )
    status, _, err = cli("db", "copy", seeded_file, postgresql_url)
    assert (status, "Name another target." in err) == (1, True)


def test_a_backup_is_made_while_another_program_reads_and_writes(
    cli: Cli, seeded_file: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(seeded_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO outlets (name, name_folded) VALUES ('Half done', 'half done')")
        status, out, err = cli("--db", seeded_file, "db", "backup", "monday.db")
        assert (status, err) == (0, "Everything holds.\n")
        assert "statements" in out
    assert [path.name for path in tmp_path.glob("*monday*")] == ["monday.db"]
    names = [row["name"] for row in json.loads(cli("--db", "monday.db", "outlets", "--format", "json")[1])]
    assert names == ["Al Mayadeen TV"]


def test_a_backup_replaces_nothing(cli: Cli, seeded_file: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("something else")
    status, _, err = cli("--db", seeded_file, "db", "backup", "mine.db")
    assert (status, err) == (
        1,
        "mine.db is there already, and a backup replaces nothing. Name another file.\n",
    )
    assert (tmp_path / "mine.db").read_text() == "something else"


def test_a_backup_into_a_folder_that_is_not_there_is_one_sentence(cli: Cli, seeded_file: Path) -> None:
    status, _, err = cli("--db", seeded_file, "db", "backup", "nowhere/monday.db")
    assert (status, err.count("\n")) == (3, 1)
    assert "nowhere/monday.db" in err


def test_a_server_is_backed_up_with_its_own_tools(
    cli: Cli, seeded_file: Path, postgresql_url: str, tmp_path: Path
) -> None:
    cli("db", "copy", seeded_file, postgresql_url)
    status, _, err = cli("--db", postgresql_url, "db", "backup", "monday.dump")
    assert (status, "`pg_dump --format=custom --file=monday.dump" in err) == (1, True)
    assert not (tmp_path / "monday.dump").exists()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_optimizing_keeps_every_answer(
    engine: str, cli: Cli, seeded_file: Path, request: pytest.FixtureRequest
) -> None:
    where = str(seeded_file)
    if engine == "postgresql":
        where = request.getfixturevalue("postgresql_url")
        cli("db", "copy", seeded_file, where)
    before = cli("--db", where, "claims", "--format", "json")
    status, out, err = cli("--db", where, "db", "optimize")
    assert (status, out, err.endswith("Done.\n")) == (0, "", True)
    assert cli("--db", where, "claims", "--format", "json") == before
    assert cli("--db", where, "verify")[0] == 0
    sizes = dict(json.loads(cli("--db", where, "db", "info", "--format", "json")[1])["sizes"])
    assert sizes["versions"] > 8192
