"""A report is a site whose pages are right by themselves: strict, whole, and harmless whatever they show."""

from __future__ import annotations

import csv
import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import pytest

from claimsdb.errors.exports import CannotWriteError, TargetInTheWayError
from claimsdb.exports.html import folder
from claimsdb.formats.html.frame import POLICY
from claimsdb.library import open_database
from tests.reported import ADDRESSES, AFTER, ARABIC, EVIL, GOOD, TALKS, fill

if TYPE_CHECKING:
    from claimsdb.library import Database

VOID: Final = {"meta", "link"}
KNOWN: Final = {
    *("html", "head", "meta", "title", "link", "body", "header", "nav", "main", "footer", "section", "div"),
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "caption", "thead"),
    *("tbody", "tr", "th", "td", "a", "bdi", "span", "mark", "sup", "q", "time", "strong", "code"),
}
ATTRIBUTES: Final = {
    *(
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "rel",
        "href",
        "type",
        "class",
        "id",
        "dir",
        "scope",
    ),
    *("tabindex", "role", "datetime", "value", "aria-label", "aria-current", "aria-hidden"),
}
INLINE: Final = {"a", "bdi", "span", "mark", "sup", "q", "time", "strong", "code"}


class Page(HTMLParser):
    """A page, held to be well-formed: every element is known, closed, and in its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.policies: list[str] = []
        self.titles: list[str] = []
        self.tables: list[list[str]] = []
        self.text: list[str] = []
        self.words: dict[str, list[str]] = {}
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_bytes().decode())
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert tag in KNOWN, tag
        assert len(names) == len(set(names))
        assert set(names) <= ATTRIBUTES, names
        given = {name: value or "" for name, value in attrs}
        above = [each for each, _ in self._open]
        assert "p" not in above or tag in INLINE, (above, tag)
        assert tag != "a" or "a" not in above
        self._take(tag, given)
        if tag not in VOID:
            self._open.append((tag, given))

    def _take(self, tag: str, given: dict[str, str]) -> None:
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.headings += [int(tag[1])] if tag in {"h1", "h2", "h3"} else []
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(given["content"])
        if tag == "table":
            self.tables.append([])
        if tag in {"caption", "th"}:
            assert tag == "caption" or given["scope"] in {"col", "row"}
            self.tables[-1].append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if [tag for tag, _ in self._open][-1:] == ["title"]:
            self.titles.append(data)
        self.text.append(data)
        for tag, given in self._open:
            self.words.setdefault(f"{tag}.{given.get('class', '')}", []).append(data)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(tag, attrs)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def said(self) -> str:
        """Return all words of the page."""
        return "".join(self.text)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a database that has everything."""
    home = tmp_path_factory.mktemp("report")
    with open_database(home / "claims.db", create=True) as database:
        fill(database, home)
        database.export_html(home / "site", title="<b>Who & what</b>")
    return home / "site"


@pytest.fixture(scope="module")
def pages(report: Path) -> dict[str, Page]:
    return {path.relative_to(report).as_posix(): Page(path) for path in sorted(report.rglob("*.html"))}


def test_every_page_is_well_formed_and_forbids_what_it_does_not_need(pages: dict[str, Page]) -> None:
    assert len(pages) > 60
    assert {tuple(page.policies) for page in pages.values()} == {(POLICY,)}
    assert "script" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_titles_are_unique_and_say_which_report_it_is(pages: dict[str, Page]) -> None:
    titles = ["".join(page.titles) for page in pages.values()]
    assert not [title for title, count in Counter(titles).items() if count > 1]
    assert all(title.endswith("<b>Who & what</b>") for title in titles)
    assert not any("\u202e" in title or "\n" in title for title in titles)


def test_headings_are_in_order_and_each_page_has_one_of_its_own(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.headings.count(1) == 1
        assert page.headings[0] == 1
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps)


def test_every_link_within_the_report_leads_somewhere(report: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (report / name).parent / unquote(parts.path) if parts.path else report / name
            assert target.is_file(), (name, link)
            if parts.fragment:
                other = pages[target.resolve().relative_to(report.resolve()).as_posix()]
                assert parts.fragment in other.ids, (name, link)


def test_only_addresses_of_the_web_become_links(pages: dict[str, Page]) -> None:
    outside = {link for page in pages.values() for link in page.links if urlsplit(link).scheme}
    assert outside == {GOOD, "https://example.org/check", "https://example.org/x", ADDRESSES[-1]}
    for address in ADDRESSES:
        assert any(" ".join(address.split()) in page.said() for page in pages.values())


def test_every_page_can_be_reached_from_the_first(pages: dict[str, Page]) -> None:
    reached, new = set(), {"index.html"}
    while new:
        reached |= new
        links = {
            (Path(name).parent / urlsplit(link).path).as_posix()
            for name in new
            for link in pages[name].links
            if not urlsplit(link).scheme and urlsplit(link).path.endswith(".html")
        }
        flat = {str(Path(*_without_dots(Path(link).parts))) for link in links}
        new = flat - reached
    assert reached == set(pages)


def _without_dots(parts: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for part in parts:
        if part == "..":
            kept.pop()
        else:
            kept.append(part)
    return kept


def test_tables_have_a_caption_and_cells_that_head_them(pages: dict[str, Page]) -> None:
    tables = [table for page in pages.values() for table in page.tables]
    assert tables
    assert all(table[0] == "caption" and table.count("th") > 1 for table in tables)


def test_the_words_of_others_come_through_as_they_are(pages: dict[str, Page]) -> None:
    hostile = [page for page in pages.values() if "<script>alert(1)</script>" in page.said()]
    assert len(hostile) > 20
    assert any(EVIL in page.said() for page in hostile)
    assert any("\ufffd[31mred\ufffd" in page.said() for page in pages.values())


@pytest.mark.parametrize("text", [TALKS, ARABIC, AFTER])
def test_a_text_is_shown_whole_with_signs_around_its_passages(text: str, pages: dict[str, Page]) -> None:
    shown = [
        page
        for name, page in pages.items()
        if name.startswith("articles/") and text[:10] in "".join(page.words.get("div.text", ()))
    ]
    (page,) = shown
    signs = {"⟦", "⟧", *map(str, range(10))}
    words = "".join(each for each in page.words["div.text"] if each not in signs)
    assert "".join(words.split()) == "".join(text.split())


def test_overlapping_passages_and_parts_are_marked_each_by_its_number(report: Path) -> None:
    found = (report / "articles" / "1.html").read_text()
    text = found[found.index('<div class="text"') :]
    first, second = text.index('id="p3"'), text.index('id="p3-2"')
    assert text.index('<mark class="d2">the talks</mark>') > first
    assert text.index('<mark class="d2">had ended in Geneva</mark>') > text.index('id="p4"') > first
    assert text.index('<mark class="d1">, and that they</mark>') < second
    assert text.index('<mark class="d1">would go on in Astana</mark>') > second
    assert text.count('href="#s3"') == 2


def test_a_carried_passage_says_what_became_of_it_and_where_it_was_quoted(pages: dict[str, Page]) -> None:
    (said,) = (
        page.said()
        for page in pages.values()
        if "The bridge collapsed" in page.said() and "Versions" in page.said()
    )
    assert "altered in version 2, waiting; it was The bridge fell in March; quoted in version 1, 0–24" in said
    assert "exact in version 2" in said or "moved in version 2" in said
    assert "On earlier versions only" in said
    assert "gone in the newest version, this is version 1" in said


def test_a_claim_shows_its_chain_relations_reviews_and_evidence(pages: dict[str, Page]) -> None:
    said = pages["claims/1.html"].said()
    for words in (
        "Jane Doe (possibly Minister of Ruritania), as told by The Example asserts this",
        "source ⟨The minister⟩",
        "cue ‹said›",
        "contradicts The talks go on in Astana.They cannot both be.",
        "14 February 2017 2017-02-14",
        "“Half true” (3, from 1 to 5)",
        "Two officials denied it",
        "asserted in 1 statement, 1 article, 1 outlet, 1 speaker: 1 line of evidence",
        "is denied (1 line of evidence)",
    ):
        assert words in said
    assert "is contradicted by" in pages["claims/2.html"].said()
    assert "rejected" in pages["claims/3.html"].said()


def test_an_actor_shows_names_roles_and_what_is_claimed_by_and_about_it(pages: dict[str, Page]) -> None:
    said = pages["actors/1.html"].said()
    for words in ("Jane Doe; Doe", "wikidata:Q1", "Minister of Ruritania", "2016 (approximately)"):
        assert words in said
    assert "Claimed by Jane Doe: 2" in said
    assert "Claimed about Jane Doe: 2" in said


def test_what_is_not_known_is_said_to_be_unknown(pages: dict[str, Page]) -> None:
    said = pages["articles/12.html"].said()
    assert "outletunknown" in said
    assert "publishedunknown" in said


def test_the_tables_lie_beside_and_are_those_of_the_csv_export(report: Path) -> None:
    with (report / "csv" / "flat.csv").open(newline="") as stream:
        assert len(list(csv.DictReader(stream))) > 20
    package: dict[str, Any] = json.loads((report / "csv" / "datapackage.json").read_text())
    assert {each["path"] for each in package["resources"]} == {
        path.name for path in (report / "csv").glob("*.csv")
    }


def _contents(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()
    }


def test_the_same_database_makes_the_same_bytes(seeded: Database, tmp_path: Path) -> None:
    for name in ("one", "two"):
        seeded.export_html(tmp_path / name)
    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")


def test_an_empty_database_makes_a_report_too(database: Database, tmp_path: Path) -> None:
    database.export_html(tmp_path / "out")
    assert sum(1 for _ in (tmp_path / "out").rglob("*.html")) == 6


def test_long_lists_are_cut_into_pages(
    seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "ROWS", 3)
    monkeypatch.setattr("claimsdb.exports.html.articles.ROWS", 3)
    monkeypatch.setattr("claimsdb.exports.html.actors.ROWS", 3)
    monkeypatch.setattr("claimsdb.exports.html.export.ROWS", 3)
    seeded.export_html(tmp_path / "out")
    site = tmp_path / "out"
    assert (site / "claims" / "index-34.html").is_file()
    assert not (site / "claims" / "index-35.html").exists()
    claim = next(site.glob("claims/1-2.html"))
    assert "page 2 of 2" in Page(claim).said()
    assert list(site.glob("actors/*-about-2.html"))
    found = {path.relative_to(site).as_posix(): Page(path) for path in sorted(site.rglob("*.html"))}
    test_every_link_within_the_report_leads_somewhere(site, found)
    test_every_page_can_be_reached_from_the_first(found)
    test_titles = Counter("".join(page.titles) for page in found.values())
    assert set(test_titles.values()) == {1}


def test_a_report_replaces_an_earlier_one_and_leaves_what_lies_beside_it(
    seeded: Database, database: Database, tmp_path: Path
) -> None:
    seeded.export_html(tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    database.export_html(tmp_path / "out")
    assert not (tmp_path / "out" / "claims" / "1.html").exists()
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["claims/notes.html", "csv/mine.txt", "site/1/2", "actors"])
def test_a_report_that_holds_what_is_not_its_own_is_left_alone(
    name: str, seeded: Database, tmp_path: Path
) -> None:
    seeded.export_html(tmp_path / "out")
    place = tmp_path / "out" / name
    if place.is_dir():
        place.rename(tmp_path / "away")
    place.parent.mkdir(exist_ok=True)
    place.write_text("mine")
    before = _contents(tmp_path / "out")
    with pytest.raises(TargetInTheWayError):
        seeded.export_html(tmp_path / "out")
    assert _contents(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["index.html", "notes.txt"])
def test_a_folder_of_somebody_elses_is_left_alone(name: str, seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("<p>mine</p>")
    with pytest.raises(TargetInTheWayError, match="is not an export of claimsdb: nothing was written"):
        seeded.export_html(tmp_path / "out")
    assert _contents(tmp_path / "out") == {name: b"<p>mine</p>"}


def test_a_failure_leaves_the_earlier_report_as_it_was(
    seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded.export_html(tmp_path / "out", title="First")
    before = _contents(tmp_path)
    real, written = folder.Site.put, iter(range(1000))

    def failing(self: folder.Site, name: str, page: str) -> None:
        if next(written) == 50:
            raise OSError(28, "No space left on device")
        real(self, name, page)

    monkeypatch.setattr(folder.Site, "put", failing)
    with pytest.raises(CannotWriteError, match="No space left on device"):
        seeded.export_html(tmp_path / "out")
    assert _contents(tmp_path) == before


@pytest.mark.parametrize("step", [1, 4, 8, 9, 16])
def test_a_failure_while_it_is_moved_into_place_leaves_the_earlier_report(
    step: int, seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded.export_html(tmp_path / "out", title="First")
    before = _contents(tmp_path)
    real, moved = Path.rename, iter(range(1, 1000))

    def failing(self: Path, target: Path) -> Path:
        if next(moved) == step:
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(CannotWriteError):
        seeded.export_html(tmp_path / "out")
    monkeypatch.undo()
    assert _contents(tmp_path) == before
