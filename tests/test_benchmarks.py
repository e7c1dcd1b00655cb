"""The benchmarks still run, on little, and measure what they say. No time is ever asserted."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.asked import FREQUENT, MIDDLING, RARE
from benchmarks.chance import Chance
from benchmarks.chart import Line, chart
from benchmarks.corpus import write_lines
from benchmarks.formats import FORMATS
from benchmarks.tongues import ACTORS, TONGUES, WORDS, actor
from claimsdb.text.names import fold_name

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
    assert sum(" x  " in line for line in lines) in {8, 11}  # the group bench brings one more


def test_each_load_stands_beside_inserts_by_hand(report: str) -> None:
    lines = measured(report, "Loading,")
    assert sum(line.startswith("claimsdb load") for line in lines) == 5
    assert sum(" x  " in line for line in lines) in {5, 6}  # the group bench brings another program


def test_each_question_stands_beside_sql_by_hand_and_a_small_database(report: str) -> None:
    lines = [line for line in measured(report, "Asking,") if not line.startswith(" ")]
    assert any(line.startswith("frequent actor: by hand") for line in lines)
    assert any(line.startswith("frequent actor, year  ") for line in lines)


def test_a_load_into_postgresql_stands_beside_copy_by_hand(report: str) -> None:
    lines = measured(report, "Loading on PostgreSQL")
    assert [line.split(",")[0] for line in lines if " x  " not in line] == [
        "psycopg by hand",
        "claimsdb load",
    ]
    assert sum(" x  " in line for line in lines) == 1


@pytest.mark.parametrize("heading", ["Searching", "Exporting and proving", "Their parts"])
def test_searches_and_exports_stand_beside_what_is_done_by_hand(report: str, heading: str) -> None:
    assert any(" x  " in line for line in measured(report, heading))


def test_each_format_stands_beside_the_export_of_csv(report: str) -> None:
    lines = measured(report, "Formats")
    assert [line[: line.index("  ")] for line in lines if line.startswith("import")] == [
        f"import {each.name}" for each in FORMATS if each.back
    ]
    assert len(lines) == len(FORMATS) + sum(bool(each.back) for each in FORMATS)
    assert all(line.count(" x ") == line.count(" MB") == 1 for line in lines)


def test_names_are_measured_on_each_half_of_the_people_and_timed(report: str) -> None:
    (part,) = [part for part in report.split("\n\n") if part.startswith("Names,")]
    assert [line for line in part.splitlines() if line.endswith(":")] == [
        "the half that the rules were made by:",
        "the other half:",
        "all:",
    ]
    assert "300 made-up names taken apart" in part
    assert "mentions found in" in part


def test_copies_are_counted_by_what_was_done_to_them(report: str) -> None:
    lines = measured(report, "Copies among 30 articles")
    assert any(line.startswith("retitled, edited and cut") for line in lines)
    assert any(line.startswith("found and no copies of each other: 0 of") for line in lines)


def test_carrying_stands_beside_the_hypothesis_client_and_a_plain_search(report: str) -> None:
    lines = measured(report, "Carrying, percent")
    assert "newsroom, claimsdb" in report
    assert "newsroom, client" in lines or "No comparison with the Hypothesis client" in report
    assert sum(" x  " in line for line in measured(report, "Carrying, whole")) == 1


def test_curves_measure_each_thing_at_each_number_of_claims(report: str) -> None:
    lines = measured(report, "Growth")
    assert {line.partition(":")[0] for line in lines} == {"whole", "memory", "size", "asking", "searching"}
    assert all(float(line.split()[-1].replace(",", "")) > 0 for line in lines)


def test_the_corpus_is_the_same_each_time_and_has_what_is_asked_for(tmp_path: Path) -> None:
    write_lines(tmp_path / "long.jsonl", 60)
    write_lines(tmp_path / "short.jsonl", 30)
    long, short = (tmp_path / name for name in ("long.jsonl", "short.jsonl"))
    assert long.read_text(encoding="utf-8").startswith(short.read_text(encoding="utf-8"))
    for asked in (FREQUENT, MIDDLING, RARE):
        for named in (asked.actor, asked.outlet, asked.topic, asked.word):
            assert named in short.read_text(encoding="utf-8")


def test_names_and_words_of_the_corpus_are_all_different() -> None:
    assert len({fold_name(actor(rank)) for rank in range(1, ACTORS + 2)}) == ACTORS + 1
    for tongue in set(TONGUES):
        assert len({tongue.word(rank) for rank in range(WORDS)}) == WORDS


def test_a_few_names_are_drawn_often_and_most_of_them_seldom() -> None:
    drawn = Counter(Chance(number).rank(1000) for number in range(20_000))
    assert 600 < drawn[1] < 900
    assert drawn[1] > drawn[2] > drawn[10] > drawn[500]
    assert set(drawn) <= set(range(1, 1001))


def test_a_chart_is_the_same_svg_each_time_and_escapes_its_names() -> None:
    lines = [Line("rare & <common>", 0, (0.5, 7.0))]
    drawn = chart("Growth", "ms", [10_000, 1_000_000], lines)
    assert drawn == chart("Growth", "ms", [10_000, 1_000_000], lines)
    assert "rare &amp; &lt;common&gt;</text>" in drawn
    assert "1,000,000</text>" in drawn
