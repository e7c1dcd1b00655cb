"""What is recorded of an article: what its annotation gives, then what its own text says, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.rows import ArticleRow
    from tests.actions.conftest import Desk

PAGE = (
    "<html lang='fr'><head><title>Own title</title>"
    "<meta property='og:site_name' content='Own outlet'></head><body><p>Un pont.</p></body></html>"
)


def article(desk: Desk, note: str = "", name: str = "page.claims.yaml") -> ArticleRow:
    desk.write("page.html", PAGE)
    desk.write(name, f"claimsdb: 1\narticle: {{file: page.html, {note}}}\n")
    desk.load(name)
    (row,) = desk.database.articles()
    return row


def test_what_the_annotation_leaves_out_is_what_the_text_says_of_itself(desk: Desk) -> None:
    row = article(desk, "title: Noted title")
    assert (row.title, row.outlet, row.language, row.published) == ("Noted title", "Own outlet", "fr", None)


def test_a_written_unknown_outranks_what_the_text_says(desk: Desk) -> None:
    assert article(desk, "outlet: null").outlet is None


def test_edited_metadata_is_recorded_and_the_file_told_as_updated(desk: Desk) -> None:
    article(desk, "title: Old, outlet: Post, published: 2017-02, authors: [Ann, Ben]")
    desk.write(
        "page.claims.yaml",
        "claimsdb: 1\narticle: {title: New, outlet: POST, published: 2018, authors: [Ben]}",
    )
    outcome = desk.load_one("page.claims.yaml")
    assert (outcome.outcome, bool(outcome.claims)) == ("updated", False)
    (row,) = desk.database.articles()
    assert (row.title, row.outlet, row.published, row.authors) == ("New", "Post", "2018", ("Ben",))
    assert desk.load_one("page.claims.yaml").outcome == "unchanged"


def test_metadata_taken_out_of_the_annotation_are_those_of_the_text_again(desk: Desk) -> None:
    article(desk, "title: Noted title, published: 2017")
    row = article(desk)
    assert (row.title, row.published) == ("Own title", None)


def test_a_second_annotation_file_does_not_undo_what_the_first_gave(desk: Desk) -> None:
    article(desk, "title: Noted title, published: 2017")
    row = article(desk, "published: 2018", name="second.claims.yaml")
    assert (row.title, row.published) == ("Noted title", "2018")
