"""What is recorded of an article: what its annotation gives, then what its own text says, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.records.rows import OriginRow
from claimsdb.records.texts import Fact

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


def test_where_each_field_comes_from_is_kept_and_told(desk: Desk) -> None:
    desk.write(
        "page.html",
        "<html lang=fr><title>Un pont | Le Fil</title><meta property='og:site_name' content='Le Fil'>"
        "<meta name=author content='A. Plume'><meta name=author content='B. Stylo'><p>Un pont.",
    )
    desk.load("page.html")
    detail = desk.database.article("page.html")
    assert detail.facts == (
        Fact("author", 1, "A. Plume", "meta:author", inferred=False),
        Fact("author", 2, "B. Stylo", "meta:author", inferred=False),
        Fact("language", 1, "fr", "html:lang", inferred=False),
        Fact("outlet", 1, "Le Fil", "og:site_name", inferred=False),
        Fact("title", 1, "Un pont", "title", inferred=True),
    )
    assert detail.origins == (
        OriginRow("title", "title", inferred=True, version=1),
        OriginRow("outlet", "og:site_name", inferred=False, version=1),
        OriginRow("authors", "meta:author", inferred=False, version=1),
        OriginRow("language", "html:lang", inferred=False, version=1),
    )


def test_an_annotation_outranks_the_page_whose_words_are_kept(desk: Desk) -> None:
    article(desk, "title: Noted title, outlet: null, language: fr")
    detail = desk.database.article("page.html")
    assert [(each.field, each.value) for each in detail.facts] == [
        ("language", "fr"),
        ("outlet", "Own outlet"),
        ("title", "Own title"),
    ]
    assert detail.origins == (
        OriginRow("title", "annotation", inferred=False, version=None),
        OriginRow("language", "html:lang", inferred=False, version=1),
    )


def test_each_version_keeps_what_it_said(desk: Desk) -> None:
    desk.write("page.html", PAGE)
    desk.load("page.html")
    desk.write("page.html", PAGE.replace("Own title", "New title").replace("Un pont", "Deux ponts"))
    desk.load("page.html")
    detail = desk.database.article("page.html")
    assert detail.version == 2
    assert [each.value for each in detail.facts if each.field == "title"] == ["New title"]
    assert (detail.article.title, detail.origins[0]) == (
        "Own title",
        OriginRow("title", "title", inferred=False, version=1),
    )
    assert desk.count("version_facts") == 6


def test_facts_go_out_with_all_tables(desk: Desk) -> None:
    article(desk)
    desk.database.export_csv(desk.folder / "csv")
    lines = (desk.folder / "csv" / "version_facts.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "version_id,field,position,value,source,inferred"
    assert lines[1:] == [
        "1,language,1,fr,html:lang,0",
        "1,outlet,1,Own outlet,og:site_name,0",
        "1,title,1,Own title,title,0",
    ]


SAVED = """<!doctype html><html><head><title>Bridge opened</title>
<link rel="canonical" href="{address}"></head><body><nav>{chrome}</nav>
<p>The minister opened the new bridge over the river on Monday, and a band played for an hour.</p>
<p>Engineers warned that the old cables are rusty, which the mayor denied in a long speech.</p>
</body></html>"""


def test_a_page_saved_twice_is_one_article_and_other_chrome_disturbs_nothing(desk: Desk) -> None:
    address = "https://example.org/news/bridge"
    desk.write("monday.html", SAVED.format(address=address, chrome="Home"))
    desk.load()
    desk.database.add_claim(1, claim="Cables rust.", quote="the old cables are rusty")
    desk.write("tuesday.html", SAVED.format(address=address, chrome="Home | Weather | 3 new messages"))
    assert desk.load_one("tuesday.html").outcome == "new version"
    (row,) = desk.database.claims()
    assert (row.article_id, row.version, row.outcome) == (1, 2, "exact")
    assert desk.load_one("tuesday.html").outcome == "unchanged"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://example.org/", ""),
        ("https://example.org/news/bridge", "another"),
    ],
    ids=["the address of a site", "the address of another page"],
)
def test_an_address_alone_makes_no_version(desk: Desk, address: str, words: str) -> None:
    desk.write("monday.html", SAVED.format(address=address, chrome="Home"))
    desk.load()
    other = SAVED.format(address=address, chrome="Home")
    if words:
        other = other[: other.index("<p>")] + "<p>" + "Rain fell on the hills and it was cold. " * 3 + "</p>"
    desk.write("tuesday.html", other.replace("Engineers", "Experts"))
    assert desk.load_one("tuesday.html").outcome == "added"


def test_two_captures_of_a_page_in_one_load_are_one_article(desk: Desk) -> None:
    address = "https://example.org/news/bridge"
    desk.write("a/monday.html", SAVED.format(address=address, chrome="Home"))
    desk.write("a/tuesday.html", SAVED.format(address=address, chrome="Home | Weather"))
    assert [each.outcome for each in desk.load("a").outcomes] == ["added", "new version"]
