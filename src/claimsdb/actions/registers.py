"""Outlets, topics and annotators: found again by what they are called, added where they are new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.database.rows import among
from claimsdb.queries.tables import annotators
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.database.rows import Rows
    from claimsdb.records.annotations import AnnotatorNote

LEVEL: Final = " > "
"""What stands between the labels of a topic's path."""


class Registers:
    """What was looked up once is remembered, as long as nobody else writes."""

    def __init__(self, connection: Connection, rows: Rows) -> None:
        self._connection, self._rows = connection, rows
        self._outlets: dict[str, int | None] = {}
        self._paths: dict[str, int | None] = {}
        self._topics: dict[str, int] = {}
        self._annotators: dict[AnnotatorNote, int] = {}

    def look_up(self, names: Iterable[str | None], paths: Iterable[str]) -> None:
        """Read which outlets and topics are there, with one look for all; what is not is noted as None."""
        outlets = {fold_name(name) for name in names if name is not None} - self._outlets.keys()
        topics = {above for path in paths for above in _with_those_above(path)} - self._paths.keys()
        query = "SELECT name_folded, id FROM outlets WHERE name_folded"
        self._outlets |= dict.fromkeys(outlets) | dict(among(self._connection, query, outlets))
        query = "SELECT path, id FROM topics WHERE path"
        self._paths |= dict.fromkeys(topics) | dict(among(self._connection, query, topics))

    def outlet(self, name: str | None) -> int | None:
        """Return the number of the outlet of that name, case and accents apart; None stays unknown."""
        if name is None:
            return None
        folded = fold_name(name)
        if folded not in self._outlets:
            self.look_up([name], ())
        number = self._outlets[folded]
        if number is None:
            number = self._outlets[folded] = self._rows.number("outlets")
            self._rows.add("outlets", number, name, folded)
        return number

    def topic(self, path: str) -> int:
        """Return the number of the topic at a path such as ``Peace process > Astana talks``."""
        number = self._topics.get(path)
        if number is None:
            number = self._topics[path] = self._topic(_levels(path))
        return number

    def annotator(self, note: AnnotatorNote | None) -> int | None:
        """Return the number of the annotator that a note names; None stays unknown."""
        if note is None:
            return None
        if note not in self._annotators:
            self._annotators[note] = self._known_annotator(note) or self._new_annotator(note)
        return self._annotators[note]

    def _topic(self, levels: list[str]) -> int:
        path = LEVEL.join(levels)
        if path not in self._paths:
            self.look_up((), [path])
        number = self._paths[path]
        if number is None:
            parent = self._topic(levels[:-1]) if levels[1:] else None
            number = self._paths[path] = self._rows.number("topics")
            self._rows.add("topics", number, parent, levels[-1], path)
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


def _levels(path: str) -> list[str]:
    return [level.strip() for level in path.split(">") if level.strip()]


def _with_those_above(path: str) -> Iterator[str]:
    levels = _levels(path)
    return (LEVEL.join(levels[:depth]) for depth in range(1, len(levels) + 1))
