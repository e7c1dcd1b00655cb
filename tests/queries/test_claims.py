from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.queries.context import AROUND, cut_after, cut_before
from claimsdb.records.rows import AboutRow, RelationRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from claimsdb.library import Database

    Run = Callable[[Database], AbstractContextManager[list[str]]]


def test_a_claim_is_shown_with_all_that_is_known_of_it(corpus: Database) -> None:
    detail = corpus.claim(1)
    assert (detail.claim, detail.kind, detail.when, detail.status) == (
        "The bridge is unsafe.",
        "state",
        "2015/2017",
        "accepted",
    )
    assert detail.about == (AboutRow(4, "Bridge Authority", "subject"), AboutRow(1, "Ann Lee", "object"))
    assert detail.topics == ("Infrastructure > Bridges",)
    assert detail.relations == (
        RelationRow("supports", False, 2, "The minister resigned.", "it was his bridge", "coder"),
    )
    assert [each.statement.stance for each in detail.statements] == ["asserts", "denies"]


def test_a_relation_is_seen_from_both_ends(corpus: Database) -> None:
    assert corpus.claim("gone").relations == (
        RelationRow("supports", True, 1, "The bridge is unsafe.", "it was his bridge", "coder"),
    )


def test_each_statement_is_shown_in_its_context(corpus: Database) -> None:
    first, second = corpus.claim(1).statements
    assert (first.before, first.after) == ("Bridge trouble. ", ", Ben said. The minister has gone.")
    assert (first.said, first.annotator) == ("2017-02-14", "coder")
    assert (second.before, second.said, second.annotator) == ("", None, None)


def test_claims_in_context_are_the_same_rows_in_the_same_order(corpus: Database) -> None:
    shown = corpus.claims_in_context()
    assert [each.statement for each in shown] == corpus.claims()
    assert corpus.claims_in_context(limit=2) == shown[:2]


def test_context_costs_as_many_questions_however_many_rows(corpus: Database, statements_run: Run) -> None:
    with statements_run(corpus) as for_one:
        corpus.claims_in_context(limit=1)
    with statements_run(corpus) as for_all:
        corpus.claims_in_context()
    assert len(for_one) < len(for_all) == 8  # rows, context, chains, roles, and whether actors are merged


def test_every_context_stands_beside_its_passage_in_the_text(seeded: Database) -> None:
    texts = {each.article_id: seeded.article(each.article_id).text for each in seeded.articles()}
    shown = seeded.claims_in_context()
    assert any(each.before.startswith("…") for each in shown)
    assert any(each.after.endswith("…") for each in shown)
    for each in shown:
        row = each.statement
        together = each.before.removeprefix("…") + row.quote + each.after.removesuffix("…")
        start = row.start_char - len(each.before.removeprefix("…"))
        assert texts[row.article_id][start : start + len(together)] == together


def test_offsets_beyond_the_basic_plane_count_code_points(
    database: Database, write: Callable[[str, str], Path]
) -> None:
    text = "🌉 " * 150 + "It fell." + " 🌧" * 150
    database.load(write("a.txt", text))
    database.add_claim(1, claim="It fell.", quote="It fell.")
    (shown,) = database.claims_in_context()
    assert shown.before == "… " + "🌉 " * 100
    assert shown.after == " 🌧" * 100 + " …"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Short.", "Short."),
        ("First.\nSecond, ", "Second, "),
        ("x" * AROUND, "x" * AROUND),
        ("x" * (AROUND + 1), "…" + "x" * AROUND),
        ("cut " + "x" * (AROUND - 1), "… " + "x" * (AROUND - 1)),
        ("whole " + "x" * (AROUND - 6), "whole " + "x" * (AROUND - 6)),
        ("word" + " " + "x" * AROUND, "…" + " " + "x" * AROUND),
        ("桥" * 300, "…" + "桥" * AROUND),
    ],
)
def test_context_is_cut_between_words_and_within_the_paragraph(text: str, shown: str) -> None:
    assert cut_before(text) == shown
    assert cut_after(text[::-1]) == shown[::-1]
