from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.text import (
    BinaryFileError,
    BlankTextError,
    LoneSurrogateError,
    UndecodableTextError,
    UnknownMediaTypeError,
)
from claimsdb.records.texts import Metadata, SourceText
from claimsdb.text.read import read_text, read_wording

SEEDS = Path(__file__).parents[2] / "seeds"


def seed(name: str) -> SourceText:
    return read_text((SEEDS / name).read_bytes(), name=name)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_plain_seed_is_its_own_text() -> None:
    source = seed("000_8f79c17ccdfd389b.txt")
    assert source.text == (SEEDS / "000_8f79c17ccdfd389b.txt").read_bytes().decode()
    assert (source.media_type, source.encoding) == ("text/plain", "utf-8")
    assert (source.reader, source.reader_version, source.metadata) == ("claimsdb-plain", "1", Metadata())
    assert sha256(source.text) == "fa21fa1b4c069174d2a3501bf660d2ed736351afb2eb667b3a30194f26994531"


def test_the_html_seed_is_what_a_person_sees_of_it() -> None:
    source = seed("004_d2651000a0236118.txt")
    begin = (
        "A Strategic Shift in Syrian Conflict Resolution\n\nAl Mayadeen TV\n15 February 2017\n\nSummary:\n\n"
    )
    assert source.text.startswith(begin)
    quote = (
        "she called upon then-President Nursultan Nazarbayev of Kazakhstan to host Syrian peace negotiations"
    )
    assert f"{quote}—a proposal" in source.text
    assert source.text.endswith("first articulated by Randa Kassis.")
    assert not {"<", ">", "iframe"} & set(source.text.replace("<", " < ").replace(">", " > ").split())
    assert "mediadelivery" not in source.text
    assert (source.media_type, source.encoding, source.reader) == ("text/html", "utf-8", "claimsdb-html")
    assert source.metadata == Metadata()
    assert sha256(source.text) == "5e5582ccd1f339485fb1fe7ae8232cb536ab3998315af5abd9dbdaa1af819ba8"


def test_the_reader_names_the_versions_on_which_offsets_depend() -> None:
    assert read_text(b"<p>a</p>", name="a.html").reader_version.startswith("2 selectolax/")
    markdown = read_text(b"# a", name="a.md")
    assert markdown.reader == "claimsdb-markdown"
    assert "selectolax/" in markdown.reader_version
    assert "markdown-it-py/" in markdown.reader_version


def test_an_option_on_which_offsets_depend_is_named_with_the_reader() -> None:
    fragment = "<p>One line\nand another</p>"
    assert read_text(fragment.encode(), name="a.txt").reader_version.endswith(" keep-lines")
    assert not read_text(fragment.encode(), name="a.html").reader_version.endswith(" keep-lines")


def test_what_a_page_says_of_itself_comes_with_where_it_says_so() -> None:
    source = read_text(b"<html lang=fr><title>Un pont</title><p>Un pont.", name="a.html")
    assert [(each.field, each.value, each.source) for each in source.facts] == [
        ("title", "Un pont", "title"),
        ("language", "fr", "html:lang"),
    ]
    assert (source.metadata.title, source.metadata.language) == ("Un pont", "fr")


def test_a_page_in_a_legacy_encoding_says_what_it_says() -> None:
    page = "<meta charset=windows-1251><title>Новости</title><p>Переговоры завершены"
    source = read_text(page.encode("cp1251"), name="a.html")
    assert (source.text, source.encoding) == ("Переговоры завершены", "windows-1251")
    assert source.metadata.title == "Новости"


def test_html_under_a_text_name_declares_its_encoding_too() -> None:
    page = "<html><meta charset=windows-1256><p>انتهت المحادثات</p>"
    assert read_text(page.encode("cp1256"), name="a.txt").text == "انتهت المحادثات"


def test_a_media_type_outranks_name_and_content() -> None:
    markup = b"<p>one\ntwo</p>"
    assert read_text(markup, name="a.txt", media_type="text/plain").text == "<p>one\ntwo</p>"
    assert read_text(markup, name="a.md", media_type="text/html").media_type == "text/html"
    assert read_text(b"# one", name="a.txt", media_type="text/markdown").text == "one"


def test_lines_count_in_a_fragment_but_not_in_a_page() -> None:
    assert read_text(b"<p>one\ntwo</p>", name="a.txt").text == "one\ntwo"
    assert read_text(b"<p>one\ntwo</p>", name="a.html").text == "one two"
    assert read_text(b"<html><p>one\ntwo</p>", name="a.txt").text == "one two"


def test_an_unknown_media_type_is_refused_with_those_known() -> None:
    with pytest.raises(UnknownMediaTypeError, match=r"'text/rtf' has no reader\. Write one of text/plain, "):
        read_text(b"a", name="a.txt", media_type="text/rtf")
    with pytest.raises(UnknownMediaTypeError):
        read_wording("a", name="a.jsonl", media_type="html")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "a.txt"),
        (b"\xef\xbb\xbf \r\n", "a.txt"),
        (b"<p>&nbsp;</p><script>x</script>", "a.html"),
        (b"<!-- x -->", "a.md"),
    ],
)
def test_a_file_without_visible_text_is_refused(raw: bytes, name: str) -> None:
    with pytest.raises(BlankTextError):
        read_text(raw, name=name)


def test_line_ends_nul_and_mark_are_made_canonical() -> None:
    assert (
        read_text(b"\xef\xbb\xbfone\r\ntwo\rthree \x00.\n", name="a.txt").text == "one\ntwo\nthree \ufffd.\n"
    )


def test_refusals_name_the_file() -> None:
    with pytest.raises(UndecodableTextError, match=r"^folder/a\.txt: line 1, byte 3: "):
        read_text(b"caf\xc3", name="folder/a.txt")
    with pytest.raises(BinaryFileError, match=r"^photo\.txt: this is a PNG image"):
        read_text(b"\x89PNG\r\n\x1a\n", name="photo.txt")


def test_a_wording_is_plain_unless_said_otherwise() -> None:
    assert read_wording("<p>a</p>\r\n", name="a.jsonl").text == "<p>a</p>\n"
    assert read_wording("<p>a</p>", name="a.jsonl", media_type="text/html").text == "a"
    assert read_wording("a", name="a.jsonl").encoding == "utf-8"


def test_a_wording_with_a_lone_surrogate_or_nothing_in_it_is_refused() -> None:
    with pytest.raises(LoneSurrogateError):
        read_wording("a\udc00", name="a.jsonl")
    with pytest.raises(BlankTextError):
        read_wording("\n", name="a.jsonl")


NAMES = st.sampled_from(["a.txt", "a.html", "a.md"])
STARTS = st.sampled_from(
    [b"", b"\xff\xfe", b"\xfe\xff", b"<meta charset=gb18030>", b"<p>", b"<?xml encoding='big5'?>"]
)


@given(STARTS, st.binary(), NAMES)
def test_any_bytes_are_read_cleanly_or_refused_in_words(start: bytes, rest: bytes, name: str) -> None:
    with contextlib.suppress(ClaimsDBError):
        source = read_text(start + rest, name=name)
        source.text.encode()  # no lone surrogate
        assert not {"\0", "\r"} & set(source.text)
        assert source == read_text(start + rest, name=name)


VISIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<")).map("x{}".format)


@given(VISIBLE)
def test_plain_text_comes_back_as_it_was(text: str) -> None:
    assert read_text(text.encode(), name="a.txt").text == text
    assert read_text(text.encode("utf-16"), name="a.txt").text == text
    assert read_wording(text, name="a.jsonl").text == text


@given(st.text(), NAMES)
def test_a_canonical_text_is_canonical_already(text: str, name: str) -> None:
    with contextlib.suppress(ClaimsDBError):
        once = read_wording(text, name=name).text
        assert read_wording(once, name=name).text == once
