"""0: done. 1: the work found problems. 2: wrong usage. 3: the database cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import claimsdb.library
from claimsdb.cli.main import globals_first, main
from tests.engines import run_sql

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]


def test_done_is_0(cli: Cli, seeded_place: Where) -> None:
    assert cli("--db", seeded_place, "verify")[0] == 0


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["claims", "--actor", "Kasis"], "No actor is called «Kasis». Nearest: «Kassis», «Randa Kassis»"),
        (["claims", "--outlet", "Al Mayaden TV"], "Nearest: «Al Mayadeen TV»"),
        (["claims", "--kind", "rumour"], "No claim is of kind «rumour». Kinds in use: cause,"),
        (["claim", "show", "9999"], "There is no claim «9999»."),
        (["article", "show", "004_d2651000a023611.txt"], "Nearest: «004_d2651000a0236118.txt»"),
        (["load", "nowhere.txt"], "nowhere.txt: no such file or folder."),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_is_not_there_is_1_with_the_nearest_names(
    command: list[str], sentence: str, cli: Cli, seeded_place: Where
) -> None:
    status, _, err = cli("--db", seeded_place, *command)
    assert status == 1
    assert sentence in err


def test_a_database_that_does_not_verify_is_1_and_names_the_fault(cli: Cli, seeded_place: Where) -> None:
    run_sql(seeded_place, "UPDATE articles SET published = '2018' WHERE id = 2")
    status, _, err = cli("--db", seeded_place, "verify")
    assert status == 1
    assert "articles 2: " in err
    assert "1 fault found." in err


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["nope"], "nope"),
        (["claim", "nope"], "nope"),
        (["claims", "--nope"], "--nope"),
        (["claims", "--format", "xml"], "'table', 'json', 'jsonl', 'csv', 'markdown'"),
        (["claims", "--stance", "lies"], "'asserts', 'denies'"),
        (["claims", "--role", "x"], "'speaker', 'about', 'any'"),
        (["claims", "--limit", "-1"], "--limit"),
        (["claims", "--limit", "many"], "--limit"),
        (["claims", "--published", "2017-99"], "'2017-99' is not a date in EDTF"),
        (["claims", "--search", "…"], "has no word to search for"),
        (["search", "--fts", "& &"], "expression: "),
        (["claim", "show"], "CLAIM"),
        (["load"], "PATH"),
        (["claim", "add", "1", "--claim", "x"], "--quote"),
        (["claims", "surplus"], "surplus"),
        (["claims", "--actor", "bad\udcff"], "cannot be read as text"),
        ([], "Usage: claimsdb"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_usage_is_2_and_says_what_would_be_right(
    command: list[str], named: str, cli: Cli, seeded_place: Where
) -> None:
    status, out, err = cli("--db", seeded_place, *command)
    assert (status, out) == (2, "")
    assert named in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["claims", "articles", "outlets", "actors", "topics", "verify"])
def test_no_database_is_3_and_a_reading_command_makes_none(command: str, cli: Cli, tmp_path: Path) -> None:
    status, out, err = cli(command)
    assert (status, out) == (3, "")
    assert err.startswith("There is no database at claims.db. Make one with `claimsdb load PATH`")
    assert list(tmp_path.iterdir()) == []


def test_loading_nothing_good_leaves_no_new_database(cli: Cli, tmp_path: Path) -> None:
    Path("empty.txt").touch()
    assert cli("load", "empty.txt", "nowhere.txt")[0] == 1
    assert [each.name for each in tmp_path.iterdir()] == ["empty.txt"]


def test_the_database_may_be_named_before_and_after_the_command(cli: Cli, seeded_place: Where) -> None:
    before = cli("--db", seeded_place, "outlets")
    assert before[0] == 0
    assert cli("outlets", "--db", seeded_place) == before
    assert cli("outlets", f"--db={seeded_place}") == before


def test_the_environment_names_the_database_and_an_option_outranks_it(
    cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMSDB_DB", str(seeded_place))
    assert cli("outlets")[0] == 0
    assert cli("outlets", "--db", "other.db")[0] == 3


def test_claims_db_in_the_current_folder_is_the_default(cli: Cli, seeded_file: Path) -> None:
    seeded_file.rename("claims.db")
    assert cli("outlets")[0] == 0


def test_a_missing_value_of_db_is_wrong_usage(cli: Cli) -> None:
    status, _, err = cli("claims", "--db")
    assert status == 2
    assert "--db" in err


def test_after_two_dashes_nothing_is_an_option() -> None:
    assert globals_first(["load", "--debug", "--", "--db", "--debug"]) == (
        ["--debug"],
        ["load", "--", "--db", "--debug"],
    )


def test_only_debug_shows_a_traceback(cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("seven\x1b[31m")

    monkeypatch.setattr(claimsdb.library.Database, "outlets", broken)
    status, out, err = cli("--db", seeded_place, "outlets")
    assert (status, out) == (1, "")
    assert err == (
        "claimsdb itself failed (ZeroDivisionError: seven\ufffd[31m). "
        "Add --debug to see where, and report it.\n"
    )
    with pytest.raises(ZeroDivisionError):
        main(["outlets", "--debug", "--db", str(seeded_place)])


def test_debug_shows_where_a_refusal_comes_from(process: Callable[..., object], cli: Cli) -> None:
    plain, traced = cli("claims"), process("claimsdb claims --debug")
    assert "Traceback" not in plain[2]
    assert "Traceback (most recent call last)" in getattr(traced, "stderr", "")
    assert "There is no database at claims.db" in getattr(traced, "stderr", "")
