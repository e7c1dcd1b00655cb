"""A stored wording as a file, or as a line's text, from which the reader makes the same text again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.exports import NoFileForTextError
from claimsdb.exports.annotations.stems import ENDINGS
from claimsdb.records.texts import Metadata
from claimsdb.text.decode import decode
from claimsdb.text.detect import HTML, PLAIN
from claimsdb.text.read import read_text, read_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.annotation_export import Wording
    from claimsdb.records.texts import SourceText


@dataclass(frozen=True, slots=True)
class FileForm:
    """A file that is read as a wording: its bytes, and the ending and media type it must have.

    ``own`` is what it says of itself; ``is_original`` tells that nothing of the original is lost.
    """

    raw: bytes
    ending: str
    media_type: str | None
    own: Metadata
    is_original: bool


@dataclass(frozen=True, slots=True)
class LineForm:
    """A text of JSON Lines that is read as a wording; the rest is that of ``FileForm``."""

    text: str
    media_type: str | None
    own: Metadata
    is_original: bool


def as_file(wording: Wording, ending: str, article: int) -> FileForm:
    """Return the original bytes, or, where another text would be made of them, the text itself.

    ``ending`` is what the file should end in; one that makes another text of it is not taken.

    Raises:
        NoFileForTextError: neither is read as this text.
    """
    read_so = [*_read_as_files(wording, ending)]
    as_before = (each for each, version in read_so if version == wording.reader_version)
    if (form := next(as_before, None) or next((each for each, _version in read_so), None)) is None:
        raise NoFileForTextError(article)
    return form


def as_line(wording: Wording) -> LineForm:
    """Return the original text, or, where another one would be made of it, the text itself."""
    for text, media_type in _lines(wording):
        try:
            read = read_wording(text, name="line", media_type=media_type)
        except ClaimsDBError:  # then it cannot be written so
            continue
        if read.text == wording.text and _is_same_type(read, wording):
            is_original = wording.original in {None, text.encode()}
            return LineForm(text, media_type, read.metadata, is_original)
    return LineForm(wording.text, None, Metadata(), is_original=False)


def _read_as_files(wording: Wording, wanted: str) -> Iterator[tuple[FileForm, str]]:
    """Yield the files that are read as a wording, with the version of the reader, until it is the same."""
    for raw, ending, media_type, is_original in _files(wording, wanted):
        try:
            read = read_text(raw, name=f"text{ending}", media_type=media_type)
        except ClaimsDBError:  # then it cannot be written so
            continue
        if read.text == wording.text and (_is_same_type(read, wording) or not is_original):
            is_whole = is_original or wording.original is None
            yield FileForm(raw, ending, media_type, read.metadata, is_whole), read.reader_version
            if read.reader_version == wording.reader_version:
                return


def _files(wording: Wording, wanted: str) -> Iterator[tuple[bytes, str, str | None, bool]]:
    if wording.original is not None:
        usual = ENDINGS.get(wording.media_type or "", ".txt")
        for ending in dict.fromkeys((wanted, usual, ".txt")):
            yield wording.original, ending, None, True
            yield wording.original, ending, wording.media_type, True
    yield wording.text.encode(), ".txt", None, False
    yield wording.text.encode(), ".txt", PLAIN, False


def _lines(wording: Wording) -> Iterator[tuple[str, str | None]]:
    media_type = None if wording.media_type == PLAIN else wording.media_type
    if wording.original is not None and (text := _decoded(wording.original, wording.media_type)) is not None:
        yield text, media_type
    yield wording.text, None


def _decoded(original: bytes, media_type: str | None) -> str | None:
    """Return the characters of some bytes, to the letter if they are UTF-8."""
    try:
        text = original.decode()
    except UnicodeDecodeError:
        try:
            text = decode(original, name="line", markup=media_type == HTML).text
        except ClaimsDBError:  # a newer reader may refuse it
            return None
    return None if "\0" in text else text


def _is_same_type(read: SourceText, wording: Wording) -> bool:
    return wording.media_type in {None, read.media_type}
