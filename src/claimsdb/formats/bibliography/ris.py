"""RIS, as reference managers and databases write it: lines → items, a tag a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from claimsdb.errors.references import ItemTooLongError, StrayLineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 8_000_000
"""The most characters that one item may have."""

_LINE: Final = re.compile(r"([A-Za-z][A-Za-z0-9]) {1,2}-(?: (.*))?")
_AROUND: Final = "\r\n\t \ufeff\x1a"
"""What may stand at either end of a line: a byte-order mark, and the mark that ended files of old."""


@dataclass(slots=True)
class RISItem:
    """The values of each tag, in capitals, in their order; ``line`` is where the item begins.

    ``kind`` is its type, such as NEWS; ``fault`` is why it cannot be read.
    """

    line: int
    kind: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    fault: StrayLineError | ItemTooLongError | None = None

    def all(self, *tags: str) -> list[str]:
        """Return the values of some tags, those of the first tag first."""
        return [value for tag in tags for value in self.values.get(tag, ()) if value]

    def first(self, *tags: str) -> str | None:
        """Return the first value of the first of some tags that has one."""
        return next(iter(self.all(*tags)), None)


class _Reading:
    """The item that is being read, if any."""

    def __init__(self) -> None:
        self._item: RISItem | None = None
        self._values: list[str] = []
        self._size = 0

    def begin(self, line: int, kind: str) -> RISItem | None:
        """Begin an item, and return the one that it ends, if there is one."""
        ended, self._item = self._item, RISItem(line, kind.strip().upper())
        self._values, self._size = [], 0
        return ended

    def end(self) -> RISItem | None:
        """End the item, and return it, if there is one."""
        ended, self._item = self._item, None
        return ended

    def take(self, number: int, text: str, tag: str | None, value: str) -> RISItem | None:
        """Take a line; return it as an item with a fault, if it has a tag and stands in none."""
        if self._item is None:
            return RISItem(number, fault=StrayLineError(text)) if tag is not None else None
        self._size += len(text)
        if self._size > LONGEST:
            self._item.values.clear()
            self._item.fault = ItemTooLongError(LONGEST)
        elif tag is not None:
            self._values = self._item.values.setdefault(tag, [])
            self._values.append(value)
        elif self._values and value:
            self._values[-1] = f"{self._values[-1]} {value}".strip()
        return None


def read_ris(lines: Iterable[str]) -> Iterator[RISItem]:
    """Yield the items; one without an end ends where the next one begins.

    A line without a tag goes on with the one before it. What stands between items, such as their number,
    is passed over, unless it has a tag: then it is an item with a fault.
    """
    reading = _Reading()
    for number, line in enumerate(lines, start=1):
        text = line.strip(_AROUND)
        found = _LINE.fullmatch(text)
        tag, value = (found[1].upper(), found[2] or "") if found else (None, text)
        match tag:
            case "TY":
                item = reading.begin(number, value)
            case "ER":
                item = reading.end()
            case _:
                item = reading.take(number, text, tag, " ".join(value.split()))
        if item is not None:
            yield item
    if (item := reading.end()) is not None:
        yield item
