"""Files of annotations that other programs made: what they say, text by text and annotator by annotator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.errors.annotations import NoAnnotationsError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.formats.hypothesis_reading import hypothesis_note
from claimsdb.formats.web_annotation_reading import web_annotation_notes
from claimsdb.records.annotations import Annotation
from claimsdb.records.sources import RefusedText, SoughtText
from claimsdb.sources.foreign.gathered import Gathered, gathering
from claimsdb.sources.foreign.json_nodes import json_nodes
from claimsdb.sources.foreign.placing import placed, refused_note
from claimsdb.sources.foreign.texts_at_hand import TextsAtHand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from claimsdb.formats.marks import Node
    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.foreign_notes import Annotated, ForeignNote

    Notes: TypeAlias = Callable[[Node], Iterable[ForeignNote]]


def _items_of_hypothesis(row: Node) -> Iterable[ForeignNote]:
    return (hypothesis_note(row),)


@dataclass(frozen=True, slots=True)
class _Group:
    """What the annotations have in common that are one annotation file of one article."""

    on: Annotated
    recorded_in: str | None
    annotator: AnnotatorNote | None


@dataclass(frozen=True, slots=True)
class ForeignAnnotations:
    """A file of annotations: ``lists`` and ``within`` lead to them, as ``JSONItems`` has it."""

    path: Path
    texts: Path | None
    notes: Notes
    lists: tuple[str, ...]
    within: tuple[str, ...] = ()

    def read(self) -> Iterator[SoughtText | RefusedText]:
        """Yield what is refused at first sight, and then what is said of each text.

        Annotations wait in a temporary file until all are read, so that those of one text come together.

        Raises:
            ClaimsDBError: the file is not JSON, or holds no annotation.
        """
        texts, is_empty = TextsAtHand(self.texts), True
        gathered: Gathered[_Group, ForeignNote]
        with gathering() as gathered:
            for note in self._read_notes():
                is_empty = False
                if isinstance(note, RefusedText):
                    yield note
                else:
                    on, recorded = replace(note.on, title=None), note.recorded
                    gathered.put(_Group(on, recorded.file, recorded.annotator), note)
            if is_empty:
                raise NoAnnotationsError(str(self.path))
            for group, notes in gathered.groups():
                yield self._sought(group, notes, texts)

    def _read_notes(self) -> Iterator[ForeignNote | RefusedText]:
        for node in json_nodes(self.path, self.lists, self.within):
            if isinstance(node, RefusedText):
                yield node
                continue
            try:
                yield from self.notes(node)
            except ClaimsDBError as reason:
                yield refused_note(node.place, str(node.text("id") or ""), reason)

    def _sought(self, group: _Group, notes: Sequence[ForeignNote], texts: TextsAtHand) -> SoughtText:
        place = notes[0].claim.place
        file = " · ".join(dict.fromkeys(filter(None, (self.path.name, group.recorded_in, _who(group)))))
        on = replace(group.on, title=notes[0].on.title)
        annotation = Annotation(place, annotator=group.annotator)
        return SoughtText(str(place), on, annotation, file, partial(placed, notes), partial(texts.find, on))


def web_annotations(path: Path, texts: Path | None = None) -> ForeignAnnotations:
    """W3C Web Annotations: an annotation, a list, a page, a collection with its first page, or one a line."""
    return ForeignAnnotations(path, texts, web_annotation_notes, ("items", "@graph"), ("first",))


def hypothesis_annotations(path: Path, texts: Path | None = None) -> ForeignAnnotations:
    """Rows of the Hypothesis API: the answer to a search, a list of rows, or one a line."""
    return ForeignAnnotations(path, texts, _items_of_hypothesis, ("rows", "annotations"))


def _who(group: _Group) -> str | None:
    return group.annotator.name if group.annotator else None
