"""Databases in places of every name, and things in those places that are none."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimsdb.database import sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    Cli = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    "name", ["my claims.db", "a?b=c.db", "a#b.db", "a%20b.db", "Қазақ ä 日本.db", "q'\"q.db", "-dash.db", "x"]
)
def test_a_path_of_any_name_is_just_a_path(name: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("A story.\n")
    assert cli("--db", name, "load", "story.txt")[0] == 0
    assert {each.name for each in tmp_path.iterdir()} == {name, "story.txt"}
    status, out, _ = cli("articles", f"--db={name}", "--format", "jsonl")
    assert status == 0
    assert json.loads(out)["file"] == "story.txt"


def test_a_folder_is_no_database(cli: Cli, tmp_path: Path) -> None:
    status, _, err = cli("--db", tmp_path, "claims")
    assert (status, err) == (
        3,
        f"{tmp_path} is a folder, not a claimsdb database. Name another with --db.\n",
    )


def test_a_text_is_no_database_and_stays_as_it_is(cli: Cli) -> None:
    Path("story.txt").write_text("A story that is long enough to look like something.\n" * 30)
    before = Path("story.txt").read_bytes()
    for command in (["claims"], ["init"], ["load", "story.txt"], ["db", "upgrade"], ["export", "csv", "out"]):
        status, _, err = cli("--db", "story.txt", *command)
        assert (status, err) == (
            3,
            "story.txt is some other kind of file, not a claimsdb database. Name another with --db.\n",
        )
    assert Path("story.txt").read_bytes() == before


def test_the_file_of_another_program_is_refused_and_stays_as_it_is(cli: Cli) -> None:
    with sqlite3.connect("theirs.db") as connection:
        connection.execute("CREATE TABLE claims (id INTEGER PRIMARY KEY)")
    connection.close()
    before = Path("theirs.db").read_bytes()
    Path("story.txt").write_text("A story.\n")
    for command in (["claims"], ["init"], ["load", "story.txt"], ["db", "upgrade"]):
        status, _, err = cli("--db", "theirs.db", *command)
        assert status == 3
        assert err.startswith("theirs.db is some other program's SQLite file, not a claimsdb database.")
    assert Path("theirs.db").read_bytes() == before


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:s3cret@h:33/x", "claimsdb keeps SQLite files and PostgreSQL databases"),
        ("postgresql://u:s3cret@localhost:1/x", "postgresql://u@localhost:1/x cannot be reached"),
        ("postgres://:s3cret@h.invalid", "cannot be reached"),
        ("postgresql://u:s3cret%@h:33/x", "is no address"),
    ],
)
def test_a_server_that_cannot_be_had_is_named_without_the_password(url: str, said: str, cli: Cli) -> None:
    for command in (["claims"], ["init"]):
        status, out, err = cli("--db", url, *command)
        assert (status, out) == (3, "")
        assert said in err
        assert "s3cret" not in err


def test_a_url_of_sqlite_is_a_path(cli: Cli, seeded_file: Path) -> None:
    assert cli("--db", f"sqlite:///{seeded_file}", "outlets") == cli("--db", seeded_file, "outlets")


def test_a_database_that_another_program_writes_to_is_waited_for_and_then_told(
    cli: Cli, seeded_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    Path("story.txt").write_text("A story.\n")
    other = sqlite3.connect(seeded_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert cli("--db", seeded_file, "outlets")[0] == 0
    status, out, err = cli("--db", seeded_file, "load", "story.txt")
    other.close()
    assert (status, out) == (3, "")
    assert err.startswith(f"{seeded_file} is in use by ")
    assert err.endswith(
        f"(process {os.getpid()}) that is writing to it (waited 0.1 s). Wait for it to end and try again.\n"
    )
    assert cli("--db", seeded_file, "load", "story.txt")[0] == 0


def test_a_newer_database_wants_a_newer_program(cli: Cli, seeded_file: Path) -> None:
    with sqlite3.connect(seeded_file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for command in (["claims"], ["init"], ["db", "upgrade"]):
        status, _, err = cli("--db", seeded_file, *command)
        assert status == 3
        assert "was made by a newer claimsdb (schema 99" in err


def test_init_is_done_once_and_changes_nothing_twice(cli: Cli) -> None:
    assert cli("init")[::2] == (0, "claims.db is ready. Next: claimsdb load PATH\n")
    before = Path("claims.db").read_bytes()
    assert cli("init")[0] == 0
    assert Path("claims.db").read_bytes() == before


def test_upgrade_says_what_it_did(cli: Cli, seeded_file: Path) -> None:
    status, _, err = cli("db", "upgrade", "--db", seeded_file)
    assert status == 0
    assert err.endswith("is up to date.\n")
    assert cli("db", "upgrade", "--reindex", "--db", seeded_file)[0] == 0
    assert cli("verify", "--db", seeded_file)[0] == 0


def test_asking_writes_nothing(cli: Cli, seeded_file: Path, tmp_path: Path) -> None:
    before = (seeded_file.read_bytes(), set(tmp_path.iterdir()))
    for command in (["claims"], ["articles"], ["claim", "show", "1"], ["search", "talks"], ["verify"]):
        assert cli("--db", seeded_file, *command)[0] == 0
    assert (seeded_file.read_bytes(), set(tmp_path.iterdir())) == before
