"""Networks and the list of events, on the command line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.library import open_database
from tests.dna_files import Dna
from tests.engines import on_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

TEXT = "=1+1 is 2, Eve said. City says no; nobody knows."


@pytest.fixture
def place(empty_place: Where, tmp_path: Path, cli: Cli) -> Where:
    """A database with a project of DNA in it."""
    made = Dna(tmp_path / "sum.dna")
    made.document(1, TEXT, day=17_212, author="Ann; Bo", source="Post", notes="https://post.example/sum")
    made.quoted(1, TEXT, "=1+1 is 2", person="Eve", organization="City", concept="It is two.")
    made.quoted(1, TEXT, "City says no", organization="City", concept="It is two.", agreement=0, coder=2)
    made.quoted(1, TEXT, "nobody knows", concept="It is known.")
    assert cli("--db", empty_place, "import", "dna", made.path)[0] == 0
    return empty_place


def events(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_events_are_listed_as_dna_does(cli: Cli, place: Where, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    status, out, err = cli("--db", place, "export", "dna", path)
    assert status == 0, err
    assert "3" in out
    first, second, third = events(path)
    assert list(first)[:10] == [
        *("statement_id", "time", "person", "organization", "concept", "agreement"),
        *("start_position", "stop_position", "text", "coder"),
    ]
    assert (first["time"], first["person"], first["organization"]) == ("2017-02-15", "Eve", "")
    assert (first["concept"], first["agreement"], first["coder"]) == ("It is two.", "1", "Ada")
    assert (first["text"], first["start_position"], first["stop_position"]) == ("'=1+1 is 2", "0", "9")
    assert (first["document_title"], first["document_author"]) == ("Document 1", "Ann; Bo")
    assert (first["document_source"], first["document_url"]) == ("Post", "https://post.example/sum")
    assert (second["person"], second["organization"], second["agreement"]) == ("", "City", "0")
    assert (third["actor"], third["person"], third["agreement"]) == ("", "", "1")


@on_sqlite  # options, which are the same on both
def test_events_have_the_actors_that_are_wanted(cli: Cli, place: Where, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    assert cli("--db", place, "export", "dna", path, "--unnamed", "--raw")[0] == 0
    assert [(each["actor"], each["text"][:2]) for each in events(path)] == [
        ("Eve", "=1"),
        ("City", "Ci"),
        ("not named", "no"),
    ]
    assert cli("--db", place, "export", "dna", path, "--actor-kind", "person")[0] == 0
    assert [each["actor"] for each in events(path)] == ["Eve"]
    assert cli("--db", place, "export", "dna", path, "--published", "..2016")[0] == 0
    assert events(path) == []
    status, _, err = cli("--db", place, "export", "dna", path, "--actor-kind", "planet")
    assert status == 2
    assert "planet" in err


@on_sqlite  # as above
def test_a_network_is_written_in_the_format_that_is_named(cli: Cli, place: Where, tmp_path: Path) -> None:
    path = tmp_path / "network"
    status, out, err = cli("--db", place, "export", "network", path, "--network", "conflict")
    assert status == 0, err
    assert path.read_bytes() == b"claimsdb network,City,Eve\r\nCity,0,1\r\nEve,1,0\r\n"
    status, _, err = cli("--db", place, "export", "gexf", path)
    assert status == 1
    assert "is there already" in err
    path.unlink()
    status, out, _ = cli("--db", place, "export", "gexf", path, "--duplicates", "week")
    assert status == 0
    assert "ties" in out
    assert b'version="1.3"' in path.read_bytes()


@on_sqlite  # as above
def test_what_a_disk_refuses_is_told(cli: Cli, place: Where, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    status, _, err = cli("--db", place, "export", "network", tmp_path / "file" / "n.csv")
    assert status == 1
    assert "cannot be written" in " ".join(err.split())


def test_a_notebook_asks_with_a_wish(place: Where, tmp_path: Path) -> None:
    with open_database(place) as database:
        report = database.export_dna_events(tmp_path / "e.csv")
    assert report.counts == (("statements", 3),)
