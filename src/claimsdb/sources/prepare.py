"""Reads what a source names: the text, and what its annotation says. Nothing is stored here."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.sources import NoSuchFileError, TextMissingError, UnreadableFileError
from claimsdb.formats.annotation_jsonl import bounded_lines, read_jsonl
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.records.place import Problem
from claimsdb.records.sources import LinesSource, PreparedText, RefusedSource, RefusedText, Source, TextSource
from claimsdb.sources.find import annotation_beside, find_sources, text_beside
from claimsdb.sources.read import inside, read_file
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_text, read_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from claimsdb.records.annotations import Annotation


def prepare_all(paths: Iterable[Path]) -> Iterator[PreparedText | RefusedText]:
    """Yield every text that the paths lead to, read, each once; or why it cannot be."""
    read: set[Path] = set()
    for source in find_sources(paths):
        yield from _prepare(source, read)


def _prepare(source: Source, read: set[Path]) -> Iterator[PreparedText | RefusedText]:
    match source:
        case LinesSource():
            yield from _prepare_lines(source)
        case RefusedSource(name=name, reason=reason):
            yield RefusedText(name, reason)
        case TextSource(text=Path() as text) if text.absolute() in read:
            return
        case TextSource(name=name):
            try:
                yield _prepare_text(source, read)
            except ClaimsDBError as reason:
                yield RefusedText(name, reason)


def _prepare_text(source: TextSource, read: set[Path]) -> PreparedText:
    annotation = source.annotation
    if annotation is None:
        assert source.text is not None
        annotation = annotation_beside(source.text)
        if annotation is None:
            return _text_alone(source.text, source.folder, read)
    raw = read_file(inside(annotation, source.folder))
    noted = read_annotation(raw, file=str(annotation))
    text = _text_named(annotation, noted, source.folder)
    if source.text is not None and text.absolute() != source.text.absolute():
        return _text_alone(source.text, source.folder, read)
    read.add(text.absolute())
    original = read_file(text)
    return PreparedText(
        name=source.name,
        file=_name_below(source.folder, text),
        origin=str(text.absolute()),
        source=read_text(original, name=str(text), media_type=noted.article.media_type),
        original=original,
        annotation=noted,
        annotation_file=annotation.name,
        annotation_sha256=sha256(raw),
    )


def _text_alone(text: Path, folder: Path, read: set[Path]) -> PreparedText:
    read.add(text.absolute())
    original = read_file(inside(text, folder))
    name = text.relative_to(folder).as_posix()
    return PreparedText(name, name, str(text.absolute()), read_text(original, name=str(text)), original)


def _text_named(annotation: Path, noted: Annotation, folder: Path) -> Path:
    named = noted.article.file
    try:
        text = annotation.parent / os.path.normpath(named) if named else text_beside(annotation)
        if text is None:
            raise TextMissingError(str(annotation), "of the same name")
        if not inside(text, folder).exists():
            raise TextMissingError(str(annotation), text.name)
    except ClaimsDBError as fault:
        place = noted.article.place
        raise AnnotationRefusedError([Problem(place, fault.sentence)]) if place else fault from fault
    return text


def _name_below(folder: Path, path: Path) -> str:
    # "sub/../x.txt" is the file x.txt: without this it would be called by two names
    return Path(os.path.normpath(path.relative_to(folder))).as_posix()


@dataclass
class _Digested:
    """Lines passed through, with the SHA-256 of the last one."""

    stream: BinaryIO
    sha256: str = field(default="")

    def __iter__(self) -> Iterator[bytes]:
        for line in bounded_lines(self.stream):
            self.sha256 = sha256(line)
            yield line


def _prepare_lines(source: LinesSource) -> Iterator[PreparedText | RefusedText]:
    try:
        with source.path.open("rb") as stream:
            lines = _Digested(stream)
            for noted in read_jsonl(lines, file=str(source.path)):
                yield _prepare_line(source, noted, lines.sha256)
    except FileNotFoundError:
        yield RefusedText(source.name, NoSuchFileError(str(source.path)))
    except OSError as fault:
        yield RefusedText(source.name, UnreadableFileError(str(source.path), fault.strerror or str(fault)))


def _prepare_line(
    source: LinesSource, noted: Annotation | AnnotationRefusedError, sha256: str
) -> PreparedText | RefusedText:
    if isinstance(noted, AnnotationRefusedError):
        line = noted.problems[0].place.line
        return RefusedText(f"{source.name}:{line}", noted)
    name = f"{source.name}:{noted.place.line}"
    wording = noted.text or ""
    try:
        read = read_wording(wording, name=str(noted.place), media_type=noted.article.media_type)
    except ClaimsDBError as reason:
        return RefusedText(name, reason)
    return PreparedText(
        name=name,
        file=noted.article.file,
        origin=str(source.path.absolute()),
        source=read,
        original=wording.encode(),
        annotation=noted,
        annotation_file=source.path.name,
        annotation_sha256=sha256,
    )
