from __future__ import annotations

import codecs

import pytest

from claimsdb.text.encodings import _LABELS, codec_of, encoding_of


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("ISO-8859-1", "windows-1252"),
        (" latin1 ", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("cp1251", "windows-1251"),
        ("gb2312", "gb18030"),
        ("UTF-16", "utf-8"),
        ("MacCyrillic", "x-mac-cyrillic"),
    ],
)
def test_a_label_means_what_the_web_takes_it_for(label: str, encoding: str) -> None:
    assert encoding_of(label) == encoding


@pytest.mark.parametrize("label", ["utf-7", "rot13", "unicode_escape", "cp437", "klingon", ""])
def test_no_other_codec_of_python_is_reached_by_a_label(label: str) -> None:
    assert encoding_of(label) is None


@pytest.mark.parametrize("encoding", sorted(_LABELS))
def test_every_encoding_has_a_codec(encoding: str) -> None:
    assert codecs.lookup(codec_of(encoding)).decode(b"text")[0] == "text"
