"""Decoding that either succeeds or says where it failed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimsdb.errors.text import UndecodableTextError
from claimsdb.text.encodings import codec_of

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and the encoding (its WHATWG name in lower case) that they were written in."""

    text: str
    encoding: str


def decode_as(encoding: str, raw: bytes, name: str, *, skip: int = 0) -> Decoded:
    """Decode all bytes after the first ``skip``.

    Raises:
        UndecodableTextError: with offset and line of the first byte that is not of the encoding.
    """
    codec = codec_of(encoding)
    try:
        return Decoded(raw[skip:].decode(codec), encoding)
    except UnicodeDecodeError as error:
        offset = skip + error.start
        line = len(_LINE_END.findall(raw[skip:offset].decode(codec, "ignore"))) + 1
        raise UndecodableTextError(name, encoding, offset=offset, line=line, reason=error.reason) from error


def try_decode(encoding: str, raw: bytes) -> Decoded | None:
    """Decode all bytes, or return ``None`` if they are not of the encoding."""
    try:
        return Decoded(raw.decode(codec_of(encoding)), encoding)
    except UnicodeDecodeError:
        return None
