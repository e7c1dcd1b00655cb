"""The bytes of a YAML file → its characters, and the line and column of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.wording import shown
from claimsdb.records.place import Place, Problem

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_NOT_PRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Outside ``c-printable``, YAML 1.2.2 section 5.1."""


class Lines:
    """The places of a file's characters, as editors count lines: LF, CR LF or CR ends one."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def place(self, index: int) -> Place:
        """The place of the character at an index in code points."""
        line = bisect_right(self._starts, index)
        return Place(self._file, line, index - self._starts[line - 1] + 1)


def decoded(raw: bytes, *, file: str, limit: int) -> str:
    """The text of at most ``limit`` bytes of UTF-8, without its byte-order mark.

    Raises ``AnnotationRefusedError`` for more bytes, another encoding, or a character that
    YAML does not allow in a file.
    """
    if len(raw) > limit:
        raise _refusal(
            Place(file),
            f"the file has {len(raw):,} bytes, and {limit:,} are allowed: divide it, or write JSON Lines",
        )
    text = _utf8(raw, file)
    if found := _NOT_PRINTABLE.search(text):
        raise _refusal(
            Lines(text, file).place(found.start()),
            f"the file holds the control character {shown(found[0])} (U+{ord(found[0]):04X}), "
            "which YAML does not allow: take it out",
        )
    return text


def _utf8(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the codec counts from after the mark it takes away
        at = error.start + len(raw) - len(error.object)
        before = raw[:at].decode("utf-8-sig")
        raise _refusal(
            Lines(before, file).place(len(before)),
            f"the file is not UTF-8 (byte 0x{raw[at]:02X}): save it as UTF-8",
        ) from error


def _refusal(place: Place, sentence: str) -> AnnotationRefusedError:
    return AnnotationRefusedError([Problem(place, sentence)])
