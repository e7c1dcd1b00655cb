"""The lines of a file that another program wrote, decoded, whatever its encoding and however large it is."""

from __future__ import annotations

from codecs import BOM_UTF8 as BOM
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, Final

from claimsdb.errors.spreadsheets import UncertainSheetError
from claimsdb.errors.text import UncertainEncodingError, UndecodableTextError, UnknownEncodingError
from claimsdb.sources.read import open_file, read_file
from claimsdb.text.decode import decode
from claimsdb.text.encodings import codec_of, encoding_of
from claimsdb.text.strict import decode_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

LOOKED_AT: Final = 1_000_000
"""The bytes by which an encoding is told."""

WIDE: Final = ("utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be")
"""What a page cannot say that it is, and a user can."""


def lines_of(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Yield the lines with their ends, which are kept as they are; None finds the encoding out.

    Raises:
        UnknownEncodingError: the encoding is none.
        ClaimsDBError: the file cannot be read, is no text, or leaves its encoding.
    """
    with open_file(path) as stream:
        head = stream.read(LOOKED_AT)
        stream.seek(0)
        begin = head if len(head) < LOOKED_AT else head[: head.rfind(b"\n") + 1] or head
        told = _known(encoding) if encoding else _found_out(begin, str(path))
        if told not in WIDE and (b"\n" in head or b"\r" not in head):
            yield from _decoded(stream, told, str(path))
            return
    # Of two bytes a character, or with line ends of old: no line ends where a byte says so.
    raw, name = read_file(path), str(path)
    text = decode_as(told, raw, name) if encoding else decode(raw, name=name, markup=False)
    yield from StringIO(text.text.removeprefix("\ufeff"), newline="")


def _found_out(begin: bytes, name: str) -> str:
    try:
        return decode(begin, name=name, markup=False).encoding
    except UncertainEncodingError as fault:
        raise UncertainSheetError(name, fault.line, encoding_of(fault.guess)) from fault


def _known(label: str) -> str:
    encoding = label.lower() if label.lower() in WIDE else encoding_of(label)
    if encoding is None:
        raise UnknownEncodingError(label)
    return encoding


def _decoded(stream: BinaryIO, encoding: str, name: str) -> Iterator[str]:
    codec = codec_of(encoding)
    first = stream.readline().removeprefix(BOM if encoding == "utf-8" else b"")
    offset = stream.tell() - len(first)
    for number, line in enumerate(chain((first,), stream), start=1):
        try:
            yield line.decode(codec)
        except UnicodeDecodeError as fault:
            at = offset + fault.start
            raise UndecodableTextError(name, encoding, offset=at, line=number, reason=fault.reason) from fault
        offset += len(line)
