"""The evidence for a claim as the command line shows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]


def story(number: int, outlet: str, rest: str) -> str:
    """Return an annotation that says that the bridge is closed."""
    return f"""
        claimsdb: 1
        article: {{title: Story {number}, outlet: {outlet}, published: 2017-02-{number + 10}}}
        actors: [{{name: Post, kind: outlet}}, {{name: "Times [red]", kind: outlet}}]
        claims:
          - {{key: it, claim: The bridge is closed., quote: is closed{rest}}}
    """


@pytest.fixture
def told(cli: Cli, empty_place: Where, write: Callable[[str, str], Path]) -> str:
    rests = (
        ("Times [red]", ", speakers: [Post]"),
        ("Post", ", speakers: ['Times [red]']"),
        ("Herald", ", speakers: [{unnamed: two officials}]"),
        ("Sun", ", speakers: [Ann Lee], stance: denies"),
    )
    paths = []
    for number, (outlet, rest) in enumerate(rests, start=1):
        write(f"{number}.claims.yaml", story(number, f'"{outlet}"', rest))
        paths.append(write(f"{number}.txt", f"The bridge is closed, said number {number}."))
    assert cli("--db", empty_place, "load", *paths)[0] == 0
    return str(empty_place)


def test_the_page_shows_the_figures_each_line_who_was_first_and_the_conflict(cli: Cli, told: str) -> None:
    status, out, err = cli("--db", told, "claim", "show", "1", "--evidence")
    assert (status, err) == (0, "")
    text = " ".join(out.split())
    assert "independent 1 line of evidence, possibly up to 2" in text
    assert "asserted in 3 statements, 3 articles, 3 outlets, 3 speakers" in text
    assert "1. Post ⇄ Times [red] (they cite each other: one line)" in text
    assert "2. “two officials”, not named, in article 3 (not known who: possibly independent)" in text
    assert "first: Post, published 2017-02-11" in text
    assert "claim 1 “The bridge is closed.” is denied (1 line of evidence)" in text


def test_without_the_option_nothing_is_weighed(cli: Cli, told: str) -> None:
    _, out, _ = cli("--db", told, "claim", "show", "1")
    assert "Evidence" not in out
    _, out, _ = cli("--db", told, "claim", "show", "1", "--format", "json")
    assert json.loads(out)["evidence"] is None


def test_json_gives_every_figure_with_its_statements(cli: Cli, told: str) -> None:
    status, out, _ = cli("--db", told, "claim", "show", "1", "--evidence", "--format", "json")
    assert status == 0
    evidence = json.loads(out)["evidence"]
    assert evidence["claim"] == {
        "claims": [1],
        "statements": 3,
        "articles": 3,
        "copies": 0,
        "outlets": 3,
        "speakers": 3,
        "independent": 1,
        "at_most": 2,
    }
    assert [(each["circular"], each["independent"], each["identified"]) for each in evidence["lines"]] == [
        (True, True, True),
        (False, True, False),
    ]
    assert evidence["conflicts"][0]["statements"][0]["quote"] == "is closed"
    assert evidence["first"][0]["certainty"] == "first"


@pytest.mark.parametrize("option", ["--contested", "--single-source"])
def test_claims_can_be_narrowed_by_their_evidence_in_every_format(cli: Cli, told: str, option: str) -> None:
    for form, lines in (("jsonl", 4), ("csv", 5), ("markdown", 6)):
        status, out, err = cli("--db", told, "claims", option, "--format", form)
        assert (status, err) == (0, "")
        assert len(out.splitlines()) == lines
    status, out, _ = cli("--db", told, "claims", option, "--format", "json", "--limit", "2")
    assert len(json.loads(out)) == 2
    assert cli("--db", told, "claims", option, "--outlet", "Sun", "-f", "jsonl")[1].count("\n") == 1


def test_a_narrow_terminal_shows_the_same_words(cli: Cli, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    status, out, _ = cli("--db", told, "claim", "show", "1", "--evidence")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 40
    assert "they cite each other" in " ".join(out.split())
