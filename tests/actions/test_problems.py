"""Everything that does not hold in a file is told at once, and then nothing of it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.actions.conftest import Desk

FAULTY = """
actors:
  - {name: Ann Lee, aliases: [Lee]}
  - {name: Bo Lee, aliases: [Lee]}
claims:
  - claim: Absent.
    quote: The minister closed the bridge
    relations: [{supports: nobody}]
  - key: twice
    claim: Ambiguous.
    quote: bridge
    speakers: [Lee]
  - claim: No such occurrence.
    quote: bridge
    occurrence: 9
  - claim: Other context.
    statements:
      - quote: unsafe
        before: quite
      - quote: Monday
    about: [Bo Lee, Lee, {object: New}]
"""


def test_all_problems_of_a_file_are_told_in_its_order(desk: Desk) -> None:
    outcome = desk.annotate(FAULTY)
    told = [(each.place.line, each.place.column, each.sentence) for each in outcome.problems]
    expected = [
        (7, 12, 'The quote "The minister closed the bridge" does not stand in the text.'),
        (8, 28, "No claim has the key «nobody»."),
        (11, 12, 'claim «twice»: The quote "bridge" stands 3 times in the text.'),
        (14, 12, 'The quote "bridge" stands 3 times, so there is no occurrence: 9'),
        (18, 16, 'The quote "unsafe" stands in the text, but not directly beside before: "quite".'),
        (21, 21, "«Lee» can be any of the actors"),
    ]
    assert [(line, column) for line, column, _ in told] == [(line, column) for line, column, _ in expected]
    for (_, _, sentence), (_, _, start) in zip(told, expected, strict=True):
        assert sentence.startswith(start)


def test_nothing_at_all_is_stored_of_a_file_that_is_refused(desk: Desk) -> None:
    assert desk.annotate(FAULTY).outcome == "refused"
    tables = (
        "articles",
        "versions",
        "passages",
        "actors",
        "claims",
        "statements",
        "topics",
        "annotation_files",
    )
    assert [desk.count(table) for table in tables] == [0] * len(tables)


def test_a_refused_edit_leaves_what_was_loaded_before(desk: Desk) -> None:
    desk.annotate("claims: [{claim: It opened., quote: Monday}]")
    before = desk.database.claims()
    assert desk.annotate("article: {title: New}\n" + FAULTY.lstrip()).outcome == "refused"
    assert desk.database.claims() == before


def test_a_refused_file_does_not_stop_the_others(desk: Desk) -> None:
    desk.write("a.txt", "It fell.")
    desk.write("a.claims.yaml", "claimsdb: 1\nclaims: [{claim: A., quote: rose}]\n")
    desk.write("b.txt", "It fell.")
    assert [each.outcome for each in desk.load().outcomes] == ["refused", "added"]
    assert [each.file for each in desk.database.articles()] == ["b.txt"]


def test_a_missing_text_is_told_at_the_article_of_the_annotation(desk: Desk) -> None:
    desk.write("a.claims.yaml", "claimsdb: 1\narticle:\n  file: gone.txt\n")
    (problem,) = desk.load_one().problems
    assert problem.place.line == 3
    assert "its text gone.txt is not there" in problem.sentence
