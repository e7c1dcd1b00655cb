"""Reads texts and annotation files, each text by itself."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.sources import AmbiguousTextError, TextMissingError
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.records.place import Problem
from claimsdb.records.sources import PreparedText, RefusedText, SeenText
from claimsdb.records.tasks import MadeFile
from claimsdb.sources.find import texts_beside
from claimsdb.sources.read import inside, read_file
from claimsdb.sources.ready import ready
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_text

if TYPE_CHECKING:
    from claimsdb.records.annotations import Annotation

_MAY_NAME_ITS_TEXT: Final = re.compile(rb"file[\"']?\s*:|\"[^\"\n]*\\[^\n]*\"\s*:")
"""A key that may say where the text lies, however it is written."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What an annotation file says, its SHA-256, where its text lies, and what file it is a wording of."""

    noted: Annotation
    sha256: str
    text: Path
    version_of: Path


@dataclass(frozen=True, slots=True)
class FileTask:
    """A text alone, or an annotation file, which says where its text is: within ``folder``."""

    name: str
    folder: Path
    path: Path
    is_annotation: bool

    def made(self) -> MadeFile:
        """Read the text, and make it ready."""
        origin = digest = None
        try:
            if not self.is_annotation:
                text = self._alone()
                return MadeFile(text.origin, None, ready(text))
            found = self._find()
            origin, digest = absolute(found.text), found.sha256
            return MadeFile(origin, digest, ready(self._annotated(found)))
        except ClaimsDBError as reason:
            return MadeFile(origin, digest, RefusedText(self.name, reason))

    def prepared(self) -> PreparedText | RefusedText:
        """Read the text."""
        try:
            return self._annotated(self._find()) if self.is_annotation else self._alone()
        except ClaimsDBError as reason:
            return RefusedText(self.name, reason)

    def seen(self, raw: bytes, digest: str) -> SeenText | None:
        """Return what can be told of a file whose bytes were met before without reading what they say.

        None if it is not certain where the text of an annotation lies.
        """
        if not self.is_annotation:
            file, origin = self.name, absolute(self.path)
            return SeenText(self.name, file, origin, False, None, digest, None, None, self.prepared)
        beside = texts_beside(self.path)
        if len(beside) != 1 or _MAY_NAME_ITS_TEXT.search(raw):
            return None
        text = beside[0]
        original = sha256(read_file(inside(text, self.folder)))
        file, origin, name = name_below(self.folder, text), absolute(text), self.path.name
        return SeenText(self.name, file, origin, False, None, original, name, digest, self.prepared)

    def _find(self) -> _Found:
        raw = read_file(inside(self.path, self.folder))
        noted = read_annotation(raw, file=str(self.path))
        text = _text_named(self.path, noted, self.folder)
        return _Found(noted, sha256(raw), text, _version_of(self.path, noted, self.folder) or text)

    def _annotated(self, found: _Found) -> PreparedText:
        original, noted = read_file(found.text), found.noted
        return PreparedText(
            name=self.name,
            file=name_below(self.folder, found.version_of),
            origin=absolute(found.version_of),
            source=read_text(original, name=str(found.text), media_type=noted.article.media_type),
            original=original,
            annotation=noted,
            annotation_file=self.path.name,
            annotation_sha256=found.sha256,
        )

    def _alone(self) -> PreparedText:
        original = read_file(inside(self.path, self.folder))
        read = read_text(original, name=str(self.path))
        return PreparedText(self.name, self.name, absolute(self.path), read, original)


@dataclass(frozen=True, slots=True)
class FilesTask:
    """Files to be read one after the other."""

    files: tuple[FileTask, ...]

    def made(self) -> list[MadeFile]:
        """Read the files."""
        return [file.made() for file in self.files]


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


def _version_of(annotation: Path, noted: Annotation, folder: Path) -> Path | None:
    named, place = noted.article.version_of, noted.article.place
    if named is None:
        return None
    try:
        return inside(annotation.parent / os.path.normpath(named), folder)
    except ClaimsDBError as fault:
        raise AnnotationRefusedError([Problem(place, fault.sentence)]) if place else fault from fault


def _text_beside(annotation: Path) -> Path:
    found = texts_beside(annotation)
    if not found:
        raise TextMissingError(str(annotation), "of the same name")
    if len(found) > 1:
        raise AmbiguousTextError(str(annotation), [text.name for text in found])
    return found[0]


def absolute(path: Path) -> str:
    """Return the path without ``.`` and ``..``: a file must not go by two names."""
    return os.path.abspath(path)  # noqa: PTH100 (Path.absolute keeps "..")


def name_below(folder: Path, path: Path) -> str:
    """Return the path below a folder."""
    return Path(os.path.relpath(absolute(path), absolute(folder))).as_posix()
