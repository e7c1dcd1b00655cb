"""Reads JSON Lines: an article a line, its text in the line itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation_jsonl import bounded_lines, read_jsonl
from claimsdb.records.sources import PreparedText, RefusedText
from claimsdb.sources.read import open_file
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from claimsdb.records.annotations import Annotation
    from claimsdb.records.sources import LinesSource


def prepare_lines(source: LinesSource) -> Iterator[PreparedText | RefusedText]:
    """Yield the text of each line, or why it cannot be read; a line that stands twice, once."""
    numbering = _Numbering()
    try:
        with open_file(source.path) as stream:
            lines = _Digested(stream)
            for noted in read_jsonl(lines, file=str(source.path)):
                if isinstance(noted, AnnotationRefusedError) or not numbering.is_repeated(lines.sha256):
                    yield _prepare_line(source, noted, lines.sha256, numbering)
    except ClaimsDBError as reason:
        yield RefusedText(source.name, reason)


@dataclass
class _Digested:
    """Lines passed through, with the SHA-256 of the last one, its end left out."""

    stream: BinaryIO
    sha256: str = field(default="")

    def __iter__(self) -> Iterator[bytes]:
        for line in bounded_lines(self.stream):
            self.sha256 = sha256(line.rstrip(b"\r\n"))
            yield line


class _Numbering:
    """Tells lines on one article apart: each is an annotation of its own."""

    def __init__(self) -> None:
        self._lines: set[str] = set()
        self._articles: dict[tuple[str, str | None], int] = {}

    def is_repeated(self, digest: str) -> bool:
        """Tell whether a line stood before."""
        known = digest in self._lines
        self._lines.add(digest)
        return known

    def name(self, file: str, noted: Annotation) -> str:
        """Return the name of a line's annotation: the file's, numbered from the article's second line on."""
        known_by = {("file", noted.article.file), ("url", noted.article.metadata.url)}
        keys = {key for key in known_by if key[1]} or {("text", noted.text)}
        number = 1 + max(self._articles.get(key, 0) for key in keys)
        self._articles |= dict.fromkeys(keys, number)
        return file if number == 1 else f"{file} ({number})"


def _prepare_line(
    source: LinesSource, noted: Annotation | AnnotationRefusedError, digest: str, numbering: _Numbering
) -> PreparedText | RefusedText:
    if isinstance(noted, AnnotationRefusedError):
        return RefusedText(f"{source.name}:{noted.problems[0].place.line}", noted)
    name = f"{source.name}:{noted.place.line}"
    wording = noted.text or ""
    try:
        read = read_wording(wording, name=str(noted.place), media_type=noted.article.media_type)
    except ClaimsDBError as reason:
        return RefusedText(name, reason)
    return PreparedText(
        name=name,
        file=noted.article.file,
        origin=os.path.abspath(source.path),  # noqa: PTH100 (Path.absolute keeps "..")
        source=read,
        original=wording.encode(),
        annotation=noted,
        annotation_file=numbering.name(source.path.name, noted),
        annotation_sha256=digest,
    )
