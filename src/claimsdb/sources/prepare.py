"""Reads what a source names: the text, and what its annotation says. Nothing is stored here."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.sources import AmbiguousTextError, TextMissingError
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.records.place import Problem
from claimsdb.records.sources import (
    LinesSource,
    PreparedText,
    ReadiedText,
    ReadText,
    RefusedSource,
    RefusedText,
    Source,
    TextSource,
)
from claimsdb.sources.find import annotation_beside, find_sources, texts_beside
from claimsdb.sources.lines import prepare_lines
from claimsdb.sources.read import inside, read_file
from claimsdb.sources.ready import ready
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.annotations import Annotation


def prepare_all(paths: Iterable[Path]) -> Iterator[PreparedText | RefusedText]:
    """Yield every text that the paths lead to, read, each once; or why it cannot be."""
    preparing = _Preparing()
    for source in find_sources(paths):
        yield from preparing.prepare(source)


def ready_all(paths: Iterable[Path]) -> Iterator[ReadText]:
    """Yield every text that the paths lead to, ready to be stored where nothing about it is doubtful."""
    for text in prepare_all(paths):
        if isinstance(text, PreparedText) and (found := ready(text)):
            yield ReadiedText(found, partial(_same, text))
        else:
            yield text


def _same(text: PreparedText) -> PreparedText:
    return text


class _Preparing:
    """Reads one source after the other, and knows which files it has met."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._annotated: set[tuple[str, str]] = set()

    def prepare(self, source: Source) -> Iterator[PreparedText | RefusedText]:
        """Yield the texts of a source, but for those met before."""
        match source:
            case RefusedSource(name=name, reason=reason):
                yield RefusedText(name, reason)
            case LinesSource(path=path):
                if self._is_new(path):
                    yield from prepare_lines(source)
            case TextSource(annotation=Path() as annotation):
                yield from self._annotated_text(source, annotation)
            case TextSource(text=Path() as text) if _absolute(text) not in self._met:
                if beside := annotation_beside(text):
                    yield from self._annotated_text(source, beside)
                yield from self._text_alone(source, text)

    def _is_new(self, path: Path) -> bool:
        new = _absolute(path) not in self._met
        self._met.add(_absolute(path))
        return new

    def _annotated_text(self, source: TextSource, annotation: Path) -> Iterator[PreparedText | RefusedText]:
        if self._is_new(annotation):
            try:
                yield from self._read_both(source, annotation)
            except ClaimsDBError as reason:
                # The texts beside it are told of with it, not loaded bare.
                self._met.update(map(_absolute, texts_beside(annotation)))
                yield RefusedText(source.name, reason)

    def _read_both(self, source: TextSource, annotation: Path) -> Iterator[PreparedText]:
        raw = read_file(inside(annotation, source.folder))
        noted = read_annotation(raw, file=str(annotation))
        text, digest = _text_named(annotation, noted, source.folder), sha256(raw)
        self._met.add(_absolute(text))
        if (_absolute(text), digest) in self._annotated:
            return
        self._annotated.add((_absolute(text), digest))
        original = read_file(text)
        yield PreparedText(
            name=source.name,
            file=_name_below(source.folder, text),
            origin=_absolute(text),
            source=read_text(original, name=str(text), media_type=noted.article.media_type),
            original=original,
            annotation=noted,
            annotation_file=annotation.name,
            annotation_sha256=digest,
        )

    def _text_alone(self, source: TextSource, text: Path) -> Iterator[PreparedText | RefusedText]:
        if self._is_new(text):
            try:
                original = read_file(inside(text, source.folder))
                read = read_text(original, name=str(text))
                yield PreparedText(source.name, source.name, _absolute(text), read, original)
            except ClaimsDBError as reason:
                yield RefusedText(source.name, reason)


def _text_named(annotation: Path, noted: Annotation, folder: Path) -> Path:
    try:
        named = noted.article.file
        text = annotation.parent / os.path.normpath(named) if named else _text_beside(annotation)
        if not os.path.lexists(inside(text, folder)):
            raise TextMissingError(str(annotation), text.name)
    except ClaimsDBError as fault:
        place = noted.article.place
        raise AnnotationRefusedError([Problem(place, fault.sentence)]) if place else fault from fault
    return text


def _text_beside(annotation: Path) -> Path:
    found = texts_beside(annotation)
    if not found:
        raise TextMissingError(str(annotation), "of the same name")
    if len(found) > 1:
        raise AmbiguousTextError(str(annotation), [text.name for text in found])
    return found[0]


def _absolute(path: Path) -> str:
    # without "." and "..": a file must not go by two names
    return os.path.abspath(path)  # noqa: PTH100 (Path.absolute keeps "..")


def _name_below(folder: Path, path: Path) -> str:
    return Path(os.path.relpath(_absolute(path), _absolute(folder))).as_posix()
