"""JSON Lines: the same record as an annotation file, an article a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.actions.conftest import Desk


def line(text: str, claim: str, quote: str, **article: str) -> dict[str, Any]:
    return {"claimsdb": 1, "text": text, "article": article, "claims": [{"claim": claim, "quote": quote}]}


FELL = line("The bridge fell.", "It fell.", "fell", title="Bridge", file="bridge.txt")
BURST = line("The dam burst.", "It burst.", "burst", url="https://news.example/dam")


def write_lines(desk: Desk, *records: dict[str, Any] | str, name: str = "corpus.jsonl") -> None:
    lines = (each if isinstance(each, str) else json.dumps(each) for each in records)
    desk.write(name, "\n".join(lines).encode())


def outcomes(desk: Desk, *, prune: bool = False) -> list[tuple[str, str]]:
    return [(each.name, each.outcome) for each in desk.load(prune=prune).outcomes]


def test_a_line_holds_the_same_record_as_an_annotation_file(desk: Desk) -> None:
    write_lines(desk, FELL)
    assert outcomes(desk) == [("corpus.jsonl:1", "added")]
    from_line = desk.database.claims()
    desk.write("bridge.txt", "The bridge fell.")
    desk.write(
        "bridge.claims.yaml",
        "claimsdb: 1\narticle: {title: Bridge}\nclaims: [{claim: It fell., quote: fell}]",
    )
    desk.load("bridge.txt")
    first, second = desk.database.claims()
    assert [first] == from_line
    assert (second.claim, second.quote, second.title, second.file) == (
        first.claim,
        first.quote,
        first.title,
        first.file,
    )


def test_the_same_lines_again_are_unchanged_in_any_order_and_under_any_name(desk: Desk) -> None:
    write_lines(desk, FELL, BURST)
    assert [outcome for _, outcome in outcomes(desk)] == ["added", "added"]
    assert [outcome for _, outcome in outcomes(desk, prune=True)] == ["unchanged", "unchanged"]
    write_lines(desk, BURST, "", FELL, "")
    assert outcomes(desk) == [("corpus.jsonl:1", "unchanged"), ("corpus.jsonl:3", "unchanged")]
    (desk.folder / "corpus.jsonl").rename(desk.folder / "renamed.jsonl")
    assert [outcome for _, outcome in outcomes(desk)] == ["unchanged", "unchanged"]
    assert desk.count("statements") == 2


def test_a_bad_line_is_named_and_the_others_are_loaded(desk: Desk) -> None:
    unknown = BURST | {"claims": [{"claim": "It rose.", "quote": "rose"}], "article": {}}
    write_lines(desk, "{broken", FELL, {"claimsdb": 1}, unknown)
    report = desk.load()
    assert [(each.name, each.outcome) for each in report.outcomes] == [
        ("corpus.jsonl:1", "refused"),
        ("corpus.jsonl:2", "added"),
        ("corpus.jsonl:3", "refused"),
        ("corpus.jsonl:4", "refused"),
    ]
    assert [each.problems[0].place.line for each in report.refused] == [1, 3, 4]
    assert 'The quote "rose" does not stand in the text.' in report.refused[2].problems[0].sentence


def test_a_text_of_another_media_type_is_read_as_that(desk: Desk) -> None:
    record = line("<h1>News</h1><p>It&nbsp;fell.</p>", "It fell.", "It fell")
    write_lines(desk, record | {"article": {"media_type": "text/html"}})
    desk.load()
    assert desk.database.article(1).text == "News\n\nIt\xa0fell."


def test_line_ends_are_as_in_a_file(desk: Desk) -> None:
    write_lines(desk, line("One\r\ntwo\rthree.", "A.", "two\nthree"))
    assert outcomes(desk) == [("corpus.jsonl:1", "added")]
    assert desk.database.article(1).text == "One\ntwo\nthree."


def test_a_text_with_nul_is_refused(desk: Desk) -> None:
    write_lines(desk, line("One\0.", "A.", "One"))
    (problem,) = desk.load_one().problems
    assert "holds a NUL character" in problem.sentence


def test_an_edited_line_changes_its_claim(desk: Desk) -> None:
    write_lines(desk, FELL, BURST)
    desk.load()
    write_lines(desk, FELL | {"claims": [{"claim": "The bridge fell down.", "quote": "fell"}]}, BURST)
    first, second = desk.load().outcomes
    assert (first.outcome, first.claims.changed) == ("updated", ("The bridge fell down.",))
    assert second.outcome == "unchanged"


def test_an_edited_text_is_a_new_version_of_its_file_or_address(desk: Desk) -> None:
    write_lines(desk, FELL, BURST)
    desk.load()
    write_lines(desk, FELL | {"text": "The bridge fell today."}, BURST | {"text": "The dam burst today."})
    assert [outcome for _, outcome in outcomes(desk)] == ["new version", "new version"]


def test_a_text_without_file_and_address_is_known_by_its_words(desk: Desk) -> None:
    write_lines(desk, line("It fell.", "A.", "fell"), line("It rose.", "B.", "rose"))
    assert [outcome for _, outcome in outcomes(desk)] == ["added", "added"]
    assert [outcome for _, outcome in outcomes(desk)] == ["unchanged", "unchanged"]
    assert [article.file for article in desk.database.articles()] == [None, None]


def test_lines_on_one_article_keep_their_own_claims(desk: Desk) -> None:
    again = FELL | {"claims": [{"claim": "A bridge was there.", "quote": "bridge"}]}
    later = line("The dam held.", "It held.", "held", url="https://news.example/dam")
    write_lines(desk, FELL, BURST, again, later)
    assert [outcome for _, outcome in outcomes(desk)] == ["added", "added", "updated", "new version"]
    assert [outcome for _, outcome in outcomes(desk, prune=True)] == ["unchanged"] * 4
    assert sorted(claim for claim, _ in desk.said()) == [
        "A bridge was there.",
        "It burst.",
        "It fell.",
        "It held.",
    ]


def test_a_line_that_stands_twice_is_loaded_once(desk: Desk) -> None:
    write_lines(desk, FELL, FELL)
    assert outcomes(desk) == [("corpus.jsonl:1", "added")]
    assert desk.count("statements") == 1


def test_lines_may_relate_to_each_other_by_address_of_their_files(desk: Desk) -> None:
    claims = [
        {"key": "k", "claim": "It burst.", "quote": "burst", "relations": [{"supports": "bridge.txt#k"}]}
    ]
    write_lines(
        desk,
        BURST | {"claims": claims},
        FELL | {"claims": [{"key": "k", "claim": "It fell.", "quote": "fell"}]},
    )
    assert desk.load().count("added") == 2
    assert desk.count("claim_relations") == 1
