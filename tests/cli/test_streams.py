"""Readers that leave, outputs that are closed or full, and signals: the program ends, quietly."""

from __future__ import annotations

import json
import logging
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.cli import main as front
from claimsdb.cli.ending import EndedBySignal, end_on_signals
from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.engines import Where

    Process = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = [
    "claims --limit 0",
    "claims --format json",
    "claims --format jsonl",
    "claims --format csv",
    "claims --format markdown",
    "article show 1",
    "--help",
]


def test_a_reader_who_leaves_hears_no_more(process: Process, seeded_place: Where) -> None:
    together = " & ".join(f"(claimsdb {each} | head -1 >/dev/null)" for each in COMMANDS)
    answer = process(f"{together} & wait", CLAIMSDB_DB=str(seeded_place))
    assert (answer.stdout, answer.stderr) == ("", "")


def test_a_reader_who_never_came_is_no_failure(process: Process, seeded_place: Where) -> None:
    line = (
        "claimsdb claims --format json | true; echo ${PIPESTATUS[0]}; claimsdb claims --actor X 2>&1 | true"
    )
    answer = process(line, CLAIMSDB_DB=str(seeded_place))
    assert (answer.stdout, answer.stderr) == ("0\n", "")


@pytest.mark.parametrize("output", [">&-", ">/dev/full"])
def test_an_output_that_takes_nothing_is_told(output: str, process: Process, seeded_place: Where) -> None:
    together = " & ".join(
        f"(claimsdb {each} {output}; echo status $? >&2)" for each in ("claims", "verify", "article show 1")
    )
    answer = process(f"{together} & wait", CLAIMSDB_DB=str(seeded_place))
    assert answer.stderr.count("Standard output cannot be written (") == 3
    assert answer.stderr.count("status 1") == 3
    assert len(answer.stderr.splitlines()) == 6


def test_nobody_listening_for_messages_changes_nothing(process: Process, seeded_place: Where) -> None:
    line = (
        "claimsdb outlets --format csv 2>&-; echo $?; "
        "(claimsdb claims --actor X 2>&-; echo $?) & (claimsdb claims --actor X 2>/dev/full; echo $?) & wait"
    )
    for unbuffered in ("", "1"):  # what waits in a buffer is written when Python ends, and may fail then
        answer = process(line, CLAIMSDB_DB=str(seeded_place), PYTHONUNBUFFERED=unbuffered)
        assert answer.stdout.splitlines()[1:] == ["1,Al Mayadeen TV,1,51", "0", "1", "1"]


def test_messages_come_after_what_was_put_before_them(process: Process, seeded_place: Where) -> None:
    answer = process("claimsdb claims --limit 1 2>&1", CLAIMSDB_DB=str(seeded_place))
    assert answer.stdout.splitlines()[-1] == "There are more than these 1. --limit 0 shows all."


TEXTS = 10_000


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many texts, more than can be loaded while a test waits, and enough for other processes to help."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(TEXTS):
            claim = {"claim": f"It was {number}.", "quote": f"number {number}.", "about": [f"Actor {number}"]}
            record = {"text": f"Text number {number}. " + "And more. " * 30, "claims": [claim]}
            stream.write(json.dumps(record) + "\n")
    return path


def _loading(path: Path, database: Path, **options: Any) -> subprocess.Popen[str]:
    """Start a load, and come back when some of it is kept."""
    program = subprocess.Popen(
        [sys.executable, "-m", "claimsdb", "--db", str(database), "load", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )
    deadline = time.monotonic() + 60
    while not _articles(database) and time.monotonic() < deadline:
        time.sleep(0.02)
    return program


def _articles(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.OperationalError):
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    return 0


def _helpers(program: subprocess.Popen[str]) -> list[int]:
    """Return the processes that help a load, where the system tells."""
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    return [int(number) for number in children.read_text().split()] if children.exists() else []


def _are_gone(processes: list[int]) -> bool:
    deadline = time.monotonic() + 30
    while any(
        Path(f"/proc/{number}/cmdline").exists() and Path(f"/proc/{number}/cmdline").read_bytes()
        for number in processes
    ):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda each: each.name
)
def test_a_signal_ends_a_load_quietly_and_leaves_nothing_half_done(
    number: signal.Signals, corpus: Path, tmp_path: Path
) -> None:
    database = tmp_path / "corpus.db"
    program = _loading(corpus, database)
    helpers = _helpers(program)
    program.send_signal(number)
    out, err = program.communicate(timeout=30)
    assert program.returncode == (-number if number == signal.SIGKILL else 128 + number)
    told = [line for line in err.splitlines() if "is a new actor of unknown kind" not in line]
    assert (out, told) == ("", [])
    assert _are_gone(helpers)
    with open_database(database) as opened:
        report = opened.verify()
        assert report.faults == ()
        kept = dict(report.checked)["articles"]
        assert 0 < kept < TEXTS
        outcomes = opened.load(corpus).outcomes
    assert [each.outcome for each in outcomes] == ["unchanged"] * kept + ["added"] * (TEXTS - kept)
    assert {each.name for each in tmp_path.iterdir()} == {"corpus.db"}


START = "from claimsdb.cli.main import run; print('on', flush=True); run()"


def test_ctrl_c_at_the_very_start_is_quiet(seeded_place: Where) -> None:
    for wait in (0.12, 0.25, 0.4):
        program = subprocess.Popen(
            [sys.executable, "-c", START, "--db", str(seeded_place), "claims"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        assert program.stdout.readline() == "on\n"
        time.sleep(wait)
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=30)
        assert program.returncode in (0, 130)
        assert err == "" or err.startswith("There are more")


@pytest.fixture
def _signals_as_they_were(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = [signal.getsignal(number) for number in numbers]
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    yield
    for number, handler in zip(numbers, handlers, strict=True):
        signal.signal(number, handler)
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_signals_as_they_were")
def test_a_program_started_to_ignore_a_signal_ignores_it() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    end_on_signals()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) not in (signal.SIG_IGN, signal.SIG_DFL)


@pytest.mark.usefixtures("_signals_as_they_were")
def test_a_signal_while_the_log_is_half_imported_is_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "logging", ModuleType("logging"))
    end_on_signals()
    with pytest.raises(EndedBySignal):
        signal.raise_signal(signal.SIGTERM)


def _interrupted(_arguments: list[str]) -> int:
    """Fail as Python up to 3.11 does if the signal comes while an attribute of a new class gets its name."""
    try:
        signal.raise_signal(signal.SIGINT)
    except EndedBySignal as ended:
        raise RuntimeError from ended
    return 0


@pytest.mark.usefixtures("_signals_as_they_were")
def test_a_failure_that_came_of_a_signal_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(front, "_status", _interrupted)
    end_on_signals()
    assert front.main(["claims"]) == 130
    assert capsys.readouterr().err == ""
