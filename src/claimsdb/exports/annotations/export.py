"""Every article with its text and what people recorded of it: a folder of files, or JSON Lines."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.find import Haystack
from claimsdb.errors.exports import CannotWriteError, FileThereError
from claimsdb.errors.sources import NoRoomForNotesError
from claimsdb.exports.annotations.apart import apart
from claimsdb.exports.annotations.families import ACTORS, ENDING, Families
from claimsdb.exports.annotations.left_out import left_out_of
from claimsdb.exports.annotations.naming import HERE, whole_notes
from claimsdb.exports.annotations.stems import Notes
from claimsdb.exports.annotations.targets import Folder, Lines
from claimsdb.exports.annotations.units import Units
from claimsdb.exports.place import PREFIX, move_into_place, refuse_filled
from claimsdb.formats.annotation_writer import SCHEMA_FILE
from claimsdb.queries.annotated import (
    annotator_numbered,
    each_article,
    statements_on,
    wording_of,
)
from claimsdb.queries.annotated_actors import actors_numbered, each_actor
from claimsdb.records.annotations import Annotation, ArticleNote
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from claimsdb.exports.annotations.targets import Target
    from claimsdb.records.annotation_export import WrittenArticle

LINES_ENDINGS: Final = (".jsonl", ".ndjson")


def export_annotations(connection: Connection, target: Path) -> ExportReport:
    """Write every article with its annotations, whole or not at all, with memory for one article.

    A name that ends in ``.jsonl`` is a file of lines, any other a folder: new, or empty.

    Raises:
        ClaimsDBError: something lies there, the system refuses, or a text can stand in no file.
    """
    place = Path(os.path.realpath(target))
    try:
        if place.name.endswith(LINES_ENDINGS):
            return _export_lines(connection, place)
        return _export_folder(connection, place)
    except OSError as fault:
        raise CannotWriteError(str(target), fault.strerror or str(fault)) from fault
    except sqlite3.Error as fault:
        raise NoRoomForNotesError(str(fault)) from fault


def _export_folder(connection: Connection, place: Path) -> ExportReport:
    refuse_filled(place)
    home = place if place.is_dir() else place.parent
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=home) as staging:
        made = Path(staging) / "new"
        made.mkdir()
        report = _export(connection, place, lambda families, notes: Folder(made, connection, notes, families))
        schema = files("claimsdb").joinpath("schema", SCHEMA_FILE)
        (made / SCHEMA_FILE).write_bytes(schema.read_bytes())
        move_into_place(made, place, [])
    return report


def _export_lines(connection: Connection, place: Path) -> ExportReport:
    if os.path.lexists(place):
        raise FileThereError(str(place))
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=place.parent) as staging:
        made = Path(staging) / place.name
        with made.open("wb") as stream:
            report = _export(connection, place, lambda _families, notes: Lines(stream, notes))
        if os.path.lexists(place):
            raise FileThereError(str(place))
        made.rename(place)
    return report


def _export(
    connection: Connection, place: Path, target_for: Callable[[Families, Notes], Target]
) -> ExportReport:
    with Notes([ACTORS]) as notes:
        families = Families(connection, notes)
        writing = _Writing(connection, notes, families, target_for(families, notes))
        writing.write()
        left_out = {**writing.units.left_out, **dict(left_out_of(connection, writing.kept_keys))}
        counts = {what: writing.units.counts[what] for what in writing.order}
    return ExportReport(
        str(place), tuple(counts.items()), tuple((what, count) for what, count in left_out.items() if count)
    )


class _Writing:
    """All articles on their way to one target."""

    def __init__(self, connection: Connection, notes: Notes, families: Families, target: Target) -> None:
        self._connection, self._notes, self._families, self._target = connection, notes, families, target
        self.units = Units(connection, notes, families, target.file_of)
        self.order = ("articles", "versions", target.called, "statements", "relations", "reviews", "actors")
        self.kept_keys = 0
        self._first: WrittenArticle | None = None
        self._article = ArticleNote()

    def write(self) -> None:
        """Write all articles, and the actors whose names not all stand in their files."""
        for article in each_article(self._connection):
            self._first = self._first or article
            self._write_article(article)
        self._write_actors()

    def _write_article(self, article: WrittenArticle) -> None:
        family = self._families.family(article.id)
        self.units.counts["articles"] += 1
        self.kept_keys += self._families.keys(article.id).kept
        for version in family.versions:
            wording = wording_of(self._connection, version)
            own, is_original = self._target.begin(article.id, version, wording)
            self.units.counts["versions"] += 1
            self.units.left_out["originals, of which only the text was written"] += not is_original
            note = self.units.article_note(article, own, newest=version == family.newest)
            statements, haystack = statements_on(self._connection, version), Haystack(wording.text)
            for unit, name in family.units.items():
                if unit.version == version:
                    stated = [each for each in statements if each.annotator_id == unit.annotator]
                    self._take(self.units.annotation(unit, note, stated, haystack), name)

    def _write_actors(self) -> None:
        """Write files of actors alone, beside the oldest version of the first article."""
        if self._first is not None:
            version = next(iter(self._families.family(self._first.id).versions))
            own, _is_original = self._target.begin(
                self._first.id, version, wording_of(self._connection, version)
            )
            # These files are loaded first: what a page says of itself must not come before what is recorded.
            self._article = self.units.article_note(self._first, own, newest=False)
        for number, batch in enumerate(self._not_whole(), start=1):
            if self._first is None:
                self.units.left_out["actors without any article"] += len(batch)
                continue
            notes = whole_notes(actors_numbered(self._connection, batch))
            self._notes.declare_whole(batch)
            stem = ACTORS if number == 1 else f"{ACTORS}.{number}"
            self._take(Annotation(HERE, self._article, actors=notes), f"{stem}{ENDING}")
        if self._first is not None:
            self._write_apart()

    def _write_apart(self) -> None:
        """Write what is told of actors by no passage, in files whose names keep its order."""
        for number, (annotator, naming) in enumerate(apart(self._connection), start=1):
            self.units.left_out["names made up to tell actors apart"] += naming.made_up
            by = None if annotator is None else annotator_numbered(self._connection, annotator)
            annotation = Annotation(HERE, self._article, actors=naming.notes, annotator=by)
            self._take(annotation, f"{ACTORS}.told-{number:06}{ENDING}")

    def _not_whole(self) -> Iterator[list[int]]:
        for batch in each_actor(self._connection):
            self.units.counts["actors"] += len(batch)
            if left := self._notes.not_whole(batch):
                yield left

    def _take(self, annotation: Annotation, name: str) -> None:
        self.units.counts[self._target.called] += 1
        self._target.take(annotation, name)
