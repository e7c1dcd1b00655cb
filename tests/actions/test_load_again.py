from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from claimsdb.records.texts import Fact
from claimsdb.text import html, plain, read
from tests.engines import Where, everything_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.actions.conftest import Desk

ONE_CLAIM = """
    claims:
      - claim: The minister opened the bridge.
        quote: The minister opened the bridge
"""


@pytest.fixture
def loaded(desk: Desk) -> Desk:
    assert desk.annotate(ONE_CLAIM).outcome == "added"
    return desk


def test_the_same_folder_again_changes_nothing(loaded: Desk, empty_place: Where) -> None:
    before = everything_in(empty_place)
    outcome = loaded.load_one()
    assert (outcome.outcome, bool(outcome.claims)) == ("unchanged", False)
    assert everything_in(empty_place) == before


def test_pruning_what_needs_no_pruning_changes_nothing(loaded: Desk, empty_place: Where) -> None:
    before = everything_in(empty_place)
    assert loaded.load_one(prune=True).outcome == "unchanged"
    assert everything_in(empty_place) == before


def test_a_copy_of_the_folder_is_unchanged(loaded: Desk, tmp_path: Path) -> None:
    shutil.copytree(loaded.folder, tmp_path / "copy")
    (outcome,) = loaded.database.load(tmp_path / "copy").outcomes
    assert outcome.outcome == "unchanged"
    assert len(loaded.database.articles()) == 1


@pytest.mark.parametrize("name", ["with space", "новость", "two\nlines", "[b]#%20?"])
def test_files_of_any_name_are_loaded_and_known_again(desk: Desk, name: str) -> None:
    desk.write(f"{name}.txt", "It fell.")
    desk.write(f"{name}.claims.yaml", "claimsdb: 1\nclaims: [{claim: It fell., quote: fell}]")
    assert desk.load_one().outcome == "added"
    assert desk.load_one().outcome == "unchanged"
    assert desk.database.article(f"{name}.txt").article.file == f"{name}.txt"


def test_two_stories_of_one_file_name_are_two_articles(desk: Desk) -> None:
    desk.write("monday/story.txt", "The bridge was opened.")
    desk.write("tuesday/story.txt", "The bridge was closed.")
    report = desk.load("monday", "tuesday")
    assert [each.outcome for each in report.outcomes] == ["added", "added"]
    assert [article.file for article in desk.database.articles()] == ["story.txt", "story.txt"]


def test_one_file_is_the_same_article_when_named_from_another_folder(desk: Desk) -> None:
    desk.write("monday/story.txt", "The bridge was opened.")
    desk.load()
    desk.write("monday/story.txt", "The bridge was opened today.")
    assert desk.load_one("monday/story.txt").outcome == "new version"
    assert desk.load_one("monday").outcome == "unchanged"
    assert [(each.file, each.versions) for each in desk.database.articles()] == [("monday/story.txt", 2)]


def test_a_changed_text_is_a_new_version_and_passages_are_carried_to_it(loaded: Desk) -> None:
    loaded.write("bridge.txt", "Last week it rained. The minister opened the bridge on Monday, we hear.")
    outcome = loaded.load_one()
    assert outcome.outcome == "new version"
    assert not outcome.claims
    assert [(each.outcome, each.words) for each in outcome.carried] == [
        ("exact", "The minister opened the bridge")
    ]
    (row,) = loaded.database.claims()
    assert (row.version, row.start_char, row.outcome) == (2, 21, "exact")
    assert loaded.load_one().outcome == "unchanged"


def test_a_quote_that_only_the_old_wording_has_can_be_claimed_again(loaded: Desk) -> None:
    loaded.write("bridge.txt", "Nothing was opened.")
    outcome = loaded.annotate("""
        claims:
          - claim: The minister opened the bridge.
            quote: The minister opened the bridge
          - claim: A bridge was opened.
            quote: The minister opened the bridge
    """)
    assert outcome.claims.added == ("A bridge was opened.",)
    assert [row.version for row in loaded.database.claims()] == [1, 1]


def test_a_quote_corrected_for_a_new_wording_stands_on_it_and_the_old_passage_stays(loaded: Desk) -> None:
    loaded.write("bridge.txt", "The minister has opened the bridge.")
    outcome = loaded.annotate("""
        claims:
          - claim: The minister opened the bridge.
            quote: The minister has opened the bridge
    """)
    assert outcome.claims.changed == ("The minister opened the bridge.",)
    assert outcome.claims.left_out == ()
    (row,) = loaded.database.claims()
    assert (row.version, row.quote) == (2, "The minister has opened the bridge")
    assert (row.outcome, row.review) == ("altered", "accepted")
    assert row.original_quote == "The minister opened the bridge"
    assert loaded.load_one(prune=True).outcome == "unchanged"


def test_a_text_that_returns_to_an_old_wording_is_unchanged(loaded: Desk) -> None:
    old = (loaded.folder / "bridge.txt").read_bytes()
    loaded.write("bridge.txt", "Nothing was opened.")
    loaded.load()
    loaded.write("bridge.txt", old)
    assert loaded.load_one().outcome == "unchanged"
    assert [each.versions for each in loaded.database.articles()] == [2]


def test_another_reader_of_the_same_bytes_makes_no_new_version(
    loaded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidy = plain.tidy
    monkeypatch.setattr(plain, "READER_VERSION", "2")
    monkeypatch.setattr(plain, "tidy", lambda text, name: tidy(text, name).upper())
    assert loaded.load_one().outcome == "unchanged"
    article = loaded.database.article("bridge.txt")
    assert (article.reader_version, article.text[:12]) == ("1", "The minister")


def test_a_newer_reader_changes_nothing_of_a_page_that_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("page.html", "<title>Un pont</title><p>Un pont.</p>")
    desk.load_one("page.html")
    before = desk.database.article("page.html")
    monkeypatch.setattr(html, "READER_VERSION", "99")
    monkeypatch.setattr(html, "visible_text", lambda _page, *, keep_lines: f"Another text {keep_lines}.")
    monkeypatch.setattr(read, "page_facts", lambda _page: (Fact("title", 1, "Other", "h1", inferred=True),))
    assert desk.load_one("page.html").outcome == "unchanged"
    assert desk.database.article("page.html") == before
    desk.write(
        "page.claims.yaml", "claimsdb: 1\narticle: {outlet: Le Fil}\nclaims: [{claim: A., quote: Un pont}]"
    )
    assert desk.load_one("page.claims.yaml").outcome == "updated"
    after = desk.database.article("page.html")
    assert (after.text, after.facts, after.reader_version) == (
        before.text,
        before.facts,
        before.reader_version,
    )
    assert (after.article.title, after.article.outlet, after.article.versions) == ("Un pont", "Le Fil", 1)
    assert [each.quote for each in after.statements] == ["Un pont"]


def test_a_text_without_annotation_is_an_article_of_which_nothing_is_known(desk: Desk) -> None:
    desk.write("alone.txt", "Only words.")
    assert desk.load_one().outcome == "added"
    (article,) = desk.database.articles()
    assert (article.title, article.outlet, article.published, article.authors) == (None, None, None, ())
    assert desk.load_one().outcome == "unchanged"


def test_claims_stay_when_the_annotation_file_is_gone(loaded: Desk) -> None:
    (loaded.folder / "bridge.claims.yaml").unlink()
    assert loaded.load_one(prune=True).outcome == "unchanged"
    assert len(loaded.said()) == 1


def test_a_renamed_annotation_file_is_known_by_its_bytes(desk: Desk) -> None:
    desk.write("bridge.txt", "The bridge is open.")
    content = "claimsdb: 1\narticle: {file: bridge.txt}\nclaims: [{claim: It is open., quote: is open}]\n"
    old = desk.write("first.claims.yaml", content)
    desk.load()
    old.rename(desk.folder / "second.claims.yaml")
    assert desk.load_one("second.claims.yaml").outcome == "unchanged"
    desk.write("second.claims.yaml", content.replace("It is open.", "The bridge is open."))
    assert desk.load_one("second.claims.yaml").claims.changed == ("The bridge is open.",)
    assert desk.said() == [("The bridge is open.", "is open")]


def test_two_annotation_files_of_one_text_keep_their_own_claims(desk: Desk) -> None:
    desk.write("bridge.txt", "The bridge is open.")
    desk.write(
        "ann.claims.yaml", "claimsdb: 1\narticle: {file: bridge.txt}\nclaims: [{claim: A., quote: bridge}]"
    )
    desk.write(
        "ben.claims.yaml", "claimsdb: 1\narticle: {file: bridge.txt}\nclaims: [{claim: B., quote: open}]"
    )
    first, second = desk.load().outcomes
    assert (first.outcome, second.outcome) == ("added", "updated")
    assert second.notes == ("the text has claims from ann.claims.yaml too, and they stay",)
    assert desk.said() == [("A.", "bridge"), ("B.", "open")]
    assert [each.outcome for each in desk.load(prune=True).outcomes] == ["unchanged", "unchanged"]
