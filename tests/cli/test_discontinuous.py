"""How statements on several passages are shown: to people with a sign, to programs span by span."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

LINE = {
    "text": "Rain, they say, fell.\n\nSnow fell; nobody minded.",
    "claims": [
        {"claim": "It fell.", "quote": "Rain … fell. Snow […] nobody", "speakers": [{"unnamed": "they"}]}
    ],
}


@pytest.fixture
def place(cli: Cli, empty_place: Where, write: Callable[[str, str], Path]) -> Where:
    assert cli("--db", empty_place, "load", write("a.jsonl", json.dumps(LINE)))[0] == 0
    return empty_place


def test_programs_get_the_first_span_as_before_and_the_others_last(cli: Cli, place: Where) -> None:
    (row,) = json.loads(cli("--db", place, "claims", "-f", "json")[1])
    assert (row["quote"], row["start_char"], row["end_char"]) == ("Rain", 0, 4)
    assert list(row)[-1] == "further_passages"
    assert row["further_passages"] == [
        {"quote": "fell.\n\nSnow", "start_char": 16, "end_char": 27, "version": 1, "outcome": None},
        {"quote": "nobody", "start_char": 34, "end_char": 40, "version": 1, "outcome": None},
    ]
    header, line, *_ = cli("--db", place, "claims", "-f", "csv")[1].split("\r\n")
    assert header.endswith(",further_passages")
    assert '"16-27 fell.\n\nSnow; 34-40 nobody"' in line


def test_people_see_a_sign_where_words_are_left_out(cli: Cli, place: Where) -> None:
    assert "“Rain … fell. Snow … nobody”" in " ".join(cli("--db", place, "claims")[1].split())
    page = cli("--db", place, "claim", "show", "1")[1]
    assert "⟦Rain⟧, they say, ⟦fell." in page
    assert "Snow⟧ fell; ⟦nobody⟧ minded." in page
    assert "characters 0–4, 16–27, 34–40" in page
    page = cli("--db", place, "article", "show", "1")[1]
    assert "⟦Rain⟧[1], they say, ⟦fell." in page
    assert "⟦nobody⟧[1] minded." in page


def test_what_lies_between_far_spans_is_shortened(
    cli: Cli, empty_place: Where, write: Callable[[str, str], Path]
) -> None:
    line = {"text": f"Rain {'la ' * 300}fell.", "claims": [{"claim": "It fell.", "quote": "Rain … fell"}]}
    assert cli("--db", empty_place, "load", write("b.jsonl", json.dumps(line)))[0] == 0
    page = cli("--db", empty_place, "claim", "show", "1")[1]
    between = " ".join(page.partition("⟦Rain⟧")[2].partition("⟦fell⟧")[0].split())
    assert between.startswith("la la la")
    assert "la … … …la" in between.replace("… la", "…la")
    assert between.count("la") < 150
