"""The encoding of bytes that declare none and are not UTF-8: told by evidence, or refused."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from claimsdb.errors.text import BinaryFileError, UncertainEncodingError
from claimsdb.text.encodings import encoding_of
from claimsdb.text.strict import try_decode

if TYPE_CHECKING:
    from claimsdb.errors.text import UndecodableTextError
    from claimsdb.text.strict import Decoded

_NON_ASCII = re.compile(rb"[\x80-\xff]")
_UTF8_SEQUENCES = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+",
)
_WORD_END = re.compile("[ \n\r]")
_TRUNCATED: Final = "unexpected end of data"  # how Python's UTF-8 decoder calls it
_LEAST_CONFIDENCE: Final = 0.2  # a sentence decoded rightly scores more, a chance hit less than 0.18
_LEAST_NULS: Final = 0.05  # of the code units: the spaces and line ends of a text in any script
_LEAST_LOW_BYTES: Final = 0.4  # of the bytes: in an alphabet below U+2000 the high bytes alone are half
_LINE_CONTROLS: Final = frozenset("\t\n\r\f")
_IMPLAUSIBLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})


def utf16_by_nuls(raw: bytes) -> Decoded | None:
    """Read as UTF-16 what has NULs on one side only of its code units, and makes sense so."""
    first, second = raw[::2].count(0), raw[1::2].count(0)
    if len(raw) % 2 or bool(first) == bool(second) or first + second < max(2, _LEAST_NULS * len(raw) / 2):
        return None
    decoded = _plausible(try_decode("utf-16be" if first else "utf-16le", raw))
    if try_decode("utf-8", raw):
        return decoded if sum(map(raw.count, range(32))) >= _LEAST_LOW_BYTES * len(raw) else None
    return decoded if decoded and _WORD_END.search(decoded.text) else None


def guess(raw: bytes, fault: UndecodableTextError) -> Decoded:
    """Read bytes that are not UTF-8, as ``fault`` says, by the statistics of their language.

    Raises:
        BinaryFileError: the detector finds no text.
        UndecodableTextError: this is UTF-8, but truncated or damaged.
        UncertainEncodingError: the detector is unsure, or its answer does not hold.
    """
    import chardet  # noqa: PLC0415 - 50 ms that only a file in a legacy encoding has to pay

    answer = chardet.detect(raw)
    if answer["encoding"] is None:
        raise BinaryFileError(fault.name, _kind(answer["mime_type"]))
    if _is_damaged_utf8(raw, fault):
        raise fault
    encoding = encoding_of(answer["encoding"]) if answer["confidence"] >= _LEAST_CONFIDENCE else None
    decoded = _plausible(try_decode(encoding, raw)) if encoding else None
    if decoded is None:
        raise UncertainEncodingError(fault.name, answer["encoding"], offset=fault.offset, line=fault.line)
    return decoded


def _kind(mime_type: str | None) -> str:
    return "binary data" if mime_type in {None, "application/octet-stream"} else f"a file of type {mime_type}"


def _is_damaged_utf8(raw: bytes, fault: UndecodableTextError) -> bool:
    in_sequences = sum(map(len, _UTF8_SEQUENCES.findall(raw)))
    return fault.reason == _TRUNCATED or 2 * in_sequences > len(_NON_ASCII.findall(raw))


def _plausible(decoded: Decoded | None) -> Decoded | None:
    """Pass on a text that nobody vouches for only if it has no control or unassigned character."""
    characters = set(decoded.text) - _LINE_CONTROLS if decoded else ()
    return None if any(unicodedata.category(each) in _IMPLAUSIBLE for each in characters) else decoded
