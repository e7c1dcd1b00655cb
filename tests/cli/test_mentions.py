"""``articles --uncoded``, ``articles --actor`` and an actor's page: who is named where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

TEXT = "Ann spoke first. Then Ann left, and Bo with her. It was late."
CLAIMS = """
    claimsdb: 1
    article: {title: Late, outlet: Post, published: 2017-02-15}
    actors: [{name: Ann}, {name: Bo}, {name: Cy}]
    claims: [{claim: She was first., quote: spoke first}]
"""


@pytest.fixture
def place(empty_place: Where, write: Callable[[str, str], Path], cli: Cli) -> Where:
    write("late.claims.yaml", CLAIMS)
    assert cli("--db", empty_place, "load", write("late.txt", TEXT), write("sun.txt", "Sun."))[0] == 0
    return empty_place


def test_the_page_of_an_actor_ends_with_the_articles_that_name_it(place: Where, cli: Cli) -> None:
    status, out, err = cli("--db", place, "actor", "show", "Ann")
    assert (status, err) == (0, "")
    assert out.endswith(
        "\nNamed in 1 article\n1. Late  (Post, 2017-02-15)  2 mentions, 1 in sentences without a claim\n"
    )
    assert cli("--db", place, "actor", "show", "Cy")[1].endswith("\nNamed in 0 articles\n")


def test_programs_get_them_as_records(place: Where, cli: Cli) -> None:
    detail = json.loads(cli("--db", place, "actor", "show", "Ann", "--format", "json")[1])
    assert detail["mentions"] == [
        {
            "article_id": 1,
            "title": "Late",
            "outlet": "Post",
            "published": "2017-02-15",
            "file": "late.txt",
            "version": 1,
            "mentions": 2,
            "uncoded": 1,
            "ambiguous": 0,
        }
    ]


def test_the_list_of_what_is_left_to_code(place: Where, cli: Cli) -> None:
    status, out, err = cli("--db", place, "articles", "--uncoded", "--actor", "Ann")
    assert (status, err) == (0, "")
    assert all(words in out for words in ("Late", "Post, 2017-02-15", "17–48", "Then Ann left", "Ann"))
    assert "spoke first" not in out


def test_in_formats_for_programs(place: Where, cli: Cli) -> None:
    asked = ("--db", place, "articles", "--uncoded", "--format")
    (row,) = json.loads(cli(*asked, "json")[1])
    assert row == {
        "article_id": 1,
        "title": "Late",
        "outlet": "Post",
        "published": "2017-02-15",
        "file": "late.txt",
        "version": 1,
        "start_char": 17,
        "end_char": 48,
        "passage": "Then Ann left, and Bo with her.",
        "names": ["Ann", "Bo"],
        "actors": ["Ann", "Bo"],
        "ambiguous": False,
    }
    assert json.loads(cli(*asked, "jsonl", "--limit", "1")[1]) == row
    assert cli(*asked, "csv")[1].splitlines()[1:] == [
        '1,Late,Post,2017-02-15,late.txt,1,17,48,"Then Ann left, and Bo with her.","Ann; Bo","Ann; Bo",false'
    ]
    assert "Then Ann left" in cli(*asked, "markdown")[1]


def test_where_nothing_is_left_that_is_said(place: Where, cli: Cli) -> None:
    assert cli("--db", place, "articles", "--uncoded", "--actor", "Cy") == (0, "", "Nothing found.\n")


def test_the_articles_that_name_an_actor(place: Where, cli: Cli) -> None:
    rows = json.loads(cli("--db", place, "articles", "--actor", "Bo", "--format", "json")[1])
    assert [(row["article_id"], row["statements"]) for row in rows] == [(1, 1)]
    assert json.loads(cli("--db", place, "articles", "--actor", "Cy", "--format", "json")[1]) == []


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        (("--copies", "--uncoded"), 2, "--copies and --uncoded ask for different lists"),
        (("--copies", "--actor", "Ann"), 2, "--copies and --actor ask for different lists"),
        (("--article", "1", "--uncoded"), 2, "--article and --uncoded ask for different lists"),
        (("--actor", "Nobody"), 1, "No actor is called «Nobody»"),
        (("--uncoded", "--actor", "Nobody"), 1, "No actor is called «Nobody»"),
    ],
)
def test_what_cannot_be_asked_is_told(
    place: Where, cli: Cli, asked: tuple[str, ...], status: int, told: str
) -> None:
    ended, out, err = cli("--db", place, "articles", *asked)
    assert (ended, out) == (status, "")
    assert told in err
