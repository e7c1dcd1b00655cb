"""A claim recorded from the shell, and everything that is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

ADD = ["claim", "add", "1", "--claim", "It is so."]


def _added(out: str) -> dict[str, Any]:
    (row,) = json.loads(out)
    return dict(row)


def test_the_shortest_claim_is_the_articles_own(cli: Cli, seeded_place: Where) -> None:
    status, out, err = cli("--db", seeded_place, *ADD, "--quote", "MIXED reactions", "-f", "json")
    assert status == 1
    assert out == ""
    assert "does not stand in the text" in err
    status, out, err = cli("--db", seeded_place, *ADD, "--quote", "mixed reactions", "-f", "json")
    assert (status, err) == (0, "")
    row = _added(out)
    assert (row["claim"], row["quote"], row["stance"]) == ("It is so.", "mixed reactions", "asserts")
    assert (row["speakers"], row["quotation"], row["status"]) == ([], "none", "accepted")


def test_every_option_is_recorded(cli: Cli, seeded_place: Where) -> None:
    words = [
        *("--quote", "Astana", "--before", "halt to the", "--after", "talks"),
        *("--kind", "event", "--when", "2017~", "--said", "2017-02", "--status", "suggested"),
        *("--about", "Kazakhstan", "--about-object", "Syria", "--about-other", "A newcomer"),
        *("--speaker", "Randa Kassis", "--speaker", "Russia", "--unnamed-speaker", "a diplomat"),
        *("--topic", "Peace efforts > Prospects", "--topic", "New label"),
        *("--stance", "denies", "--quotation", "free_indirect", "--annotator", "Ann"),
    ]
    status, out, err = cli("--db", seeded_place, *ADD, *words, "--format", "json")
    assert (status, err) == (0, "")
    row = _added(out)
    assert row["speakers"] == ["Randa Kassis", "Russia", "a diplomat"]
    assert row["about"] == ["Kazakhstan", "Syria", "A newcomer"]
    assert row["topics"] == ["New label", "Peace efforts > Prospects"]
    assert (row["kind"], row["when"], row["status"]) == ("event", "2017~", "suggested")
    assert (row["stance"], row["quotation"], row["quote"]) == ("denies", "free_indirect", "Astana")
    page = json.loads(cli("--db", seeded_place, "claim", "show", row["claim_id"], "--format", "json")[1])
    assert [each["role"] for each in page["about"]] == ["subject", "object", "other"]
    assert (page["statements"][0]["said"], page["statements"][0]["annotator"]) == ("2017-02", "Ann")
    assert cli("--db", seeded_place, "verify")[0] == 0


def test_an_occurrence_chooses_among_like_passages(cli: Cli, seeded_place: Where) -> None:
    starts = []
    for number in (1, 2, 9):
        answer = cli("--db", seeded_place, *ADD, "--quote", "Astana", "--occurrence", number, "-f", "json")
        starts.append(_added(answer[1])["start_char"])
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["--quote", "Astana"], 1, 'The quote "Astana" stands 9 times in the text.'),
        (["--quote", "Astana", "--occurrence", "10"], 1, "there is no occurrence: 10"),
        (["--quote", "Astana", "--occurrence", "0"], 2, "--occurrence"),
        (["--quote", "Astana", "--before", "Geneva"], 1, 'not directly beside before: "Geneva"'),
        (["--quote", "the talks have reached a stalemat e"], 1, "The nearest passage"),
        (["--quote", " "], 1, "quote"),
        (["--quote", "mixed reactions", "--when", "yesterday"], 1, "'yesterday' is not a date in EDTF"),
        (["--quote", "mixed reactions", "--said", "2017-02-30"], 1, "'2017-02-30' is not a date in EDTF"),
        (["--quote", "mixed reactions", "--kind", "Big Event"], 1, "is not a kind"),
        (["--quote", "mixed reactions", "--stance", "lies"], 2, "'asserts'"),
        (["--quote", "mixed reactions", "--quotation", "q"], 2, "'direct'"),
        (["--quote", "mixed reactions", "--status", "true"], 2, "'suggested'"),
        (["--quote", "mixed reactions", "--about", ""], 1, "about"),
        (["--quote", "mixed reactions", "--speaker", " "], 1, "speakers"),
        (["--quote", "mixed reactions", "--topic", ""], 1, "topics"),
        (["--quote", "mixed reactions", "--annotator", ""], 1, "annotator"),
        (["--quote", "mixed reactions", "--claim", ""], 1, "claim"),
        (["--quote", "mixed reactions", "--about", "x\x1b[2J"], 1, "holds a control character"),
    ],
    ids=lambda value: " ".join(value[2:]) or value[1] if isinstance(value, list) else None,
)
def test_what_does_not_hold_is_refused_in_a_sentence_and_changes_nothing(
    words: list[str], status: int, sentence: str, cli: Cli, seeded_place: Where
) -> None:
    before = cli("--db", seeded_place, "db", "info", "-f", "json")
    found, out, err = cli("--db", seeded_place, *ADD, *words)
    assert (found, out) == (status, "")
    assert sentence in err
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert cli("--db", seeded_place, "db", "info", "-f", "json") == before


def test_an_article_that_is_not_there_is_refused(cli: Cli, seeded_place: Where) -> None:
    status, _, err = cli("--db", seeded_place, "claim", "add", "99", "--claim", "X.", "--quote", "y")
    assert (status, err) == (1, "There is no article «99». `claimsdb articles` lists them.\n")


def test_a_name_of_two_actors_is_refused_with_both(cli: Cli, seeded_place: Where, tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text(
        json.dumps(
            {
                "text": "Two met.",
                "actors": [
                    {"name": "Ann Kassis", "kind": "person", "aliases": ["K."]},
                    {"name": "Bea Kassis", "kind": "person", "aliases": ["K."]},
                ],
                "claims": [{"claim": "Two met.", "quote": "Two met", "about": ["Ann Kassis", "Bea Kassis"]}],
            }
        )
    )
    assert cli("--db", seeded_place, "load", "two.jsonl")[0] == 0
    status, _, err = cli("--db", seeded_place, *ADD, "--quote", "mixed reactions", "--speaker", "K.")
    assert status == 1
    assert "«K.» can be any of" in err
    assert "Ann Kassis (person)" in err
    assert "Bea Kassis (person)" in err


def test_what_was_added_is_shown_at_once(cli: Cli, seeded_place: Where) -> None:
    status, out, _ = cli("--db", seeded_place, *ADD, "--quote", "mixed reactions")
    assert status == 0
    assert "It is so." in out
    assert "“mixed reactions”" in out
