"""A load that dies at any point leaves nothing of the text it was at, and can be repeated."""

from __future__ import annotations

import subprocess
import sys
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from claimsdb.library import open_database
from claimsdb.models import Base

if TYPE_CHECKING:
    from tests.actions.conftest import Desk
    from tests.engines import Where

CLAIMS = """
    article: {outlet: Post, authors: [Ann]}
    actors: [{name: Ann, aliases: [A.]}]
    claims:
      - {key: a, claim: It opened., quote: Monday, topics: [X], about: [Ann], relations: [{supports: b}]}
      - {key: b, claim: Unsafe., quote: Engineers, speakers: [Ann]}
"""
POINTS = (
    "claimsdb.actions.articles._add_version",
    "claimsdb.actions.load.describe_article",
    "claimsdb.actions.actors.ActorBook._only",
    "claimsdb.actions.taking_in.add_claim",
    "claimsdb.actions.taking_in.describe_claim",
    "claimsdb.actions.taking_in.passage_at",
    "claimsdb.actions.taking_in.add_statement",
    "claimsdb.actions.taking_in.describe_statement",
    "claimsdb.actions.letting_go.forget_if_bare",
    "claimsdb.actions.annotate.relate",
    "claimsdb.actions.annotate.sayings",
)


class Killed(BaseException):
    """What no code of ours can catch by mistake."""


def kill_at(monkeypatch: pytest.MonkeyPatch, point: str, *, call: int = 1) -> None:
    """Let a function do its work and then die, at a call of it."""
    function = resolve_name(point)
    calls = iter(range(1, 100))

    def work_and_die(*args: Any, **options: Any) -> Any:
        result = function(*args, **options)
        if next(calls) >= call:
            raise Killed
        return result

    monkeypatch.setattr(point, work_and_die)


@pytest.mark.parametrize("point", POINTS)
def test_nothing_is_left_of_a_text_that_was_being_loaded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    desk.annotate("claims: [{key: a, claim: Old., quote: Monday}, {claim: Other., quote: unsafe. The}]")
    before = dump(desk)
    with monkeypatch.context() as patch:
        kill_at(patch, point)
        desk.write("bridge.txt", "Today! The minister opened the bridge on Monday. Engineers warned.")
        with pytest.raises(Killed):
            desk.annotate(CLAIMS, prune=True)
    assert dump(desk) == before
    assert desk.annotate(CLAIMS, prune=True).outcome == "new version"
    assert desk.database.verify().faults == ()


def test_texts_before_the_one_that_died_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("a.txt", "One.")
    desk.write("b.txt", "Two.")
    with monkeypatch.context() as patch:
        patch.setattr("claimsdb.sources.batches.MOST_IN_A_TRANSACTION", 1)
        kill_at(patch, "claimsdb.actions.batch.storing.Storing.write", call=2)
        with pytest.raises(Killed):
            desk.load()
    assert [each.file for each in desk.database.articles()] == ["a.txt"]
    assert [each.outcome for each in desk.load().outcomes] == ["unchanged", "added"]


def test_a_process_killed_in_the_middle_of_a_text_leaves_a_sound_database(
    desk: Desk, empty_place: Where
) -> None:
    desk.write("a.txt", "One.")
    desk.write("b.txt", "It fell.")
    desk.write("b.claims.yaml", "claimsdb: 1\nclaims: [{claim: It fell., quote: fell}]\n")
    script = (
        "import os, signal, sys\n"
        "from claimsdb import library\n"
        "from claimsdb.sources import batches\n"
        "from claimsdb.actions.batch.storing import Storing\n"
        "batches.MOST_IN_A_TRANSACTION = 1\n"
        "Storing._add_claims = lambda *text: os.kill(os.getpid(), signal.SIGKILL)\n"
        "library.open_database(sys.argv[1]).load(*sys.argv[2:])\n"
    )
    paths = [str(each) for each in (empty_place, desk.folder / "a.txt", desk.folder / "b.txt")]
    assert subprocess.run([sys.executable, "-c", script, *paths], check=False).returncode < 0
    with open_database(empty_place) as database:
        assert database.verify().faults == ()
        assert [each.file for each in database.articles()] == ["a.txt"]
        assert [each.outcome for each in database.load(desk.folder).outcomes] == ["added", "unchanged"]


def dump(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, but of those that are derived from others."""
    with desk.database._reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(*stored))), key=str)
            for name, table in Base.metadata.tables.items()
            if (stored := [column for column in table.c if column.computed is None])
        }
