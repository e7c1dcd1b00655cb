"""What the user's paths lead to, before any of it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.records.references import Reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.errors.base import ClaimsDBError
    from claimsdb.records.annotations import Annotation
    from claimsdb.records.foreign_notes import Annotated, Placed
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
    numbered where several lines of one file are on one article. ``standoff`` are the lines of a standoff
    file, each ended, their offsets in the text of ``source``.
    """

    name: str
    file: str | None
    origin: str
    source: SourceText
    original: bytes
    annotation: Annotation | None = None
    annotation_file: str | None = None
    annotation_sha256: str | None = None
    standoff: str | None = None


@dataclass(frozen=True, slots=True)
class NotedText:
    """What another program's annotation says of an ``article`` that is in the database already.

    ``article`` is its number, file, title or web address; the other fields are those of ``PreparedText``.
    """

    name: str
    article: str
    annotation: Annotation
    annotation_file: str
    annotation_sha256: str


@dataclass(frozen=True, slots=True)
class SoughtText:
    """What annotations of other programs say of a text that is in the database, or else ``at_hand``.

    ``place`` finds their words in the text, which is given with its SHA-256. ``at_hand`` gives the text, with
    what the annotations say of its article, or None; it is asked only if the database has none. ``is_whole``
    tells that it is then taken in even if nothing is said of it. If it ``is_optional``, nothing is amiss if
    there is no such text.
    """

    name: str
    on: Annotated
    annotation: Annotation
    annotation_file: str
    place: Callable[[str, str], Placed]
    at_hand: Callable[[], PreparedText | None]
    is_optional: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The labels of another program's code book, by path, whether a claim bears them or not."""

    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedText:
    """One text that cannot be loaded, and why."""

    name: str
    reason: ClaimsDBError


ForeignText = PreparedText | NotedText | SoughtText | Reference | CodeBook | RefusedText
"""What an importer of another program's format yields, text by text."""

Again: TypeAlias = "Callable[[], PreparedText | RefusedText]"
"""Prepares a text anew from its file, for the way that takes care."""


@dataclass(frozen=True, slots=True)
class ReadiedText:
    """One text that only needs to be stored."""

    ready: ReadyText
    again: Again


@dataclass(frozen=True, slots=True)
class DoubtfulText:
    """One text that can be read, and that wants care."""

    name: str
    again: Again


@dataclass(frozen=True, slots=True)
class SeenText:
    """One text whose bytes, and those of its annotation, were met before, so that it is not read further.

    ``file``, ``origin``, ``annotation_file`` and ``annotation_sha256`` are those of ``PreparedText``;
    ``given_url`` is the address that the annotation gives, if ``is_line``, and else not known.
    """

    name: str
    file: str | None
    origin: str
    is_line: bool
    given_url: str | None
    original_sha256: str
    annotation_file: str | None
    annotation_sha256: str | None
    again: Again


ReadText = ReadiedText | DoubtfulText | SeenText | RefusedText
"""What became of a text that was read."""
BatchText = ReadText | Reference | CodeBook
"""What is stored in a batch."""
