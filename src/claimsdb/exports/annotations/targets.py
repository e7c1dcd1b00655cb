"""Where annotations go to: files of a folder, or lines of a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from claimsdb.exports.annotations.wordings import as_file, as_line
from claimsdb.formats.annotation_writer import write_annotation, write_line
from claimsdb.queries.annotated import wording_of
from claimsdb.records.annotations import ArticleNote

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from sqlalchemy import Connection

    from claimsdb.exports.annotations.families import Families, Family
    from claimsdb.exports.annotations.stems import Notes
    from claimsdb.exports.annotations.wordings import FileForm
    from claimsdb.records.annotation_export import Unit, Wording
    from claimsdb.records.annotations import Annotation
    from claimsdb.records.texts import Metadata


class Target(Protocol):
    """Takes annotations, those of a version behind its text; ``called`` is what a file of them is."""

    called: str

    def file_of(self, unit: Unit) -> str:
        """Return the name by which relations speak of what holds a unit."""

    def begin(self, article: int, version: int, wording: Wording) -> tuple[Metadata, bool]:
        """Take a version; return what its text says of itself, and whether it is the original."""

    def take(self, annotation: Annotation, name: str) -> None:
        """Take an annotation of that version; ``name`` is what its file is called."""


class Folder:
    """A folder of files: the texts as they were, and an annotation file for each annotator beside them."""

    called = "annotation files"

    def __init__(self, folder: Path, connection: Connection, notes: Notes, families: Families) -> None:
        self._folder, self._connection, self._notes, self._families = folder, connection, notes, families
        self._newest: tuple[int, str] | None = None
        self._text = ArticleNote()

    def file_of(self, unit: Unit) -> str:
        """Return the name of the annotation file: a folder above does not change it."""
        return self._families.family(unit.article).units[unit]

    def begin(self, article: int, version: int, wording: Wording) -> tuple[Metadata, bool]:
        """Write the text."""
        family, form = self._families.family(article), self._form(wording, article)
        name = family.versions[version] + form.ending
        (self._folder / name).write_bytes(form.raw)
        newest = None if version == family.newest else self._newest_text(article, family)
        self._text = ArticleNote(file=name, version_of=newest, media_type=form.media_type)
        return form.own, form.is_original

    def take(self, annotation: Annotation, name: str) -> None:
        """Write an annotation file."""
        article = replace(self._text, metadata=annotation.article.metadata, given=annotation.article.given)
        (self._folder / name).write_bytes(write_annotation(replace(annotation, article=article)))

    def _newest_text(self, article: int, family: Family) -> str:
        if self._newest is None or self._newest[0] != article:
            form = self._form(wording_of(self._connection, family.newest), article)
            self._newest = article, family.versions[family.newest] + form.ending
        return self._newest[1]

    def _form(self, wording: Wording, article: int) -> FileForm:
        return as_file(wording, self._notes.ending(article), article)


class Lines:
    """A file of JSON Lines: a line for each annotator of each version, with the whole text."""

    called = "lines"

    def __init__(self, stream: BinaryIO, notes: Notes) -> None:
        self._stream, self._notes = stream, notes
        self._text, self._article = "", ArticleNote()

    def file_of(self, unit: Unit) -> str:
        """Return what the lines call the article's file."""
        return self._notes.file(unit.article)

    def begin(self, article: int, version: int, wording: Wording) -> tuple[Metadata, bool]:  # noqa: ARG002 (lines follow each other)
        """Keep the text for the lines that follow."""
        form = as_line(wording)
        self._text = form.text
        self._article = ArticleNote(file=self._notes.file(article), media_type=form.media_type)
        return form.own, form.is_original

    def take(self, annotation: Annotation, name: str) -> None:  # noqa: ARG002 (a line has no name)
        """Write a line."""
        article = replace(self._article, metadata=annotation.article.metadata, given=annotation.article.given)
        self._stream.write(write_line(replace(annotation, article=article, text=self._text)))
