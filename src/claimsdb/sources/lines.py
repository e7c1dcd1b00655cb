"""Reads lines of JSON Lines: an article a line, its text in the line itself."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.sources import LineGoneError
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
        file, url = article.get("version_of") or article.get("file"), article.get("url")
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
        file=noted.article.version_of or noted.article.file,
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


def _number(noted: Annotation | AnnotationRefusedError) -> int:
    place = noted.problems[0].place if isinstance(noted, AnnotationRefusedError) else noted.place
    return place.line or 1


def _keys(text: PreparedText) -> LineKeys:
    assert text.annotation is not None
    return LineKeys(text.file, text.annotation.article.metadata.url, sha256(text.original))
