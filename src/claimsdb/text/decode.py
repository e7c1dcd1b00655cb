"""Bytes to characters: by byte-order mark, by declaration, as UTF-8, as UTF-16, and last by a guess."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from claimsdb.errors.text import UndecodableTextError
from claimsdb.text.binary import refuse_control_characters, refuse_known_binary
from claimsdb.text.declaration import declared_encoding
from claimsdb.text.guess import guess, utf16_by_nuls
from claimsdb.text.strict import decode_as, try_decode

if TYPE_CHECKING:
    from claimsdb.text.strict import Decoded

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)

_CERTAIN: Final = 10
"""So many bytes that continue a character of UTF-8, and none that does not, come about by no chance."""


def decode(raw: bytes, *, name: str, markup: bool) -> Decoded:
    """Decode a file strictly; ``markup`` says that it may declare its encoding as a page does.

    Raises:
        BinaryFileError: the bytes are no text.
        UndecodableTextError: they break the encoding that is marked, declared or evident.
        UncertainEncodingError: nothing says what the encoding is, and no guess is good enough.
    """
    refuse_known_binary(raw, name)
    decoded = _as_stated(raw, name, markup) or utf16_by_nuls(raw) or _as_utf8(raw, name)
    refuse_control_characters(decoded.text, name)
    return decoded


def _as_stated(raw: bytes, name: str, markup: bool) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return decode_as(encoding, raw, name, skip=len(mark))
    declared = declared_encoding(raw) if markup else None
    if declared is None or declared == "utf-8":
        return decode_as(declared, raw, name) if declared else None
    return _evidently_utf8(raw) or decode_as(declared, raw, name)


def _evidently_utf8(raw: bytes) -> Decoded | None:
    """Read as UTF-8 a page that whoever saved it wrote anew in UTF-8, with its old declaration left in it."""
    decoded = try_decode("utf-8", raw)
    return decoded if decoded and len(raw) - len(decoded.text) >= _CERTAIN else None


def _as_utf8(raw: bytes, name: str) -> Decoded:
    try:
        return decode_as("utf-8", raw, name)
    except UndecodableTextError as fault:
        return guess(raw, fault)
