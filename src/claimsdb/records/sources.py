"""What the user's paths lead to, before any of it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.errors.base import ClaimsDBError
    from claimsdb.records.annotations import Annotation
    from claimsdb.records.ready import ReadyText
    from claimsdb.records.texts import SourceText


@dataclass(frozen=True, slots=True)
class TextSource:
    """One text without an annotation file, or one annotation file, which names its text.

    ``name`` is its path below ``folder``, the outermost place that its files may lie in: the
    folder that the user named, or the one that the named file lies in.
    """

    name: str
    folder: Path
    text: Path | None = None
    annotation: Path | None = None


@dataclass(frozen=True, slots=True)
class LinesSource:
    """One JSON Lines file: an article a line."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class RefusedSource:
    """A path that leads nowhere good, and why."""

    name: str
    reason: ClaimsDBError


Source = TextSource | LinesSource | RefusedSource


@dataclass(frozen=True, slots=True)
class PreparedText:
    """One text, read and ready to be stored, with what its annotation says.

    ``name`` is for messages; ``file`` is how the article is called from now on (None for a
    line of JSON Lines that names no file). ``origin`` is the path it was captured from, without
    ``.`` and ``..``. ``annotation_file`` is the name that the annotation is known by: its file's,
    numbered where several lines of one file are on one article.
    """

    name: str
    file: str | None
    origin: str
    source: SourceText
    original: bytes
    annotation: Annotation | None = None
    annotation_file: str | None = None
    annotation_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedText:
    """One text that cannot be loaded, and why."""

    name: str
    reason: ClaimsDBError


@dataclass(frozen=True, slots=True)
class ReadiedText:
    """One text that only needs to be stored; ``again`` prepares it anew for the way that takes care."""

    ready: ReadyText
    again: Callable[[], PreparedText]


@dataclass(frozen=True, slots=True)
class UnchangedText:
    """One text that was loaded before, with the same bytes and the same annotation."""

    name: str
    article_id: int


@dataclass(frozen=True, slots=True)
class LoadedBefore:
    """An article that had an annotation, or a text, of these bytes; where its text lay, and its SHA-256."""

    article_id: int
    origin: str | None
    original_sha256: str | None


ReadText = ReadiedText | PreparedText | RefusedText | UnchangedText
