"""RIS as reference managers and databases of newspapers write it; a reader that is not ours reads ours."""

from __future__ import annotations

import pytest
import rispy

from claimsdb.errors.base import ClaimsDBError
from claimsdb.formats.bibliography.ris import read_ris
from claimsdb.formats.bibliography.ris_reading import name_of, ris_note
from claimsdb.formats.bibliography.ris_writing import write_ris
from claimsdb.records.place import Place
from claimsdb.records.references import CitedArticle, CitedAuthor, ItemNote
from claimsdb.records.texts import Metadata


def notes(text: str) -> list[ItemNote]:
    return [
        ris_note(item, Place("export.ris", item.line)) for item in read_ris(text.splitlines(keepends=True))
    ]


def note(*lines: str) -> ItemNote:
    (found,) = notes("\n".join(["TY  - NEWS", "TI  - T", *lines, "ER  - "]))
    return found


ZOTERO = """TY  - NEWS\r
TI  - Bridge “trouble”\r
AU  - Kassis, Randa\r
AU  - King, Martin Luther, Jr.\r
AU  - BBC News\r
T2  - Daily Post\r
DA  - 2017/02/15/\r
PY  - 2017\r
LA  - en-GB\r
UR  - https://example.org/bridge\r
Y2  - 2020/01/01/\r
L1  - C:\\papers\\bridge one.pdf\r
ER  - \r
\r
"""


def test_an_item_of_zotero_is_read() -> None:
    (item,) = notes(ZOTERO)
    authors = ("Randa Kassis", "Martin Luther King, Jr.", "BBC News")
    assert item.metadata == Metadata(
        "Bridge “trouble”", "Daily Post", "2017-02-15", authors, "en-GB", "https://example.org/bridge"
    )
    assert "bridge one" in item.called
    assert item.notes == ()


def test_what_older_programs_write_is_read_too() -> None:
    text = "\ufeff1.\nty  - JOUR\nT1 - A title\n  that goes on\nA1  - Eve,\nJO  - Post\nY1  - 2017///Spring\n"
    first, second = notes(
        f"{text}AN  - X1\nTY  - ELEC\nTI  - No end\nTI  - Another\nN2  - words\n\nmore words\n\x1a"
    )
    assert first.metadata == Metadata("A title that goes on", "Post", "2017-21", ("Eve",))
    assert first.key == "X1"
    assert second.metadata == Metadata("No end")


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        (["PY  - 2017"], "2017"),
        (["PY  - 2017//"], "2017"),
        (["Y1  - 2017/02//"], "2017-02"),
        (["DA  - 2017/2/5"], "2017-02-05"),
        (["PY  - 2017", "DA  - Feb 15"], "2017-02-15"),
        (["PY  - 2017", "DA  - 2017-02-15"], "2017-02-15"),
        (["DA  - 15 February 2017"], "2017-02-15"),
        (["PY  - 1912///circa"], "1912~"),
        (["PY  - 1912", "N1  - issued: 1912?"], "1912?"),
        ([], None),
    ],
)
def test_a_date_is_read_wherever_it_stands(lines: list[str], edtf: str | None) -> None:
    assert (note(*lines).metadata.published, note(*lines).notes) == (edtf, ())


@pytest.mark.parametrize(
    ("lines", "edtf", "told"),
    [
        (["DA  - 05/02/2017"], None, "«05/02/2017» cannot be read"),
        (["PY  - 2016", "DA  - 2017/02/15"], None, "are not one, and the date stays unknown"),
        (["PY  - 2017///Spring-Summer"], "2017", "cannot be read whole"),
        (["PY  - 2017/13//"], None, "cannot be read and stays unknown"),
        (["PY  - in press"], None, "cannot be read"),
    ],
)
def test_a_date_that_cannot_be_read_is_told(lines: list[str], edtf: str | None, told: str) -> None:
    item = note(*lines)
    assert item.metadata.published == edtf
    assert told in item.notes[0]


def test_of_several_addresses_the_first_of_the_web_is_taken() -> None:
    assert note("UR  - see <https://example.org/a>; b").metadata.url == "https://example.org/a>"
    assert note("UR  - doc 7", "L2  - http://example.org/b").metadata.url == "http://example.org/b"
    assert note("DO  - 10.1000/x").metadata.url == "https://doi.org/10.1000/x"


def test_the_outlet_of_a_book_is_its_publisher_and_not_its_series() -> None:
    (book,) = notes("TY  - BOOK\nTI  - A\nT2  - Series\nPB  - Press\n")
    assert book.metadata.outlet == "Press"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Plato", "Plato"),
        ("Foo, Bar & Co,", "Foo, Bar & Co"),
        ("a, b, c, d", "a, b, c, d"),
        ("毛, 泽东", "毛泽东"),
    ],
)
def test_a_name_is_turned_round_unless_it_is_no_persons(written: str, name: str) -> None:
    assert name_of(written) == name


def test_a_tag_outside_of_an_item_is_an_item_with_a_fault() -> None:
    stray, item = read_ris(["AU  - Eve\n", "TY  - NEWS\n", "ER  - \n", "ER  - \n"])
    assert (stray.line, item.line, item.fault) == (1, 2, None)
    with pytest.raises(ClaimsDBError, match="belongs to no item"):
        ris_note(stray, Place("x"))


def test_an_item_that_does_not_end_is_refused_and_no_more_of_it_is_kept() -> None:
    (item,) = read_ris(["TY  - NEWS\n", *(["N2  - " + "x" * 1_000_000] * 9)])
    assert item.values == {}
    with pytest.raises(ClaimsDBError, match="more than 8,000,000 characters"):
        ris_note(item, Place("x"))


def test_another_reader_of_ris_reads_what_is_written() -> None:
    authors = (
        CitedAuthor("Ludwig van Beethoven"),
        CitedAuthor("BBC, News", "organisation"),
        CitedAuthor("毛泽东"),
    )
    article = CitedArticle(
        12, "Bridge\n“trouble”", "Daily Post", "2017-02", authors, "en", "https://example.org/a", "2026-11-26"
    )
    (read,) = rispy.loads("".join(write_ris([article])))
    assert read == {
        "type_of_reference": "NEWS",
        "id": "claimsdb-article-12",
        "title": "Bridge “trouble”",
        "authors": ["van Beethoven, Ludwig", "BBC, News,", "毛泽东"],
        "secondary_title": "Daily Post",
        "year": "2017",
        "date": "2017/02//",
        "urls": ["https://example.org/a"],
        "language": "en",
        "access_date": "2026/11/26/",
    }


def test_what_another_writer_of_ris_makes_is_read() -> None:
    entry = {"type_of_reference": "NEWS", "title": "Rain", "authors": ["Lee, Sara"], "year": "2017"}
    (item,) = notes(rispy.dumps([entry]))
    assert item.metadata == Metadata("Rain", None, "2017", ("Sara Lee",))
