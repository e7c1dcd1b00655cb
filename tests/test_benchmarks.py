"""The benchmarks still run, on little, and measure what they say. No time is ever asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / "benchmarks" / "run.py"


@pytest.fixture(scope="module")
def report() -> str:
    ended = subprocess.run(
        [sys.executable, str(RUN), "--unmeasured", "0", "--runs", "1", "--claims", "30"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return ended.stdout


def measured(report: str, heading: str) -> list[str]:
    (part,) = [part for part in report.split("\n\n") if part.startswith(heading)]
    return part.splitlines()[2:]


def test_a_report_says_on_what_it_was_measured(report: str) -> None:
    assert "SQLite" in report.splitlines()[0]
    assert "1 runs" in report.splitlines()[0]


def test_the_start_of_each_command_stands_beside_its_floors(report: str) -> None:
    lines = measured(report, "Start-up")
    assert [line.split("  ")[0] for line in lines if line.startswith("claimsdb")] == [
        "claimsdb --help",
        "claimsdb claims --actor --format json",
        "claimsdb claims --actor",
    ]
    assert sum(" x  " in line for line in lines) == 11


def test_each_load_stands_beside_inserts_by_hand(report: str) -> None:
    lines = measured(report, "Loading")
    assert sum(line.startswith("claimsdb load") for line in lines) == 4
    assert sum(" x  " in line for line in lines) == 3
