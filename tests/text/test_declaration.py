from __future__ import annotations

import pytest

from claimsdb.text.declaration import declared_encoding


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"<meta charset=windows-1251>", "windows-1251"),
        (b"<META CharSet = 'latin1' />", "windows-1252"),
        (b'<meta content="text/html; charset=koi8-r" http-equiv="Content-Type">', "koi8-r"),
        (b'<?xml version="1.0" encoding="windows-1256"?><html>', "windows-1256"),
        (b'<?xml version="1.0" encoding="koi8-r"?><meta charset="windows-1251">', "windows-1251"),
        (b"<meta charset=klingon><meta charset=big5>", "big5"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8"),
        (b'<meta name="description" content="charset=koi8-r">', None),
        (b"<!-- <meta charset=koi8-r>", None),
        (b"<p>charset=koi8-r</p>", None),
        (b" " * 1024 + b"<meta charset=koi8-r>", None),
    ],
)
def test_a_page_declares_its_encoding_in_its_first_1024_bytes(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding
