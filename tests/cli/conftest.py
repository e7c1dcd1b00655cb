"""What the tests of the command line share: running it, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.cli.main import main
from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

MARKUP = "[bold]x[/bold] [/] :smile: =1+1 | a\\b `c` *d* &lt; <b>"
DIRECTION = "\u202eevil\u202c مرحبا"
ESCAPES = "\x1b[31mred\x1b[0m \x9b31m\x07"
LONG = "漢字" * 60 + "long" * 60
HOSTILE = f"{MARKUP} {DIRECTION} {LONG}"
QUOTE = f"{ESCAPES} {HOSTILE}"


@pytest.fixture(autouse=True)
def _shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMSDB_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command line in this process; return its status and what it wrote to the two ways out."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(each) for each in arguments])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a line of bash in which ``claimsdb`` is the program, with further environment variables."""

    def run(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
        program = f'claimsdb() {{ "{sys.executable}" -m claimsdb "$@"; }}; {line}'
        return subprocess.run(
            ["bash", "-c", program],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def hostile_record() -> dict[str, Any]:
    """One article, as a line of JSON Lines, all of whose words try to be something else."""
    return {
        "claimsdb": 1,
        "text": f"Start. {QUOTE} End of it.\n\nSecond paragraph 🙂.",
        "article": {"file": "hostile.txt", "title": HOSTILE, "outlet": HOSTILE[:200], "authors": [MARKUP]},
        "actors": [{"name": MARKUP, "kind": "person", "aliases": ["Ev"]}, {"name": f"{MARKUP}!"}],
        "claims": [
            {
                "claim": f"It is so: {HOSTILE}.",
                "about": ["Ev"],
                "topics": [MARKUP],
                "quote": QUOTE,
                "speakers": ["Ev", {"unnamed": DIRECTION}],
            },
            {"claim": "It is over.", "quote": "End of it.\n\nSecond"},
        ],
    }


@pytest.fixture
def hostile_place(empty_place: Where, tmp_path: Path, hostile_record: dict[str, Any]) -> Where:
    """A database with that article."""
    lines = tmp_path / "hostile.jsonl"
    lines.write_text(json.dumps(hostile_record) + "\n")
    with open_database(empty_place) as database:
        assert not database.load(lines).refused
    return empty_place
