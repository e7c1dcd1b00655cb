"""Bibliographies: CSL-JSON and RIS, item by item, with the texts of a folder, if there are any."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.references import NoItemsError
from claimsdb.formats.bibliography.csl_reading import csl_note
from claimsdb.formats.bibliography.ris import read_ris
from claimsdb.formats.bibliography.ris_reading import ris_note
from claimsdb.records.place import Place
from claimsdb.records.references import Reference
from claimsdb.records.sources import RefusedText
from claimsdb.sources.foreign.json_nodes import json_nodes
from claimsdb.sources.foreign.lines import lines_of
from claimsdb.sources.foreign.refusing import refused_at
from claimsdb.sources.foreign.texts_at_hand import TextsAtHand
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from claimsdb.records.references import ItemNote

    Item = tuple[Place, Callable[[], ItemNote]] | RefusedText


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A file of items; ``called`` is what it should have been exported as."""

    path: Path
    texts: Path | None
    items: Callable[[Path], Iterator[Item]]
    called: str

    def read(self) -> Iterator[Reference | RefusedText]:
        """Yield what each item says, with its text, if that is at hand.

        Raises:
            ClaimsDBError: the file is no bibliography, or the folder none.
        """
        texts, is_empty = TextsAtHand(self.texts), True
        for item in self.items(self.path):
            is_empty = False
            if isinstance(item, RefusedText):
                yield item
                continue
            place, noting = item
            try:
                yield self._reference(noting(), texts)
            except ClaimsDBError as reason:
                yield refused_at(place, reason)
        if is_empty:
            raise NoItemsError(str(self.path), self.called)

    def _reference(self, note: ItemNote, texts: TextsAtHand) -> Reference:
        library = self.path.name
        file = f"{library} · {note.key}" if note.key else library
        said = json.dumps([note.key, asdict(note.metadata)], sort_keys=True)
        text = texts.named(note.called)
        digest = sha256(said.encode())
        name = f"{note.place} ({note.key})" if note.key else str(note.place)
        return Reference(name, note.metadata, file, library, digest, note.notes, text)


def csl_json(path: Path, texts: Path | None = None) -> Bibliography:
    """CSL-JSON: a list of items, one item, or one after the other."""
    return Bibliography(path, texts, _csl_items, "CSL JSON")


def ris(path: Path, texts: Path | None = None, encoding: str | None = None) -> Bibliography:
    """RIS; ``encoding`` is found out where it is None."""
    return Bibliography(path, texts, partial(_ris_items, encoding=encoding), "RIS")


def _csl_items(path: Path) -> Iterator[Item]:
    for node in json_nodes(path, lists=("items",)):
        yield node if isinstance(node, RefusedText) else (node.place, partial(csl_note, node))


def _ris_items(path: Path, *, encoding: str | None) -> Iterator[Item]:
    for item in read_ris(lines_of(path, encoding)):
        place = Place(str(path), item.line)
        yield place, partial(ris_note, item, place)
