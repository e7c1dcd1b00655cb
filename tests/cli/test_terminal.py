"""What people see: their words as they are, on any terminal, and nothing that commands it."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

PAGES = [
    ["claims"],
    ["claims", "--format", "json"],
    ["claims", "--format", "jsonl"],
    ["claims", "--format", "csv"],
    ["claims", "--format", "markdown"],
    ["articles"],
    ["outlets"],
    ["actors"],
    ["topics"],
    ["search", "over"],
    ["claim", "show", "1"],
    ["article", "show", "1"],
    ["article", "show", "1", "--format", "json"],
    ["actor", "show", "Ev"],
    ["verify"],
    ["db", "info"],
]
every_page = pytest.mark.parametrize("command", PAGES, ids=" ".join)

OURS = re.compile(r"\x1b\[[0-9;]*m")
"""The colours that we draw with."""
COMMANDS = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal may obey, line ends left out."""


class Terminal(io.StringIO):
    """Standard output as it is when a person looks."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def _seen(command: list[str], database: Where, monkeypatch: pytest.MonkeyPatch) -> str:
    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["--db", str(database), *command]) == 0
    monkeypatch.undo()
    return screen.getvalue()


@every_page
def test_no_word_of_a_text_commands_the_terminal(
    command: list[str], hostile_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _seen(command, hostile_place, monkeypatch)
    assert not COMMANDS.search(OURS.sub("", seen))
    assert "\x1b[31m" not in seen


@pytest.mark.parametrize("command", [["claim", "show", "1"], ["article", "show", "1"], ["claims"]])
def test_a_person_sees_colours_and_every_word(
    command: list[str], hostile_place: Where, hostile_record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _seen(command, hostile_place, monkeypatch)
    assert OURS.search(seen)
    letters = re.sub(r"\s", "", OURS.sub("", seen))
    for word in hostile_record["actors"][0]["name"].split():
        assert word in letters


def test_no_color_is_obeyed(hostile_place: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["--db", str(hostile_place), "claim", "show", "1"]) == 0
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", screen.getvalue())


@pytest.mark.parametrize("columns", ["1", "20", "40", "79"])
def test_a_narrow_terminal_shows_every_word(
    columns: str, cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    status, out, _ = cli("--db", seeded_place, "claims", "--actor", "Kassis", "--when", "2015")
    letters = "".join(out.split())
    assert status == 0
    assert "RandaKassiscalledonNursultanNazarbayevtohostSyrianpeacenegotiations." in letters
    assert "shecalleduponthen-PresidentNursultanNazarbayev" in letters
    assert "AlMayadeenTV,2017-02-15" in letters


@pytest.mark.parametrize("columns", ["0", "many", "100000"])
def test_a_width_that_is_none_does_no_harm(
    columns: str, cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    status, out, err = cli("--db", seeded_place, "articles")
    assert (status, err) == (0, "")
    assert "unknown" in out


@pytest.mark.parametrize("columns", ["20", "40", "80", "120"])
@pytest.mark.parametrize("command", [["claims"], ["articles"], ["claim", "show", "70"], ["actors"]])
def test_no_line_is_wider_than_the_terminal(
    command: list[str], columns: str, cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = cli("--db", seeded_place, *command)
    assert max(map(len, out.splitlines())) <= int(columns)


@pytest.mark.parametrize("term", ["dumb", "", "vt100", "xterm"])
def test_any_terminal_will_do(term: str, hostile_place: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stdout", screen := Terminal())
    assert main(["--db", str(hostile_place), "article", "show", "1"]) == 0
    assert "[bold]x[/bold] [/] :smile:" in screen.getvalue()


def test_a_refusal_repeats_words_without_obeying_them(cli: Cli, seeded_place: Where) -> None:
    status, _, err = cli("--db", seeded_place, "claims", "--actor", "\x1b[2J[/]\u202e:smile:")
    assert status == 1
    assert err.startswith("No actor is called «\ufffd[2J[/]\ufffd:smile:».")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "dumb"},
    ],
    ids=" ".join,
)
def test_a_terminal_of_another_encoding_gets_what_it_can_show(
    environment: dict[str, str], hostile_place: Where
) -> None:
    shown, status = _on_a_terminal(["article", "show", "1"], hostile_place, environment)
    assert status == 0
    assert b"Traceback" not in shown
    assert b"[bold]x[/bold] [/] :smile:" in shown
    assert b"\x1b[31mred" not in shown


def _on_a_terminal(command: list[str], database: Where, environment: dict[str, str]) -> tuple[bytes, int]:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "claimsdb", "--db", database, *command],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with os.fdopen(ours, "rb", buffering=0) as screen:
        try:
            while piece := screen.read(4096):
                shown += piece
        except OSError:
            pass  # how Linux says that the other end of a terminal was closed
    return shown, program.wait(timeout=60)


def test_pipes_get_utf_8_whatever_the_locale(process: Callable[..., Any], hostile_place: Where) -> None:
    answer = process(
        "claimsdb claims --format jsonl; claimsdb claims --actor Қ",
        CLAIMSDB_DB=str(hostile_place),
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert "漢字" in answer.stdout
    assert "Traceback" not in answer.stderr
    assert answer.returncode == 2
    assert "LC_ALL=C.UTF-8" in answer.stderr


def test_a_load_shows_its_pace_and_the_time_that_is_left(empty_place: Where, tmp_path: Path) -> None:
    line = '{"text": "Bridge %s fell.", "claims": [{"claim": "Bridge %s fell.", "quote": "fell"}]}\n'
    lines = tmp_path / "bridges.jsonl"
    lines.write_text("".join(line % (number, number) for number in range(2000)))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    shown, status = _on_a_terminal(["load", str(lines)], empty_place, environment)
    drawn = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())
    assert status == 0
    assert re.search(r"Loading [\d,]+ texts, [\d,]+ claims", drawn)
    assert re.search(r"\d+ %  [\d,]+ texts/s, [\d,]+ claims/s", drawn)
    assert re.search(r"added +2,000 +2,000", drawn)
