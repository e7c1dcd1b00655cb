"""CSL-JSON: items of Zotero and Mendeley are read; a processor that is not ours renders what is written."""

from __future__ import annotations

import json
import re
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from claimsdb.errors.base import ClaimsDBError
from claimsdb.formats.bibliography.csl_dates import issued
from claimsdb.formats.bibliography.csl_reading import csl_note
from claimsdb.formats.bibliography.csl_writing import csl_item, write_csl
from claimsdb.formats.json_strict import read_json
from claimsdb.records.place import Place
from claimsdb.records.references import CitedArticle, CitedAuthor

if TYPE_CHECKING:
    from claimsdb.records.references import ItemNote


def note(**item: Any) -> ItemNote:
    node, _repeated = read_json(json.dumps({"title": "T", **item}).encode(), Place("library.json", 7))
    return csl_note(node)


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"date-parts": [[2017]]}, "2017"),
        ({"date-parts": [["2017", "2"]]}, "2017-02"),
        ({"date-parts": [[2017, 2, "15"]]}, "2017-02-15"),
        ({"date-parts": [[2017, 2.0, 0]]}, "2017-02"),
        ({"date-parts": [[2015], [2017]]}, "2015/2017"),
        ({"date-parts": [[2017, 2, 15], [2017, 3, 1]]}, "2017-02-15/2017-03-01"),
        ({"date-parts": [[1912]], "circa": True}, "1912~"),
        ({"date-parts": [[1912]], "circa": "1"}, "1912~"),
        ({"date-parts": [[1912]], "circa": 0}, "1912"),
        ({"date-parts": [[1912], [1914]], "circa": 1}, "1912~/1914~"),
        ({"date-parts": [[2017]], "season": "1"}, "2017-21"),
        ({"date-parts": [[2017]], "season": "winter"}, "2017-24"),
        ({"date-parts": [[2017, 22]]}, "2017-22"),
        ({"date-parts": [[2017, 5]], "season": 2}, "2017-05"),
        ({"date-parts": [[45]]}, "0045"),
        ({"raw": "February 15, 2017"}, "2017-02-15"),
        ({"literal": "Spring 2017"}, "2017-21"),
        ({"date-parts": [["17"]], "raw": "2017"}, "2017"),
        ("2017-02", "2017-02"),
        (2017, "2017"),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": []}, None),
        ({}, None),
        ("", None),
    ],
)
def test_a_date_is_read_as_edtf(date: Any, edtf: str | None) -> None:
    item = note(issued=date)
    assert (item.metadata.published, item.notes) == (edtf, ())


@pytest.mark.parametrize(
    "date",
    [
        {"date-parts": [["17"]]},
        {"date-parts": [[2017, 13]]},
        {"date-parts": [[2017, 2, 30]]},
        {"date-parts": [[2017, 2, 1, 1]]},
        {"date-parts": [[2018], [2017]]},
        {"date-parts": [[2017], [2018], [2019]]},
        {"date-parts": [[-50]]},
        {"date-parts": [[12017]]},
        {"date-parts": [[True]]},
        {"date-parts": [{}]},
        {"date-parts": 2017},
        {"date-parts": [[2017]], "season": "rainy"},
        {"raw": "05/02/2017"},
        {"raw": ["2017"]},
        {"literal": "n.d."},
        [2017],
        True,
    ],
)
def test_a_date_that_cannot_be_read_stays_unknown_and_is_told(date: Any) -> None:
    item = note(issued=date)
    assert item.metadata.published is None
    (told,) = item.notes
    assert "cannot be read, and stays unknown" in told


def test_a_line_of_the_note_outranks_the_date_that_csl_can_say() -> None:
    assert note(issued={"literal": "1950?"}, note="seen\nIssued: 1950?\n").metadata.published == "1950?"
    assert note(issued={"date-parts": [[2017]]}, note="issued: soon").metadata.published == "2017"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([{"family": "Kassis", "given": "Randa"}], ("Randa Kassis",)),
        ([{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}], ("Ludwig van Beethoven",)),
        ([{"family": "King", "given": "M. L.", "suffix": "Jr.", "comma-suffix": True}], ("M. L. King, Jr.",)),
        ([{"family": "Smith", "given": "John", "suffix": "III"}], ("John Smith III",)),
        ([{"family": "Mao", "given": "Zedong", "static-ordering": True}], ("Mao Zedong",)),
        ([{"family": "毛", "given": "泽东"}], ("毛泽东",)),
        ([{"literal": "BBC  News"}, {"family": "Plato", "given": ""}, {}], ("BBC News", "Plato")),
        (["Agence France-Presse"], ("Agence France-Presse",)),
        ([], ()),
    ],
)
def test_names_are_read_as_they_are_said(names: list[Any], said: tuple[str, ...]) -> None:
    assert note(author=names).metadata.authors == said


def test_outlet_editors_address_and_language_are_found_where_programs_put_them() -> None:
    editor = [{"literal": "Ed"}]
    assert note(publisher="Press", editor=editor).metadata.authors == ("Ed",)
    chapter = note(publisher="Press", editor=editor, **{"container-title": "Post"}).metadata
    assert (chapter.outlet, chapter.authors) == ("Post", ())
    assert note(DOI="doi:10.1000/x1").metadata.url == "https://doi.org/10.1000/x1"
    assert note(DOI="10.1000/x1", URL="https://example.org/a").metadata.url == "https://example.org/a"
    assert note(language="en_US").metadata.language == "en-US"
    english = note(language="English")
    assert english.metadata.language is None
    assert "no tag of BCP 47" in english.notes[0]


def test_the_text_of_an_item_may_be_called_by_its_id_its_key_or_its_doi() -> None:
    called = note(
        id="http://zotero.org/users/1/items/ABCD", DOI="10.1000/x1", **{"citation-key": "kassis17"}
    ).called
    assert {"ABCD", "kassis17", "10.1000_x1", "10.1000-x1", "x1"} <= set(called)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"title": 5}, "title: «5» is no text"),
        ({"title": "a\u0000b"}, "title"),
        ({"author": "Eve"}, "author: «Eve» is no list of names"),
        ({"author": [5]}, "author[0]: «5» is no object"),
        ({"author": [{"family": ["Eve"]}]}, "author[0].family"),
        ({"container-title": ["Post"]}, "container-title"),
        ({"id": {}}, "id: «{}» is no id"),
        ({"id": "x", "title": "  "}, "«x» has no title, address, author, outlet or date"),
        ({"title": None, "issued": {"raw": "n.d."}}, "has no title, address, author, outlet or date"),
    ],
)
def test_an_item_of_wrong_types_is_refused_by_its_field(item: dict[str, Any], told: str) -> None:
    with pytest.raises(ClaimsDBError, match=re.escape(told)):
        note(**item)


ARTICLE = CitedArticle(
    *(12, "Bridge “trouble”", "Daily Post", "2017-02-15"),
    authors=(CitedAuthor("Ludwig van Beethoven"), CitedAuthor("Green Peace", "organisation")),
    language="en",
    url="https://example.org/bridge",
    accessed="2026-11-26",
)


def test_a_processor_of_citations_renders_what_is_written() -> None:
    undated = CitedArticle(13, "Rain", None, "1950?", (), None, None, None)
    items = json.loads("".join(write_csl([ARTICLE, undated])))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it warns of fields that it does not know
        source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    first, second = map(str, bibliography.bibliography())
    assert first.startswith("van Beethoven, L. and Green Peace (2017)")
    assert "Daily Post, 15 February. Available at: https://example.org/bridge" in first
    assert "Rain" in second
    assert "1950?" in second


def test_what_is_written_for_an_article_says_what_kind_of_item_it_is() -> None:
    assert csl_item(ARTICLE)["type"] == "article-newspaper"
    assert csl_item(CitedArticle(1, "T", None, None, (), None, "https://x.org/a", None))["type"] == "webpage"
    assert csl_item(CitedArticle(1, "T", None, None, (), None, None, None)) == {
        "id": "claimsdb-article-1",
        "type": "article",
        "title": "T",
    }


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2017-02", {"date-parts": [[2017, 2]]}),
        ("1912~/1914~", {"date-parts": [[1912], [1914]], "circa": True}),
        ("2017-23~", {"date-parts": [[2017]], "season": 3, "circa": True}),
        ("1912/1914~", {"literal": "1912/1914~"}),
        ("0000", {"literal": "0000"}),
        ("2017-02-15T10:00:00Z", {"literal": "2017-02-15T10:00:00Z"}),
    ],
)
def test_a_date_is_written_as_csl_can_say_it_and_read_again(edtf: str, date: dict[str, Any]) -> None:
    written, line = issued(edtf)
    assert written == date
    assert (line is None) == ("literal" not in date)
    assert note(issued=written, note=line).metadata.published == edtf


def test_no_articles_are_an_empty_list() -> None:
    assert json.loads("".join(write_csl([]))) == []
