"""Mentions are found while others write, and kept by two at once as if one had come after the other."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from claimsdb.library import Database, open_database
from tests.engines import on_sqlite, run_sql
from tests.mentioned import afresh, kept, marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

TEXTS = 30

ASKING = """
import sys
import claimsdb.actions.mentions
from claimsdb.library import open_database
claimsdb.actions.mentions.STEP = 1  # so that the two take turns, text by text
with open_database(sys.argv[1]) as database:
    print("ready", flush=True)
    sys.stdin.readline()
    print(len(database.articles(actor="Ann")), len(database.uncoded("Ann")))
"""


@pytest.fixture
def place(empty_place: Where, write: Callable[[str, str], Path], tmp_path: Path) -> Where:
    for number in range(TEXTS):
        write(f"desk/{number:02}.txt", f"Text {number}. Ann said so. Bo did not.")
    write(
        "desk/00.claims.yaml", "claimsdb: 1\nactors: [{name: Ann}]\nclaims: [{claim: X., quote: Bo did not}]"
    )
    with open_database(empty_place) as database:
        assert not database.load(tmp_path / "desk").refused
    return empty_place


def test_two_who_ask_at_once_are_both_answered_and_keep_it_once(place: Where) -> None:
    command = [sys.executable, "-c", ASKING, str(place)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    both = [subprocess.Popen(command, text=True, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    for each in both:
        assert each.stdout.readline() == "ready\n"
    for each in both:
        each.stdin.write("\n")
        each.stdin.flush()
    for each in both:
        out, err = each.communicate(timeout=120)
        assert (out, err) == (f"{TEXTS} {TEXTS}\n", "")
    with open_database(place) as database:
        assert kept(database) == afresh(database)
        assert len(kept(database)) == TEXTS
        assert {upto for _version, upto in marks(database)} == {1}


def answers(database: Database) -> tuple[object, ...]:
    return database.actor("Ann").mentions, database.uncoded("Ann"), database.articles(actor="Ann")


@on_sqlite  # one file, one writer
def test_while_another_writes_the_answer_is_found_and_not_kept(place: Path) -> None:
    with open_database(place) as database, open_database(place) as another:
        with another._writing() as session:
            session.connection()
            found = answers(database)
            assert {upto for _version, upto in marks(database)} == {0}
        assert answers(database) == found
        assert kept(database) == afresh(database) != []


def test_what_came_in_since_is_found_beside_what_is_kept(
    place: Where, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a text comes in between the keeping and the asking."""
    with open_database(place) as database:
        assert len(database.uncoded("Ann")) == TEXTS
        run_sql(place, "INSERT INTO actor_names (actor_id, name, name_folded) VALUES (1, 'Text 7', 'text 7')")
        database.load(write("new.txt", "Ann came. Nobody else."), write("desk/03.txt", "Ann is alone."))
        with monkeypatch.context() as patch:
            patch.setattr(Database, "_keep_mentions", lambda *_: None)
            found = answers(database)
            assert len(database.uncoded("Ann")) == TEXTS + 2  # "Text 7.", and "Ann came."
        assert answers(database) == found
        assert kept(database) == afresh(database)
