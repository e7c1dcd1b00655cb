"""``actor merge``, ``split``, ``distinct``, ``add``, ``alias``, ``edit``, ``undo``, ``judgements``."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

CLAIMS = """
    claimsdb: 1
    actors: [{name: Kairat, kind: person}, {name: Кайрат}, {name: Bo}]
    claims:
      - {claim: It is so., quote: so, speakers: [Kairat], about: [Bo]}
      - {claim: It is not., quote: Not, speakers: [Кайрат, Bo]}
"""


@pytest.fixture
def judge(empty_place: Where, write: Callable[[str, str], Path], cli: Cli) -> Cli:
    """Run ``actor`` on a database of three actors."""
    write("a.claims.yaml", CLAIMS)
    assert cli("--db", empty_place, "load", str(write("a.txt", "Not so.")))[0] == 0

    def run(*arguments: object) -> tuple[int, str, str]:
        return cli("--db", empty_place, *arguments)

    return run


def rows(judge: Cli, *arguments: object) -> list[dict[str, Any]]:
    status, out, err = judge(*arguments, "-f", "json")
    assert (status, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_a_person_merges_looks_and_takes_it_back(judge: Cli) -> None:
    status, out, err = judge("actor", "merge", "Kairat", "Кайрат", "--why", "one minister", "--by", "Ann")
    assert (status, err) == (0, "")
    assert all(words in out for words in ("merge", "1 Kairat", "2 Кайрат", "one", "Ann"))
    assert [row["names"] for row in rows(judge, "actors")] == [["Kairat", "Кайрат"], ["Bo"]]
    spoken = rows(judge, "claims", "--actor", "Кайрат", "--role", "speaker")
    assert [row["speakers"] for row in spoken] == [["Kairat", "Bo"], ["Kairat"]]
    page = judge("actor", "show", "Кайрат")[1]
    assert "merged" in page
    assert "1. merge 1 Kairat / Кайрат: one minister  by Ann" in page
    assert judge("actor", "undo", 1, "--why", "two after all", "--by", "Ann")[0] == 0
    assert rows(judge, "actor", "judgements") == []
    merged, undone = rows(judge, "actor", "judgements", "--all", "--actor", "Kairat")
    assert (merged["undone_by"], undone["undoes"], undone["why"]) == (2, 1, "two after all")
    assert "merge (undone by 2)" in judge("actor", "judgements", "--all", "--limit", 1)[1]


def test_a_split_tells_what_became_of_the_new_actor(judge: Cli) -> None:
    split = ("actor", "split", "Bo", "--name", "Bo II", "--kind", "person", "--why", "two", "--claim", 1)
    (row,) = rows(judge, *split, "--statement", 2)
    assert (row["statements"], row["claims"], row["changes"]) == ([2], [1], ["name: Bo II", "kind: person"])
    assert [row["about"] for row in rows(judge, "claims", "--actor", "Bo II", "--role", "about")] == [
        ["Bo II"]
    ]
    status, _out, err = judge("actor", "undo", 1)
    assert (status, err) == (0, "Bo II, actor 4, is taken away\n")


def test_all_that_is_edited_is_listed(judge: Cli) -> None:
    rows(
        judge,
        "actor",
        "edit",
        "Bo",
        "--name",
        "Bo Lee",
        "--kind",
        "state",
        "--identifier",
        "isni:1",
        "--by",
        "A",
    )
    rows(judge, "actor", "alias", "Bo", "بو", "--kind", "full", "--language", "ar", "--by", "A")
    rows(
        judge,
        "actor",
        "add",
        "Cid",
        "--alias",
        "C.",
        "--identifier",
        "https://example.org/cid",
        "--why",
        "new",
    )
    rows(judge, "actor", "distinct", "Cid", "Bo", "--why", "two", "--by", "A")
    status, out, _err = judge("actor", "judgements", "-f", "csv")
    told = list(csv.DictReader(out.splitlines()))
    assert [(row["judgement"], row["actor"], row["changes"]) for row in told] == [
        ("edit", "Bo", "identifier: isni:1; alias: Bo Lee; name: Bo → Bo Lee; kind: state"),
        ("edit", "Bo Lee", "alias: بو"),
        ("add", "Cid", "name: Cid; alias: C.; identifier: url:https://example.org/cid"),
        ("distinct", "Cid", ""),
    ]
    for form in ("table", "jsonl", "markdown"):
        assert judge("actor", "judgements", "-f", form)[0] == status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("merge", "Kairat", "Nobody", "--why", "x"), 1, "No actor is called «Nobody»"),
        (("merge", "Kairat", "kairat", "--why", "x"), 1, "names of the same actor, 1"),
        (("merge", "Kairat", "Bo", "--why", " "), 2, "Write --why and the reason"),
        (("merge", "Kairat", "Bo"), 2, "--why"),
        (("split", "Bo", "--name", "B", "--why", "x"), 2, "--statement N or --claim N"),
        (("split", "Bo", "--name", "B", "--why", "x", "--claim", "9"), 1, "There is no claim «9»"),
        (("edit", "Bo", "--identifier", "Q42"), 2, "«Q42» is not an identifier"),
        (("edit", "Bo", "--identifier", "wikidata:42"), 2, "Q and a number"),
        (("edit", "Bo", "--identifier", "https:// x"), 2, "no white space"),
        (("edit", "Bo"), 1, "Nothing to change"),
        (("alias", "Bo", "Kairat"), 1, "already a name of 1 Kairat"),
        (("add", ""), 1, "is blank"),
        (("undo", "7"), 1, "There is no judgement 7"),
    ],
)
def test_what_cannot_be_judged_gets_a_sentence(
    judge: Cli, arguments: tuple[str, ...], status: int, words: str
) -> None:
    done, out, err = judge("actor", *arguments)
    assert (done, out) == (status, "")
    assert words in " ".join(err.split())
    assert "Traceback" not in err
    assert rows(judge, "actor", "judgements", "--all") == []
