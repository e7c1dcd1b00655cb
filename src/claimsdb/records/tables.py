"""What a table of an export looks like, in the words of Table Schema (Frictionless, v1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from claimsdb.records.choices import TITLE

"""What an export is called that has no other title."""

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


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table with how a program that publishes it shows it.

    ``label`` is the column that a row is called by, ``facets`` are the columns whose words are counted beside
    the rows, ``searched`` those that full-text search finds words in; ``size`` is how many rows a page shows.
    """

    table: Table
    label: str | None = None
    facets: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    sort: str | None = None
    descending: bool = False
    size: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, and on which terms."""

    title: str = TITLE
    license: str | None = None
    license_url: str | None = None
    source: str | None = None
    source_url: str | None = None
