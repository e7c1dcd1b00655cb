"""Plain data together with the places where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from claimsdb.records.place import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimsdb.records.place import Place

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
Path: TypeAlias = tuple[str | int, ...]

DEEPEST: Final = 20
"""Mappings and lists inside one another; the record itself needs eight."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where values and keys stand. What has no mark of its own stands at ``start``."""

    start: Place
    values: Mapping[Path, Place] = field(default_factory=dict)
    keys: Mapping[Path, Place] = field(default_factory=dict)

    def of(self, path: Path) -> Place:
        """The place of a value."""
        return self.values.get(path, self.start) if self.values else self.start

    def of_key(self, path: Path) -> Place:
        """The place of the key that leads to a value."""
        return self.keys.get(path, self.start)


@dataclass(slots=True, eq=False)
class Node:
    """A value with its path and place: a cursor over plain data of any shape.

    It never changes; it is not frozen since it is made twenty times for each claim of a bulk load,
    and a frozen record takes four times as long to make.
    """

    value: Plain
    marks: Marks
    path: Path = ()

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.marks.of(self.path)

    @property
    def words(self) -> str:
        """Text (or a whole number) with its white space collapsed."""
        return _on_one_line(self.value)

    def get(self, key: str) -> Node | None:
        """The value under a key; ``None`` if it is absent or null."""
        value = self._under(key)
        return None if value is None else Node(value, self.marks, self.path + (key,))  # noqa: RUF005 (thrice as fast)

    def at(self, path: Path) -> Node:
        """The value at a path that is known to lead somewhere from the root."""
        value = self.value
        for part in path:
            if isinstance(value, list):
                value = value[int(part)]
            else:
                assert isinstance(value, dict)
                value = value[str(part)]
        return Node(value, self.marks, path)

    def entry(self, key: str) -> Node:
        """The value under a key that is known to be there, null included."""
        assert isinstance(self.value, dict)
        return Node(self.value[key], self.marks, self.path + (key,))  # noqa: RUF005 (thrice as fast)

    def text(self, key: str) -> str | None:
        """The text under a key as written; ``None`` if it is absent or null."""
        value = self._under(key)
        return None if value is None else str(value)

    def line(self, key: str) -> str | None:
        """The text under a key with its white space collapsed; ``None`` if it is absent or null."""
        value = self._under(key)
        return None if value is None else _on_one_line(value)

    def items(self, key: str) -> Sequence[Node]:
        """The items of the list under a key; none if it is absent, null or no list."""
        node = self.get(key)
        return [] if node is None else node.elements()

    def elements(self) -> Sequence[Node]:
        """The items of a list; none of anything else."""
        values = self.value if isinstance(self.value, list) else []
        return [Node(value, self.marks, self.path + (index,)) for index, value in enumerate(values)]  # noqa: RUF005 (as above)

    def fields(self) -> Sequence[Node]:
        """The values of a mapping; none of anything else."""
        return [self.entry(key) for key in self.keys()]

    def keys(self) -> Sequence[str]:
        """The keys of a mapping; none of anything else."""
        return list(self.value) if isinstance(self.value, dict) else []

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in no fixed order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [*node.elements(), *node.fields()]

    def _under(self, key: str) -> Plain:
        return self.value.get(key) if isinstance(self.value, dict) else None

    def problem(self, sentence: str) -> Problem:
        """A problem at this value; the sentence is led by the name of the field."""
        return Problem(self.place, f"{field_name(self.path)}: {sentence}")


def _on_one_line(value: Plain) -> str:
    return " ".join(str(value).split())


def field_name(path: Path) -> str:
    """Write a path as ``claims[0].quote`` (lists count from 0, as in jq); the whole is ``the record``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".") or "the record"
