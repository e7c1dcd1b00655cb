"""BibTeX, read back by a parser that is not ours."""

from __future__ import annotations

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.formats.bibliography.bibtex import latex, write_bibtex
from claimsdb.records.references import CitedArticle, CitedAuthor


def article(number: int = 12, **said: object) -> CitedArticle:
    known = {"title": None, "outlet": None, "published": None, "authors": (), "language": None, "url": None}
    return CitedArticle(number, accessed=None, **{**known, **said})  # type: ignore[arg-type]


def fields(written: CitedArticle) -> dict[str, str]:
    library = parse_string("".join(write_bibtex([written])))
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"": entry.entry_type, "key": entry.key, **{each.key: each.value for each in entry.fields}}


def test_an_article_is_an_entry_with_a_key_in_ascii() -> None:
    known = fields(
        article(title="Rain", outlet="Post", published="2017-02-15", authors=(CitedAuthor("Zoë Ångström"),))
    )
    assert known == {
        "": "article",
        "key": "angstrom-2017-12",
        "title": "{Rain}",
        "author": "Ångström, Zoë",
        "journal": "Post",
        "date": "2017-02-15",
        "year": "2017",
        "month": "feb",
    }


def test_keys_are_never_alike_whatever_articles_are_called() -> None:
    titles = ["毛泽东", "???", "A", "a", "a-1", ""]
    written = "".join(
        write_bibtex(article(number, title=title or None) for number, title in enumerate(titles))
    )
    entries = parse_string(written).entries
    assert len({each.key for each in entries}) == len(titles)
    assert all(each.key.isascii() for each in entries)


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [
        ("Ludwig van Beethoven", None, "van Beethoven, Ludwig"),
        ("Martin Luther King, Jr.", None, "King, Jr., Martin Luther"),
        ("Barnes and Noble", None, "{Barnes and Noble}"),
        ("R&D Group", "organisation", r"{R\&D Group}"),
        ("毛泽东", "person", "{毛泽东}"),
    ],
)
def test_names_are_written_so_that_they_are_taken_apart_again(
    name: str, kind: str | None, written: str
) -> None:
    assert fields(article(title="T", authors=(CitedAuthor(name, kind),)))["author"] == written


def test_several_authors_are_several_to_another_parser() -> None:
    authors = (CitedAuthor("Sara Lee"), CitedAuthor("Black and Decker", "organisation"))
    text = "".join(write_bibtex([article(title="T", authors=authors)]))
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    first, second = library.entries[0]["author"]
    assert (first.first, first.last, second.last) == (["Sara"], ["Lee"], ["{Black and Decker}"])


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1912~", {"date": "1912~", "year": "1912"}),
        ("2015/2017", {"date": "2015/2017"}),
        ("2017-21", {"date": "2017-21", "year": "2017"}),
        ("[2016,2017]", {"note": "issued: [2016,2017]"}),
        ("2017-02-15T10:00:00Z", {"note": "issued: 2017-02-15T10:00:00Z", "year": "2017", "month": "feb"}),
    ],
)
def test_a_date_stands_as_biblatex_has_it_and_as_bibtex_has_it(edtf: str, said: dict[str, str]) -> None:
    known = fields(article(title="T", published=edtf))
    assert {name: known[name] for name in ("date", "note", "year", "month") if name in known} == said


def test_an_address_stays_an_address() -> None:
    known = fields(article(title="T", url="https://example.org/a_b?c=%20&d={e}\\#f~g"))
    assert known["url"] == r"https://example.org/a_b?c=%20&d=%7Be%7D%5C#f~g"
    assert known[""] == "online"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_whatever_a_title_holds_the_parser_finds_the_entry_whole(title: str) -> None:
    known = fields(article(title=title, outlet=title, authors=(CitedAuthor(title),)))
    assert known["title"] == f"{{{latex(title)}}}"
    assert known["journal"] == latex(title)


def test_what_latex_reads_as_its_own_is_printed() -> None:
    special = r"100% & $5_a #1 ~x^2 {y} \z"
    text = "".join(write_bibtex([article(outlet=special)]))
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.entries[0]["journal"].replace("ˆ", "^") == special
    assert latex("a } b { c") == r"a \textbraceright{} b \textbraceleft{} c"
