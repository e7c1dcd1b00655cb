"""One YAML document, event by event, with an explicit stack instead of recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

import yaml

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.marks import DEEPEST, Path, Plain
from claimsdb.formats.wording import shown
from claimsdb.records.place import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimsdb.formats.yaml_text import Lines

_NULLS: Final = frozenset({"", "~", "null"})
_WHOLE_NUMBER: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")


@dataclass(slots=True)
class _Open:
    """A list or mapping that has not ended; ``key`` waits for its value, a number if that is dropped."""

    path: Path
    into: list[Plain] | dict[str, Plain]
    key: str | int | None = None

    @property
    def awaits_key(self) -> bool:
        return isinstance(self.into, dict) and self.key is None

    @property
    def next_path(self) -> Path:
        return (*self.path, len(self.into) if self.key is None else self.key)

    def add(self, value: Plain) -> None:
        if isinstance(self.into, list):
            self.into.append(value)
        elif isinstance(self.key, str):
            self.into[self.key] = value
        self.key = None


class Walk:
    """The reading so far: the open lists and mappings, the marks, the faults."""

    def __init__(self, lines: Lines, wants_number: Callable[[Path], type | None]) -> None:
        self.lines, self.wants_number = lines, wants_number
        self.root: Plain = None
        self.open: list[_Open] = []
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """Go one event further."""
        match event:
            case yaml.DocumentStartEvent():
                self.start_document(event)
            case yaml.AliasEvent():
                self.note(event, f"the alias {shown(f'*{event.anchor}')} is not allowed: write the value out")
                self.scalar(event, None)
            case yaml.ScalarEvent():
                self.refuse_extras(event)
                self.scalar(event, event.value, bare=not event.style)
            case yaml.MappingStartEvent():
                self.start_collection(event, {})
            case yaml.SequenceStartEvent():
                self.start_collection(event, [])
            case yaml.CollectionEndEvent():
                self.open.pop()

    def start_document(self, event: yaml.Event) -> None:
        """Take the first document, and stop at a second one."""
        self.documents += 1
        if self.documents > 1:
            self.stop(_start(event), "a second document begins here: keep one document in a file")

    def start_collection(
        self, event: yaml.CollectionStartEvent, into: list[Plain] | dict[str, Plain]
    ) -> None:
        """Go into a list or mapping."""
        self.refuse_extras(event)
        if len(self.open) == DEEPEST:
            sentence = f"lists and mappings are nested more than {DEEPEST} deep: flatten them"
            self.stop(_start(event), sentence)
        if self.open and self.open[-1].awaits_key:
            self.stop(_start(event), "a list or mapping cannot be a key: write the key as text")
        path = self.put(event, into)
        self.open.append(_Open(path, into))

    def scalar(self, event: yaml.NodeEvent, text: str | None, *, bare: bool = False) -> None:
        """Take a key or a value; ``bare`` text stands without quotation marks."""
        if self.open and self.open[-1].awaits_key:
            self.start_entry(self.open[-1], event, text, bare=bare)
        elif bare and text in _NULLS:
            self.put(event, None)
        else:
            self.put(event, text, bare=bare)

    def start_entry(self, mapping: _Open, event: yaml.NodeEvent, key: str | None, *, bare: bool) -> None:
        """Take a key; the value of one that cannot stand is read under a number and dropped."""
        if key is None or self.refuse_key((*mapping.path, key), event, key, bare=bare):
            mapping.key = -_start(event) - 1
        else:
            self.keys[(*mapping.path, key)] = self.place(event)
            mapping.key = key

    def refuse_key(self, path: Path, event: yaml.NodeEvent, key: str, *, bare: bool) -> bool:
        """Whether a key cannot stand, which is noted."""
        if bare and key in {*_NULLS, "<<"}:
            self.note(event, f"{shown(key)} cannot be a key: write the key as text")
        elif path in self.keys:
            first = f"first at {self.keys[path]}"
            self.note(event, f"the key {shown(key)} is given twice, {first}: keep one of them")
        else:
            return False
        return True

    def put(self, event: yaml.NodeEvent, value: Plain, *, bare: bool = False) -> Path:
        """Put a value where it belongs, mark it, and return its path."""
        path = self.open[-1].next_path if self.open else ()
        if bare and isinstance(value, str) and (wanted := self.wants_number(path)) is not None:
            value = _as_number(value, wanted)
        self.values[path] = self.place(event)
        if self.open:
            self.open[-1].add(value)
        else:
            self.root = value
        return path

    def refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Note an anchor or tag; the value itself is read on."""
        if event.anchor is not None:
            self.note(event, f"the anchor {shown(f'&{event.anchor}')} is not allowed: write the value out")
        if event.tag is not None:
            self.note(event, f"the tag {shown(event.tag)} is not allowed: write the value alone")

    def note(self, event: yaml.Event, sentence: str) -> None:
        """Note a fault that does not hide the rest."""
        self.problems.append(Problem(self.place(event), sentence))

    def stop(self, index: int, sentence: str) -> NoReturn:
        """Give up at an index: what follows cannot be trusted."""
        raise AnnotationRefusedError([*self.problems, Problem(self.lines.place(index), sentence)])

    def place(self, event: yaml.Event) -> Place:
        """Where an event begins."""
        return self.lines.place(_start(event))


def _as_number(text: str, wanted: type) -> Plain:
    """Read a whole number, or where a ``float`` is wanted a decimal; what is none stays text."""
    if _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    return float(text) if wanted is float and _DECIMAL.fullmatch(text) else text


def _start(event: yaml.Event) -> int:
    """The index of an event in code points; libyaml gives every event a mark."""
    assert event.start_mark is not None
    return event.start_mark.index
