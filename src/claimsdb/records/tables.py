"""What a table of an export looks like, in the words of Table Schema (Frictionless, v1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

ColumnType: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "datetime"]
Meaning: TypeAlias = Literal["edtf", "day", "moment", "truth", "list"]
"""What cells are, where their type does not say it: a date in EDTF, a day of the calendar (``YYYY-MM-DD``,
from the year 0), a moment in UTC, 1 for yes and 0 for no, or several texts.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``format`` ``"binary"`` is bytes as base64 text; ``enum`` lists all words allowed."""

    name: str
    type: ColumnType
    description: str
    nullable: bool
    enum: tuple[str, ...] = ()
    format: str | None = None
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values are those of ``references`` in another table, or in the same one."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export, written to a file called after it."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
