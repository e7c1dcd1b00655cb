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
_BEGIN, _END = "TY", "ER"


@dataclass(slots=True)
class RISItem:
    """The values of each tag, in capitals, in their order; ``line`` is where the item begins.

    ``fault`` is why it cannot be read.
    """

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    fault: StrayLineError | ItemTooLongError | None = None

    def all(self, *tags: str) -> list[str]:
        """Return the values of some tags, those of the first tag first."""
        return [value for tag in tags for value in self.values.get(tag, ()) if value]

    def first(self, *tags: str) -> str | None:
        """Return the first value of the first of some tags that has one."""
        return next(iter(self.all(*tags)), None)


def read_ris(lines: Iterable[str]) -> Iterator[RISItem]:
    """Yield the items; one that has no end, ends where the next one begins.

    A line without a tag goes on with the one before it. What stands between items, such as their number,
    is passed over, unless it has a tag: then it is an item with a fault.
    """
    item: RISItem | None = None
    last: list[str] = []
    size = 0
    for number, line in enumerate(lines, start=1):
        text = line.strip("\r\n\x1a\ufeff ").removesuffix("\t")
        found = _LINE.fullmatch(text)
        tag = found[1].upper() if found else None
        if tag == _BEGIN:
            if item is not None:
                yield item
            item, size = RISItem(number), 0
        if item is None:
            if tag is not None and tag != _END:
                yield RISItem(number, fault=StrayLineError(text))
            continue
        if tag == _END:
            yield item
            item = None
            continue
        size += len(text)
        if size > LONGEST:
            item.values.clear()
            item.fault = ItemTooLongError(LONGEST)
        elif found and tag is not None:
            last = item.values.setdefault(tag, [])
            last.append(" ".join((found[2] or "").split()))
        elif last and text:
            last[-1] = f"{last[-1]} {' '.join(text.split())}".strip()
    if item is not None:
        yield item
