"""Reads lines of JSON Lines: an article a line, its text in the line itself."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.sources import LineGoneError, NoRoomForNotesError
from claimsdb.formats.annotation_jsonl import BOM, bounded_lines, read_jsonl
from claimsdb.records.sources import PreparedText, RefusedText
from claimsdb.records.tasks import LineKeys, MadeLine
from claimsdb.sources.read import open_file
from claimsdb.sources.ready import ready
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_wording

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.records.annotations import Annotation
    from claimsdb.records.sources import LinesSource


@dataclass(frozen=True, slots=True)
class LinesTask:
    """Lines that follow each other, the first with its number from 1; what is not to be read is empty."""

    source: LinesSource
    first: int
    lines: tuple[bytes, ...]

    def made(self) -> list[MadeLine]:
        """Read the lines that are not blank."""
        found = read_jsonl(self.lines, file=str(self.source.path), first=self.first)
        return [self._made(noted) for noted in found]

    def _made(self, noted: Annotation | AnnotationRefusedError) -> MadeLine:
        number = _number(noted)
        digest = line_sha256(self.lines[number - self.first])
        text = prepare_line(self.source, noted, digest)
        if isinstance(text, RefusedText):
            return MadeLine(number, digest, text)
        return MadeLine(number, digest, ready(text) or _keys(text))


def read_line_again(source: LinesSource, place: tuple[int, int], called: str) -> PreparedText | RefusedText:
    """Read one line from its file: ``place`` is its number and its first byte, ``called`` its annotation."""
    number, offset = place
    try:
        with open_file(source.path) as stream:
            stream.seek(offset)
            line = next(bounded_lines(stream), b"")
    except ClaimsDBError as reason:
        return RefusedText(source.name, reason)
    for noted in read_jsonl([line], file=str(source.path), first=number):
        return prepare_line(source, noted, line_sha256(line), called)
    return RefusedText(source.name, LineGoneError(str(source.path), number))


def line_sha256(line: bytes) -> str:
    """Return the SHA-256 of a line, its end left out."""
    return sha256(line.rstrip(b"\r\n"))


def keys_at_a_glance(line: bytes) -> LineKeys | None:
    """Return by what the article of a line is known that was taken in before, or None if it is odd."""
    try:
        record = json.loads(line.removeprefix(BOM))
        article = record.get("article") or {}
        file, url = article.get("file"), article.get("url")
        return LineKeys(file, None if url is None else " ".join(url.split()), sha256(record["text"].encode()))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None


def prepare_line(
    source: LinesSource,
    noted: Annotation | AnnotationRefusedError,
    digest: str,
    called: str | None = None,
) -> PreparedText | RefusedText:
    """Return the text of a line; its annotation is ``called`` as its file unless it is said how."""
    name = f"{source.name}:{_number(noted)}"
    if isinstance(noted, AnnotationRefusedError):
        return RefusedText(name, noted)
    wording = noted.text or ""
    try:
        read = read_wording(wording, name=str(noted.place), media_type=noted.article.media_type)
    except ClaimsDBError as reason:
        return RefusedText(name, reason)
    return PreparedText(
        name=name,
        file=noted.article.file,
        origin=origin_of(source.path),
        source=read,
        original=wording.encode(),
        annotation=noted,
        annotation_file=called or source.path.name,
        annotation_sha256=digest,
    )


def origin_of(path: Path) -> str:
    """Return the path without ``.`` and ``..``."""
    return os.path.abspath(path)  # noqa: PTH100 (Path.absolute keeps "..")


NOTES: Final = (
    "PRAGMA journal_mode = OFF",
    "CREATE TABLE lines (sha256 BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE articles (sha256 BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID",
    "BEGIN",
)


class Numbering:
    """Tells lines of one file apart that are on one article: each is an annotation of its own.

    What was met is noted in a file without a name, which SQLite makes when it is much and takes away
    by itself: memory must not grow with the lines. Every method raises NoRoomForNotesError.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._notes = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for statement in NOTES:
            self._ask(statement)

    def is_repeated(self, digest: str) -> bool:
        """Tell whether a line stood before."""
        return self._ask("INSERT OR IGNORE INTO lines VALUES (?)", bytes.fromhex(digest)).rowcount == 0

    def name(self, keys: LineKeys) -> str:
        """Return the name of a line's annotation: the file's, numbered from the article's second line on."""
        named = [sha256(f"{kind} {key}") for kind, key in (("file", keys.file), ("url", keys.url)) if key]
        known_by = [bytes.fromhex(digest) for digest in named or [keys.words]]
        query = "SELECT number FROM articles WHERE sha256 = ?"
        number = 1 + max(number for key in known_by for (number,) in [*self._ask(query, key), (0,)])
        for key in known_by:
            self._ask("INSERT OR REPLACE INTO articles VALUES (?, ?)", key, number)
        return self._file if number == 1 else f"{self._file} ({number})"

    def _ask(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._notes.execute(statement, values)
        except sqlite3.Error as fault:
            raise NoRoomForNotesError(str(fault)) from fault


def _number(noted: Annotation | AnnotationRefusedError) -> int:
    place = noted.problems[0].place if isinstance(noted, AnnotationRefusedError) else noted.place
    return place.line or 1


def _keys(text: PreparedText) -> LineKeys:
    assert text.annotation is not None
    return LineKeys(text.file, text.annotation.article.metadata.url, sha256(text.original))
