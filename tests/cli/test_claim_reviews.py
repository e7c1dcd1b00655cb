"""Claims related and reviewed from the shell, and everything that is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

TEXT = "The dam broke. The valley is flooded. Nobody was warned, the mayor said."
CLAIMS = """
annotator: Ann
actors: [{name: Full Fact, kind: organisation, aliases: [FF]}]
claims:
  - {key: dam, claim: The dam broke., quote: The dam broke}
  - key: flood
    claim: The valley is flooded.
    quote: The valley is flooded
    relations: [{supports: dam, rationale: The water came from there.}]
    reviews: [{rating: 'True', reviewer: FF, evidence: [{quote: Nobody was warned}]}]
  - {key: warned, claim: Nobody was warned., quote: Nobody was warned, speakers: [{unnamed: the mayor}]}
"""


@pytest.fixture
def story(empty_place: Where, tmp_path: Path) -> Where:
    """A database with three claims: 1 dam, 2 flood, 3 warned; 2 supports 1 and is reviewed by a file."""
    (tmp_path / "dam.txt").write_text(TEXT)
    (tmp_path / "dam.claims.yaml").write_text(CLAIMS)
    with open_database(empty_place) as database:
        assert not database.load(tmp_path / "dam.claims.yaml").refused
    return empty_place


@pytest.fixture
def run(cli: Cli, story: Where) -> Callable[..., tuple[int, str, str]]:
    def on_story(*words: object) -> tuple[int, str, str]:
        return cli("--db", story, "claim", *words)

    return on_story


def row(answer: tuple[int, str, str]) -> dict[str, Any]:
    status, out, err = answer
    assert status == 0, err
    (found,) = json.loads(out)
    return dict(found)


def test_a_relation_is_recorded_with_its_reason_and_shown_from_both_sides(run: Cli) -> None:
    answer = run("relate", "dam", "refines", 3, "--why", "It says when.", "--by", "Zoe", "-f", "json")
    assert row(answer) == {
        "claim_id": 1,
        "claim": "The dam broke.",
        "kind": "refines",
        "other_id": 3,
        "other": "Nobody was warned.",
        "rationale": "It says when.",
        "annotator": "Zoe",
        "file": None,
        "outcome": "added",
        "circle": [],
    }
    assert answer[2] == ""
    page = json.loads(run("show", "warned", "-f", "json")[1])
    assert page["relations"] == [
        {
            "kind": "refines",
            "forward": False,
            "claim_id": 1,
            "claim": "The dam broke.",
            "rationale": "It says when.",
            "annotator": "Zoe",
        }
    ]
    assert "It says when. (judged by Zoe)" in run("show", 3)[1]


def test_the_same_relation_again_is_unchanged_and_another_reason_changes_it(run: Cli) -> None:
    run("relate", 1, "refines", 3, "--why", "old", "--by", "Zoe")
    status, out, err = run("relate", 1, "refines", 3, "--by", "Yan", "-f", "json")
    assert row((status, out, err))["outcome"] == "unchanged"
    assert err == "That is recorded already: nothing was changed.\n"
    changed = row(run("relate", 1, "refines", 3, "--why", "new", "--by", "Yan", "-f", "json"))
    assert (changed["outcome"], changed["rationale"], changed["annotator"]) == ("changed", "new", "Yan")


@pytest.mark.parametrize("kind", ["contradicts", "same_as"])
def test_a_symmetrical_relation_is_the_same_the_other_way_round(run: Cli, kind: str) -> None:
    run("relate", 1, kind, 3)
    again = row(run("relate", 3, kind, 1, "-f", "json"))
    assert (again["outcome"], again["claim_id"], again["other_id"]) == ("unchanged", 1, 3)
    assert row(run("unrelate", 3, kind, 1, "-f", "json"))["outcome"] == "removed"
    assert json.loads(run("show", 1, "-f", "json")[1])["relations"][1:] == []


@pytest.mark.parametrize("kind", ["supports", "refines", "answers"])
def test_other_relations_are_not_and_a_circle_of_them_is_told(run: Cli, kind: str) -> None:
    assert run("relate", 1, kind, 3)[2] == ""
    status, out, err = run("relate", 3, kind, 1, "-f", "json")
    assert (status, json.loads(out)[0]["circle"]) == (0, [3, 1, 3])
    assert err.startswith(f"Note: claims 3 → 1 → 3 now {kind.removesuffix('s')}")
    assert err.count("\n") == 1


def test_a_circle_of_the_same_is_told_once_it_goes_round(run: Cli) -> None:
    assert run("relate", 1, "same_as", 2)[2] == ""
    assert run("relate", 3, "same_as", 2)[2] == ""
    _, out, err = run("relate", 3, "same_as", 1, "-f", "json")
    assert json.loads(out)[0]["circle"] == [3, 1, 2, 3]
    assert "they were so before by way of the others" in err
    assert run("relate", 1, "contradicts", 2)[2] == ""
    assert run("relate", 2, "contradicts", 3)[2] == ""
    assert run("relate", 3, "contradicts", 1)[2] == ""


def test_a_circle_among_circles_is_found_and_ends(run: Cli) -> None:
    for first, second in ((1, 2), (2, 3), (3, 1)):
        run("relate", first, "answers", second)
    assert "claims 2 → 1 → 2 now answer each other in a circle" in run("relate", 2, "answers", 1)[2]


def test_a_relation_that_was_taken_away_is_gone(run: Cli) -> None:
    run("relate", 1, "refines", 3)
    assert row(run("unrelate", "dam", "refines", "warned", "-f", "json"))["outcome"] == "removed"
    assert run("unrelate", 1, "refines", 3) == (
        1,
        "",
        "There is no relation «1 refines 3». `claimsdb claim show 1` shows all.\n",
    )
    assert run("unrelate", 1, "supports", 2)[2] == (
        "There is no relation «1 supports 2». Between the two there is: «2 supports 1».\n"
    )


@pytest.mark.parametrize("words", [("unrelate",), ("relate", "--why", "Otherwise.")], ids=str)
def test_a_relation_of_a_file_is_not_touched_by_hand(run: Cli, words: tuple[str, ...]) -> None:
    command, *options = words
    status, out, err = run(command, 2, "supports", 1, *options)
    assert (status, out) == (1, "")
    assert err.startswith("The relation «2 supports 1» stands in dam.claims.yaml: change it there")
    again = run("relate", 2, "supports", 1, "--why", "The water came from there.")
    assert again[2] == "That is recorded already, in dam.claims.yaml: nothing was changed.\n"


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("relate", 1, "supports", 1), 1, "The claim is related to itself: «1» is the same claim."),
        (("relate", "dam.txt#dam", "supports", "dam"), 1, "The claim is related to itself"),
        (("relate", 1, "implies", 2), 2, "'implies' is not one of 'supports', 'contradicts'"),
        (("relate", 1, "supports", "flod"), 1, "There is no claim «flod». Nearest: «flood»."),
        (("relate", 99, "supports", 1), 1, "There is no claim «99». `claimsdb claims` lists them."),
        (("unrelate", 1, "supports", 99), 1, "There is no claim «99»."),
        (("relate", 1, "supports"), 2, "OTHER"),
    ],
)
def test_what_is_no_relation_is_refused(
    run: Cli, words: tuple[object, ...], status: int, sentence: str
) -> None:
    found, out, err = run(*words)
    assert (found, out) == (status, "")
    assert sentence in " ".join(err.split())


def test_a_review_is_recorded_with_all_that_it_has(run: Cli) -> None:
    words = [
        *("--rating", "Mostly false", "--value", 2, "--worst", 1, "--best", 5.5, "--why", "It held."),
        *("--date", "2020-03", "--reviewer", "FF", "--url", "https://example.org/7", "--by", "Zoe"),
        *("--evidence-quote", "The valley", "--article", "dam.txt", "--after", "is flooded"),
        *("--evidence-url", "https://example.org/a", "--evidence-url", "https://example.org/b"),
        *("--evidence-claim", "warned"),
    ]
    found = row(run("review", "dam", *words, "-f", "json"))
    assert (found["rating"], found["value"], found["worst"], found["best"]) == ("Mostly false", 2, 1, 5.5)
    assert (found["rationale"], found["date"], found["reviewer"]) == ("It held.", "2020-03", "Full Fact")
    assert (found["url"], found["annotator"], found["file"]) == ("https://example.org/7", "Zoe", None)
    shown = [(each["quote"], each["url"], each["claim"]) for each in found["evidence"]]
    assert shown == [
        ("The valley", None, None),
        (None, "https://example.org/a", None),
        (None, "https://example.org/b", None),
        (None, None, "Nobody was warned."),
    ]
    page = run("show", 1)[1]
    assert "reviewed by Full Fact, 2020-03: “Mostly false (2, from 1 to 5.5)”" in page
    assert "evidence: claim 3: Nobody was warned." in page
    assert json.loads(run("show", 1, "-f", "json")[1])["reviews"] == [found]
    again = run("review", "dam", *words, "-f", "json")
    assert row(again) == found
    assert again[2] == "Note: that is recorded already, as review 2: nothing was changed.\n"
    assert len(json.loads(run("reviews", "-f", "json")[1])) == 2


def test_a_reviewer_whose_name_is_new_is_told(run: Cli) -> None:
    assert run("review", 1, "--rating", "x", "--reviewer", "Full Fact")[2] == ""
    assert (
        "«Ful Fact» is a new actor of unknown kind"
        in run("review", 1, "--rating", "x", "--reviewer", "Ful Fact")[2]
    )


def test_quotes_of_several_articles_each_name_theirs(
    run: Cli, cli: Cli, story: Where, tmp_path: Path
) -> None:
    (tmp_path / "sky.txt").write_text("The sky is blue.")
    assert cli("--db", story, "load", "sky.txt")[0] == 0
    quotes = ["--evidence-quote", "The dam", "--evidence-quote", "The sky"]
    both = row(
        run("review", 1, "--rating", "x", *quotes, "--article", 1, "--article", "sky.txt", "-f", "json")
    )
    assert [each["article_id"] for each in both["evidence"]] == [1, 2]
    quotes = ["--evidence-quote", "The dam", "--evidence-quote", "flooded"]
    one = row(run("review", 1, "--rating", "x", *quotes, "--article", 1, "-f", "json"))
    assert [each["article_id"] for each in one["evidence"]] == [1, 1]


def test_reviews_are_listed_in_every_format(run: Cli) -> None:
    run("review", 1, "--rating", "False", "--date", "2020", "--by", "Zoe", "--evidence-url", "https://a.b/c")
    header = (
        "review_id,claim_id,claim,rating,value,worst,best,rationale,date,reviewer,url,annotator,file,"
        "recorded_at,evidence"
    )
    csv = run("reviews", 1, "-f", "csv")[1].splitlines()
    assert csv[0] == header
    assert csv[1].startswith("2,1,The dam broke.,False,,,,,2020,,,Zoe,,")
    assert csv[1].endswith(",https://a.b/c")
    assert [json.loads(line)["rating"] for line in run("reviews", "-f", "jsonl")[1].splitlines()] == [
        "True",
        "False",
    ]
    assert run("reviews", "-f", "markdown", "-n", 1)[1].count("\n") == 3
    status, out, err = run("reviews", "--limit", 1)
    assert (status, err) == (0, "There are more than these 1. --limit 0 shows all.\n")
    assert "Full Fact" in out
    assert run("reviews", "warned") == (0, "", "Nothing found.\n")
    assert run("reviews", "nobody")[0] == 1


def test_a_review_by_hand_is_taken_back_and_one_of_a_file_is_not(run: Cli, cli: Cli, story: Where) -> None:
    counted = cli("--db", story, "db", "info", "-f", "json")[1]
    run("review", 1, "--rating", "False", "--evidence-quote", "the mayor", "--article", 1)
    assert row(run("unreview", 2, "-f", "json"))["rating"] == "False"
    after = json.loads(cli("--db", story, "db", "info", "-f", "json")[1])["counts"]
    before = json.loads(counted)["counts"]
    changed = {name for (name, old), (_name, new) in zip(before, after, strict=True) if old != new}
    assert changed <= {"annotators"}
    assert run("unreview", 2) == (
        1,
        "",
        "There is no review 2 of a claim. `claimsdb claim reviews` lists them with their numbers.\n",
    )
    assert run("unreview", 1)[2] == (
        "The review 1 stands in dam.claims.yaml: take it out there, and load the file with --prune.\n"
    )


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        ((), 2, "--rating"),
        (("--rating", " "), 1, "the review: rating: « » is blank"),
        (("--rating", "x\x1b[2J"), 1, "holds a control character"),
        (("--rating", "x", "--value", 7, "--best", 5), 1, "value: 7 is above «best», 5; mend one of them"),
        (("--rating", "x", "--value", 0, "--worst", 1), 1, "value: 0 is below «worst», 1"),
        (("--rating", "x", "--value", 3, "--worst", 5, "--best", 1), 1, "5 is not below «best», 1"),
        (("--rating", "x", "--best", 5), 1, "best: is the end of a scale without «value»"),
        (("--rating", "x", "--value", "nan"), 1, "holds a number that cannot be read"),
        (("--rating", "x", "--value", "two"), 2, "'two' is not a valid float"),
        (("--rating", "x", "--date", "yesterday"), 1, "'yesterday' is not a date in EDTF"),
        (("--rating", "x", "--reviewer", ""), 1, "reviewer: «» is blank"),
        (("--rating", "x", "--url", "example"), 1, "url: «example» is no address"),
        (("--rating", "x", "--evidence-url", "a b"), 1, "evidence[0].url: «a b» is no address"),
        (("--rating", "x", "--evidence-claim", "flod"), 1, "There is no claim «flod». Nearest: «flood»."),
        (("--rating", "x", "--evidence-claim", "a b"), 1, "does not name a claim"),
        (("--rating", "x", "--evidence-claim", "dam"), 1, "«dam» is the claim itself"),
        (
            ("--rating", "x", "--evidence-quote", "The dam"),
            2,
            "Nothing says in which article «The dam» stands",
        ),
        (("--rating", "x", "--evidence-quote", "The dam", "--article", 9), 1, "There is no article «9»."),
        (("--rating", "x", "--evidence-quote", "A dam broke", "--article", 1), 1, "The nearest passage"),
        (("--rating", "x", "--evidence-quote", "The", "--article", 1), 1, "stands 2 times in the text"),
        (("--rating", "x", "--evidence-quote", "The dam […] said", "--article", 1), 1, "give each part"),
        (("--rating", "x", "--article", 1), 2, "--article means nothing without"),
        (
            ("--rating", "x", "--before", "y"),
            2,
            "--before means nothing without exactly one --evidence-quote",
        ),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_what_does_not_hold_is_refused_in_a_sentence_and_changes_nothing(
    words: tuple[object, ...], status: int, sentence: str, cli: Cli, story: Where
) -> None:
    before = cli("--db", story, "db", "info", "-f", "json")
    found, out, err = cli("--db", story, "claim", "review", "dam", *words)
    assert (found, out) == (status, "")
    assert sentence in " ".join(err.split())
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert cli("--db", story, "db", "info", "-f", "json") == before


def test_a_claim_that_is_not_there_has_no_review(run: Cli) -> None:
    assert run("review", "damn", "--rating", "x")[2] == "There is no claim «damn». Nearest: «dam».\n"


def test_who_records_is_the_one_logged_in_unless_told(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMSDB_ANNOTATOR", "Yan")
    assert row(run("review", 1, "--rating", "x", "-f", "json"))["annotator"] == "Yan"
    assert row(run("relate", 1, "refines", 2, "-f", "json"))["annotator"] == "Yan"
