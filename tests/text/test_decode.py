from __future__ import annotations

import codecs

import pytest

from claimsdb.errors.text import BinaryFileError, UncertainEncodingError, UndecodableTextError
from claimsdb.text.decode import decode

RUSSIAN = (
    "Министр иностранных дел Казахстана заявил в среду, что переговоры по Сирии завершены.\n"
    "Это решение стало неожиданностью для участников."
)
ARABIC = "أعلن وزير الخارجية الكازاخستاني يوم الأربعاء أن محادثات أستانا قد انتهت."
FRENCH = (
    "Le ministre des Affaires étrangères a déclaré que les négociations, déjà difficiles, étaient terminées."
)


def text_of(raw: bytes, *, markup: bool = False) -> tuple[str, str]:
    decoded = decode(raw, name="a.txt", markup=markup)
    return decoded.text, decoded.encoding


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16le"),
        (codecs.BOM_UTF16_BE, "utf-16be"),
        (codecs.BOM_UTF32_LE, "utf-32le"),
        (codecs.BOM_UTF32_BE, "utf-32be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    page = f"<meta charset=koi8-r>{RUSSIAN}"
    assert text_of(mark + page.encode(encoding), markup=True) == (page, encoding)


@pytest.mark.parametrize(
    ("label", "codec", "wording"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("windows-1256", "cp1256", ARABIC),
        ("iso-8859-1", "cp1252", "“Déjà vu” – 5 €"),
    ],
)
def test_a_page_is_read_as_it_declares(label: str, codec: str, wording: str) -> None:
    page = f"<meta charset={label}><p>{wording}</p>"
    text, encoding = text_of(page.encode(codec), markup=True)
    assert text == page
    assert encoding == codec.replace("cp", "windows-")


@pytest.mark.parametrize("label", ["iso-8859-15", "gb2312", "windows-1251"])
def test_a_page_that_was_saved_in_utf8_with_its_old_declaration_is_utf8(label: str) -> None:
    page = f"<meta charset={label}><p>Переговоры завершены 谈判结束</p>"
    assert text_of(page.encode(), markup=True) == (page, "utf-8")


def test_a_few_bytes_that_could_be_utf8_are_as_declared() -> None:
    page = "<meta charset=windows-1252><p>Ã© Â©</p>"
    assert text_of(page.encode("cp1252"), markup=True) == (page, "windows-1252")


def test_plain_text_declares_nothing() -> None:
    raw = "<meta charset=koi8-r> é".encode()
    assert text_of(raw) == ("<meta charset=koi8-r> é", "utf-8")


def test_bytes_against_the_declaration_are_refused_with_their_place() -> None:
    raw = b"<meta charset=utf-8>\r\n<p>caf\xe9</p>"
    with pytest.raises(UndecodableTextError) as caught:
        decode(raw, name="news.html", markup=True)
    assert (caught.value.encoding, caught.value.offset, caught.value.line) == ("utf-8", 28, 2)
    assert caught.value.sentence.startswith("news.html: line 2, byte 28: this is not utf-8 (")
    assert "save it as UTF-8" in caught.value.sentence


def test_the_place_counts_the_byte_order_mark_and_lines_of_two_byte_units() -> None:
    raw = codecs.BOM_UTF16_LE + "a\nb".encode("utf-16le") + b"\x00\xd8"
    with pytest.raises(UndecodableTextError) as caught:
        decode(raw, name="a.txt", markup=False)
    assert (caught.value.encoding, caught.value.offset, caught.value.line) == ("utf-16le", 8, 2)


@pytest.mark.parametrize("encoding", ["utf-16le", "utf-16be"])
@pytest.mark.parametrize(
    "wording", [RUSSIAN, ARABIC, FRENCH, "word", "哈萨克斯坦外交部长周三宣布\n会谈已经结束。\n"]
)
def test_utf16_without_a_mark_is_told_by_its_nuls(encoding: str, wording: str) -> None:
    assert text_of(wording.encode(encoding)) == (wording, encoding)


def test_a_few_nuls_do_not_make_utf16() -> None:
    assert text_of(b"one\x00two three\x00four") == ("one\x00two three\x00four", "utf-8")


def test_bytes_that_could_be_utf16_by_chance_are_refused() -> None:
    raw = "ຒ㜎᧧築伧춘庥䒳䌣Æބ¦픹ꨋଡ".encode("utf-16be")
    with pytest.raises((BinaryFileError, UncertainEncodingError)):
        decode(raw, name="a.txt", markup=False)


@pytest.mark.parametrize(
    ("codec", "encoding", "wording"),
    [
        ("cp1251", "windows-1251", RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("iso8859-5", "iso-8859-5", RUSSIAN),
        ("cp1256", "windows-1256", ARABIC),
        ("latin-1", "windows-1252", FRENCH * 3),
    ],
)
def test_an_undeclared_legacy_encoding_is_told_by_its_language(
    codec: str, encoding: str, wording: str
) -> None:
    assert text_of(wording.encode(codec)) == (wording, encoding)


def test_truncated_utf8_is_refused_where_it_breaks_off() -> None:
    raw = "Первая строка.\nВторая “строка".encode()[:-1]
    with pytest.raises(UndecodableTextError) as caught:
        decode(raw, name="a.txt", markup=False)
    assert (caught.value.encoding, caught.value.offset, caught.value.line) == ("utf-8", len(raw) - 1, 2)


def test_truncated_english_is_not_taken_for_another_encoding() -> None:
    raw = ("The talks ended on Wednesday, the minister said. " * 20 + "“").encode()[:-1]
    with pytest.raises(UndecodableTextError):
        decode(raw, name="a.txt", markup=False)


def test_utf8_with_one_damaged_byte_is_not_taken_for_another_encoding() -> None:
    raw = f"{FRENCH}\n".encode() + b"d\xe9j\n" + FRENCH.encode()
    with pytest.raises(UndecodableTextError) as caught:
        decode(raw, name="a.txt", markup=False)
    assert (caught.value.offset, caught.value.line) == (len(FRENCH.encode()) + 2, 2)


def test_an_uncertain_guess_is_refused_and_named() -> None:
    with pytest.raises(UncertainEncodingError) as caught:
        decode(b"first\ncaf\xe9 au lait", name="a.txt", markup=False)
    assert (caught.value.offset, caught.value.line) == (9, 2)
    assert caught.value.guess in caught.value.sentence
    assert "save it as UTF-8" in caught.value.sentence


def test_a_guess_outside_the_encodings_of_the_web_is_refused() -> None:
    with pytest.raises(UncertainEncodingError, match="cp437"):
        decode(
            ("Der Außenminister erklärte, dass die Gespräche beendet seien. " * 9).encode("cp850"),
            name="a",
            markup=False,
        )


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"%PDF-1.7\nonly ASCII here", "PDF"),
        (b"SQLite format 3\x00" + b"\x10" * 84, "SQLite"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b"\x00\x01\x02\x03text" * 9, "binary data"),
        (bytes(range(256)) * 16, "binary data"),
        (b"GIF89a" + bytes(range(256)), "a file of type image/gif"),
    ],
)
def test_a_binary_file_is_refused(raw: bytes, kind: str) -> None:
    with pytest.raises(BinaryFileError, match=kind):
        decode(raw, name="a.txt", markup=False)
