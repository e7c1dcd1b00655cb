"""Rows of a table that point at others of it, in an order in which they can be written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Table

    Row = tuple[Any, ...]


def pointing_back(
    table: Table, names: Sequence[str], batches: Iterable[Sequence[Row]]
) -> Iterator[list[Row]]:
    """Yield rows in batches, each behind or beside the row it points at, and hold back no more than needed.

    ``names`` are the columns of the rows, which come in the order of their keys. What points at no row, or
    goes round in a circle, comes last and together: PostgreSQL looks at the end of a statement whether a
    row is there.
    """
    pointers = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    if not pointers:
        yield from map(list, batches)
        return
    (pointer,) = map(names.index, pointers)
    (key,) = (names.index(column.name) for column in table.primary_key)
    held: set[int] = set()
    waiting: defaultdict[int, list[Row]] = defaultdict(list)
    for batch in batches:
        ready: list[Row] = []
        for row in batch:
            at = row[pointer]
            if at is not None and (at > row[key] or at in held):
                waiting[at].append(row)
                held.add(row[key])
            else:
                ready.append(row)
                for freed in _freed_by(row[key], waiting, key):
                    ready.append(freed)
                    held.discard(freed[key])
        yield ready
    yield [row for rows in waiting.values() for row in rows]


def _freed_by(written: int, waiting: dict[int, list[Row]], key: int) -> Iterator[Row]:
    """Yield the rows that waited for one, then those that waited for these, and so on."""
    met = [written]
    while met:
        for row in waiting.pop(met.pop(), ()):
            met.append(row[key])
            yield row
