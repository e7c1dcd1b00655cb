"""Outlets, topics and annotators: found again by what they are called, added where they are new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.queries.tables import annotators, outlets, topics
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from claimsdb.database.rows import Rows
    from claimsdb.records.annotations import AnnotatorNote

LEVEL: Final = " > "
"""What stands between the labels of a topic's path."""


class Registers:
    """What was looked up once is remembered, as long as nobody else writes."""

    def __init__(self, connection: Connection, rows: Rows) -> None:
        self._connection, self._rows = connection, rows
        self._outlets: dict[str, int] = {}
        self._topics: dict[str, int] = {}
        self._annotators: dict[AnnotatorNote, int] = {}

    def outlet(self, name: str | None) -> int | None:
        """Return the number of the outlet of that name, case and accents apart; None stays unknown."""
        if name is None:
            return None
        folded = fold_name(name)
        if folded not in self._outlets:
            query = select(outlets.c.id).where(outlets.c.name_folded == folded)
            self._outlets[folded] = self._connection.scalar(query) or self._new_outlet(name, folded)
        return self._outlets[folded]

    def topic(self, path: str) -> int:
        """Return the number of the topic at a path such as ``Peace process > Astana talks``."""
        if path not in self._topics:
            self._topics[path] = self._topic([level.strip() for level in path.split(">") if level.strip()])
        return self._topics[path]

    def annotator(self, note: AnnotatorNote | None) -> int | None:
        """Return the number of the annotator that a note names; None stays unknown."""
        if note is None:
            return None
        if note not in self._annotators:
            self._annotators[note] = self._known_annotator(note) or self._new_annotator(note)
        return self._annotators[note]

    def _new_outlet(self, name: str, folded: str) -> int:
        number = self._rows.number("outlets")
        self._rows.add("outlets", number, name, folded)
        return number

    def _topic(self, levels: list[str]) -> int:
        path = LEVEL.join(levels)
        known = self._connection.scalar(select(topics.c.id).where(topics.c.path == path))
        return known or self._new_topic(path, levels)

    def _new_topic(self, path: str, levels: list[str]) -> int:
        parent = self.topic(LEVEL.join(levels[:-1])) if levels[1:] else None
        number = self._rows.number("topics")
        self._rows.add("topics", number, parent, levels[-1], path)
        self._topics[path] = number
        return number

    def _known_annotator(self, note: AnnotatorNote) -> int | None:
        query = select(annotators.c.id).where(
            annotators.c.name == note.name,
            annotators.c.kind == note.kind,
            annotators.c.version.is_not_distinct_from(note.version),
        )
        return self._connection.scalar(query)

    def _new_annotator(self, note: AnnotatorNote) -> int:
        number = self._rows.number("annotators")
        self._rows.add("annotators", number, note.name, note.kind, note.version)
        return number
