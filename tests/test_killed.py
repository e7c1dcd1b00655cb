"""SIGKILL at any moment of a load: the database opens, verifies, and the load can be repeated."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimsdb.cli.main import main
from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimsdb.records.rows import StatementRow

TEXTS = 30
DATABASES, KILLS = 3, 4

SERVER = """
import os, sys
import claimsdb.sources.batches
from claimsdb.cli.main import main
claimsdb.sources.batches.MOST_IN_A_TRANSACTION = 1  # so that a kill can come between two texts
main(["--db", sys.argv[2], "load", sys.argv[1] + "/00.txt"])
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os._exit(main(["--db", line.strip(), "load", sys.argv[1]]))
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(status, flush=True)
"""
"""Loads a folder into each database it is told of, in a child that has everything imported."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small texts with their annotation files, some of whose claims are related."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(TEXTS):
        (folder / f"{number:02}.txt").write_text(
            f"Text {number}. The mayor said on Monday that bridge {number} is safe. Nobody asked why.\n"
        )
        (folder / f"{number:02}.claims.yaml").write_text(
            "claims:\n"
            f"- key: bridge-{number}\n"
            f"  claim: Bridge {number} is safe.\n"
            f"  quote: bridge {number} is safe\n"
            "  speakers: [The mayor]\n"
            f"  topics: [Bridges > North {number % 3}]\n"
            + (
                f"  relations: [{{supports: '{number - 1:02}.txt#bridge-{number - 1}'}}]\n"
                if number % 2
                else ""
            )
            + "- claim: Nobody asked why.\n  quote: Nobody asked why\n"
        )
    return folder


class _Loader:
    """The server, and how long it takes it to load the folder."""

    def __init__(self, corpus: Path, warm: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, corpus, warm],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        while self._said() != "ready":
            pass

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def load(self, database: Path, *, killed_after: float | None = None) -> int:
        """Load the folder; return the status, negative for a signal."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{database}\n")
        self._process.stdin.flush()
        child = self._number()
        if killed_after is not None:
            time.sleep(killed_after)
            with suppress(ProcessLookupError):  # it can have ended by then
                os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(self._number())

    def _number(self) -> int:
        while not (said := self._said()).isdigit():
            assert self._process.poll() is None
        return int(said)

    def close(self) -> None:
        self._process.communicate(timeout=30)


@pytest.fixture(scope="module")
def loader(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Loader]:
    opened = _Loader(corpus, tmp_path_factory.mktemp("warm") / "claims.db")
    yield opened
    opened.close()


def _rows(path: Path) -> set[StatementRow]:
    """Return all statements, but for their numbers, which depend on the order of loading."""
    with open_database(path) as database:
        return {replace(row, claim_id=0, statement_id=0, article_id=0) for row in database.claims()}


def test_a_load_that_is_killed_at_any_moment_can_be_repeated(
    corpus: Path, loader: _Loader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    assert loader.load(tmp_path / "undisturbed.db") == 0
    duration = time.monotonic() - started
    expected = _rows(tmp_path / "undisturbed.db")
    assert len(expected) == 2 * TEXTS

    chance, reached = random.Random(7), set()  # noqa: S311 (moments, not secrets)
    for number in range(DATABASES):
        database = tmp_path / f"{number}.db"
        for kill in range(KILLS):
            moment = chance.uniform(0, duration / KILLS) if kill else number * duration / 50
            assert loader.load(database, killed_after=moment) in (-signal.SIGKILL, 0)
            reached.add(_articles(database))
        assert main(["--db", str(database), "load", str(corpus)]) == 0
        assert main(["--db", str(database), "verify"]) == 0
        assert _rows(database) == expected
        assert [each.name for each in tmp_path.glob(f"{number}.db*")] == [database.name]
    # however busy the machine, some kill must have come in the middle: later and later until one does
    for step in range(1, 41):
        if any(0 < articles < TEXTS for articles in reached):
            break
        loader.load(tmp_path / f"later{step}.db", killed_after=duration * step / 40)
        reached.add(_articles(tmp_path / f"later{step}.db"))
    assert any(0 < articles < TEXTS for articles in reached)
    assert "Traceback" not in capsys.readouterr().err


def _articles(path: Path) -> int:
    """Return how many articles a database holds whose making may not even have begun."""
    if main(["--db", str(path), "verify"]) == 3:  # there is none yet
        assert not path.exists() or main(["--db", str(path), "init"]) == 0
        return -1
    with open_database(path) as database:
        return dict(database.verify().checked)["articles"]
