"""Copies as the command line lists them, in every format, and as a load tells of them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

STORY = "The old bridge of Dakar closed on Monday after two hundred engineers had walked over it at noon."
KEYS = [
    *("article_id", "title", "outlet", "published"),
    *("other_id", "other_title", "other_outlet", "other_published"),
    *("same_text", "overlap", "of_article", "of_other", "jaccard"),
]


@pytest.fixture
def told(cli: Cli, empty_place: Where, write: Callable[[str, str], Path]) -> str:
    texts = (
        (STORY, "Agency"),
        (f"Read on. {STORY} Subscribe today.", "Post"),
        (STORY, "Times"),
        ("Rain.", None),
    )
    lines = (
        json.dumps(
            {"text": text, "article": {"file": f"{number}.txt", "title": f"T{number}", "outlet": outlet}}
        )
        for number, (text, outlet) in enumerate(texts, start=1)
    )
    status, _out, err = cli("--db", empty_place, "load", write("a.jsonl", "\n".join(lines)))
    assert status == 0
    return err


def test_a_load_tells_which_texts_are_there_already(told: str) -> None:
    assert (
        "a.jsonl:3 is the same text as article 1: `claimsdb articles --copies` lists copies, "
        "which are no independent sources."
    ) in " ".join(told.split())


def test_programs_get_pairs_with_their_shares(cli: Cli, told: str, empty_place: Where) -> None:
    assert told
    same, near = json.loads(cli("--db", empty_place, "articles", "--copies", "-f", "json")[1])
    assert list(same) == KEYS
    assert (same["article_id"], same["other_id"], same["same_text"], same["overlap"]) == (1, 3, True, 100)
    assert (near["article_id"], near["other_id"], near["same_text"]) == (1, 2, False)
    assert (near["overlap"], near["of_article"]) == (100, 100)
    assert 70 <= near["jaccard"] == near["of_other"] < 100
    rows = list(csv.DictReader(io.StringIO(cli("--db", empty_place, "articles", "--copies", "-f", "csv")[1])))
    assert [(row["other_id"], row["same_text"]) for row in rows] == [("3", "true"), ("2", "false")]
    assert (
        len(cli("--db", empty_place, "articles", "--copies", "-f", "jsonl", "-n", "1")[1].splitlines()) == 1
    )
    assert cli("--db", empty_place, "articles", "--copies", "-f", "markdown")[1].count("\n") == 4


def test_people_see_the_overlap_and_what_they_ask_for(cli: Cli, told: str, empty_place: Where) -> None:
    assert told
    page = " ".join(cli("--db", empty_place, "articles", "--copies")[1].split())
    assert "same text" in page
    assert "100 %" in page
    page = cli("--db", empty_place, "articles", "--article", "2.txt", "--overlap", "90")[1]
    assert "T1" in page
    assert "T3" in page
    status, out, err = cli("--db", empty_place, "articles", "--article", "4")
    assert (status, out, err) == (0, "", "Nothing found.\n")
    assert cli("--db", empty_place, "articles", "--article", "9")[0] == 1
    assert cli("--db", empty_place, "articles", "--copies", "--overlap", "0")[0] == 2
