"""Every wording that statements stand on as a text with its standoff files: a folder that brat opens."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.errors.exports import CannotWriteError
from claimsdb.exports.brat.names import FileNames, annotators_folders, folders_of
from claimsdb.exports.brat.sayings import Said
from claimsdb.exports.place import PREFIX, move_into_place, refuse_filled
from claimsdb.formats.brat.config import CONFIGURATION, BratTypes
from claimsdb.formats.brat.merging import merged
from claimsdb.formats.brat.written_lines import counted_otherwise
from claimsdb.queries.annotated import annotator_numbered, wording_of
from claimsdb.queries.standoffs import annotators, folders, kept_on, wordings
from claimsdb.records.rows import ExportReport
from claimsdb.text.line_ends import StoredOffsets
from claimsdb.text.plain import tidy

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from claimsdb.records.annotation_export import Wording
    from claimsdb.records.brat import BratWording


def export_brat(connection: Connection, target: Path) -> ExportReport:
    """Write a folder, new or empty, whole or not at all, with memory for one text.

    Raises:
        FolderNotEmptyError: something lies there, which people may have edited.
        CannotWriteError: the system refuses.
    """
    place = Path(os.path.realpath(target))
    try:
        refuse_filled(place)
        home = place if place.is_dir() else place.parent
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=home) as staging:
            made = Path(staging) / "new"
            made.mkdir()
            counts = _Writing(connection, made).write()
            move_into_place(made, place, [])
    except OSError as fault:
        raise CannotWriteError(str(target), fault.strerror or str(fault)) from fault
    return ExportReport(os.path.realpath(place), tuple(counts.items()))


class _Writing:
    """All wordings on their way to one folder."""

    def __init__(self, connection: Connection, made: Path) -> None:
        self._connection, self._made = connection, made
        self._annotators = {
            number: None if number is None else annotator_numbered(connection, number)
            for number in annotators(connection)
        }
        tops = {top for file in folders(connection) for top in folders_of(file)[:1]}
        self._folders = annotators_folders(self._annotators, tops)
        self._types = {folder: BratTypes() for folder in ("", *self._folders.values())}
        self._counts: Counter[str] = Counter(texts=0, **{"standoff files": 0, "statements": 0})

    def write(self) -> Counter[str]:
        """Write all wordings, and a configuration for each annotator's folder; return how many of what."""
        with FileNames() as names:
            for of_article in wordings(self._connection):
                for each in of_article:
                    self._write(each, names.stem_for(each, newest=each is of_article[0]))
        whose = {folder: self._annotators[number] for number, folder in self._folders.items()}
        for folder, types in self._types.items():
            path = self._made / folder / CONFIGURATION
            path.parent.mkdir(exist_ok=True)
            path.write_text(types.configuration(whose.get(folder)), encoding="utf-8", newline="")
        return self._counts

    def _write(self, marked: BratWording, stem: str) -> None:
        wording, kept = (
            wording_of(self._connection, marked.version),
            kept_on(self._connection, marked.version),
        )
        stored = _as_it_came(wording) if kept else wording.text
        said = Said(self._connection, marked.version, with_carried=bool(kept))
        offset = StoredOffsets(stored).stored
        self._counts["texts"] += 1
        for annotator in marked.annotators:
            sayings = said.by(annotator)
            files = [lines for by, lines in kept if by == annotator]
            lines = merged(files, wording.text, sayings, said.carried_by(annotator))
            folder = self._folders[annotator]
            self._types[folder].add(lines)
            path = self._made / folder / f"{stem}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(stored.encode())
            with path.with_name(f"{path.name.removesuffix('.txt')}.ann").open(
                "w", encoding="utf-8", newline=""
            ) as stream:
                for each in lines:
                    raw = each.raw if stored == wording.text else counted_otherwise(each, offset, stored)
                    stream.write(f"{raw}\n")
            self._counts["standoff files"] += 1
            self._counts["statements"] += len(sayings)


def _as_it_came(wording: Wording) -> str:
    """Return a text with the line ends and marks of its file, if it is the same text: lines counted so."""
    try:
        stored = (wording.original or b"").decode()
    except UnicodeDecodeError:  # then it came in another encoding, and lines count in the text itself
        return wording.text
    return stored if tidy(stored, "the original") == wording.text else wording.text
