"""Takes in items of bibliographies, many at a time: new articles, and what is unknown of known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.actions.actor_directory import ActorDirectory
from claimsdb.actions.actors import ActorBook
from claimsdb.actions.registers import Registers
from claimsdb.database.clock import now
from claimsdb.database.rows import Rows
from claimsdb.queries.references import KnownArticle, KnownArticles, beside
from claimsdb.records.loading import ADDED, FILLED_IN, UNCHANGED, LoadOutcome
from claimsdb.text.dates import parse_edtf
from claimsdb.text.filling_in import fill_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from claimsdb.records.references import Reference
    from claimsdb.records.texts import Metadata

DAYS: Final = ("published", "published_earliest", "published_latest")
COLUMNS: Final = {
    "outlet": ("outlet_id",),
    "title": ("title",),
    "published": DAYS,
    "language": ("language",),
    "url": ("url",),
}
"""Where each field of an article stands in its row, in the order of the columns."""


class Cataloguing:
    """A handful of items without texts on their way into the tables; ``write`` follows the last ``take``."""

    def __init__(self, connection: Connection, references: Sequence[Reference]) -> None:
        self._rows = Rows(connection)
        self._registers = Registers(connection, self._rows)
        self._registers.look_up((each.metadata.outlet for each in references), ())
        directory = ActorDirectory(connection, self._rows)
        directory.look_up(name for each in references for name in each.metadata.authors)
        self._actors = ActorBook(directory)
        self._known = KnownArticles(connection, references)

    def take(self, reference: Reference) -> LoadOutcome:
        """Take an item in, and return what became of it."""
        known = self._known.article(reference)
        if known is None:
            return self._add(reference)
        filled = fill_in(known.metadata, reference.metadata)
        notes = (*reference.notes, *filled.kept)
        if not filled.fields:
            return LoadOutcome(reference.name, UNCHANGED, known.id, notes=notes)
        said = self._as_stored(filled.metadata)
        if new := {column: said[column] for name in filled.fields for column in COLUMNS.get(name, ())}:
            self._rows.change_several("articles", known.id, new)
        if "authors" in filled.fields:
            self._add_authors(known.id, filled.metadata)
        known.metadata = filled.metadata
        self._sign(known, reference)
        return LoadOutcome(reference.name, FILLED_IN, known.id, notes=notes)

    def write(self) -> None:
        """Write what was taken in."""
        self._rows.write()
        self._rows.settle()

    def _add(self, reference: Reference) -> LoadOutcome:
        other, notes = self._known.alike(reference), reference.notes
        if other is not None:
            notes = (*notes, beside(other))
        known = KnownArticle(self._rows.number("articles"), reference.metadata)
        said = self._as_stored(reference.metadata)
        row = (said[column] for columns in COLUMNS.values() for column in columns)
        self._rows.add("articles", known.id, *row, None)
        self._add_authors(known.id, reference.metadata)
        self._sign(known, reference)
        return LoadOutcome(reference.name, ADDED, known.id, notes=notes)

    def _as_stored(self, metadata: Metadata) -> dict[str, object]:
        date = parse_edtf(metadata.published) if metadata.published else None
        days = (date.edtf, date.earliest, date.latest) if date else (None, None, None)
        return {
            "outlet_id": self._registers.outlet(metadata.outlet),
            "title": metadata.title,
            **dict(zip(DAYS, days, strict=True)),
            "language": metadata.language,
            "url": metadata.url,
        }

    def _add_authors(self, article: int, metadata: Metadata) -> None:
        for position, name in enumerate(metadata.authors, start=1):
            actor = self._actors.author(name)
            self._rows.add("article_authors", article, position, name, actor.id if actor else None)

    def _sign(self, known: KnownArticle, reference: Reference) -> None:
        """Note that something of an article comes from an item."""
        row = known.files.get(reference.file)
        if row is None:
            row = known.files[reference.file] = self._rows.number("annotation_files")
            self._rows.add("annotation_files", row, known.id, reference.file, reference.sha256, now())
        else:
            self._rows.change_several(
                "annotation_files", row, {"sha256": reference.sha256, "loaded_at": now()}
            )
        self._known.note(known, reference.sha256)
