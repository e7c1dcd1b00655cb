"""Rows of records as a table, JSON, JSON Lines, CSV or Markdown: every list is shown by this file."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from claimsdb.cli.output import draw, put, tell, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from _typeshed import DataclassInstance
    from rich.table import Table

Format: TypeAlias = Literal["table", "json", "jsonl", "csv", "markdown"]

UNKNOWN = "unknown"
"""What people read where nothing is known; machines get ``null`` or an empty cell."""

OWN_VOICE = "the article itself"
"""Who speaks where nobody is quoted."""

NARROW = frozenset(
    {"", "published", "stance", "in", "versions", "statements", "statements by", "claims", "articles"}
)
"""Headings of columns that hold a word or a number, which folding would only make hard to read."""

TABLE_LIMIT = 100
"""How many rows a table shows unless ``--limit`` says otherwise."""


def rows_wanted(form: Format, limit: int | None) -> int | None:
    """Return how many rows to ask for: ``--limit``, 0 for all, or a screenful or two for a table."""
    if limit is None:
        return TABLE_LIMIT if form == "table" else None
    return limit or None


def show_rows(
    rows: Iterable[DataclassInstance],
    form: Format,
    *,
    columns: dict[str, Callable[[Any], str]],
    shape: type[DataclassInstance],
) -> int:
    """Show rows in a format; return how many there were.

    ``columns`` are those of the table for people: a heading, and what to write under it.
    ``shape`` is the record, whose fields are the columns of all other formats.
    """
    counted = _Counted(rows)
    match form:
        case "table":
            _table(counted, columns)
        case "json":
            _json(counted)
        case "jsonl":
            for row in counted:
                put(as_json(row) + "\n")
        case "csv":
            _csv(counted, [field.name for field in fields(shape)])
        case "markdown":
            _markdown(counted, [field.name for field in fields(shape)])
    return counted.count


def as_json(record: DataclassInstance, *, indent: int | None = None) -> str:
    """Write a record as JSON: keys in the order of its fields, unknown as null."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=indent)


def plain(value: object) -> str:
    """Write a value for a person: lists joined, unknown said."""
    match value:
        case None:
            return UNKNOWN
        case tuple() | list():
            return "; ".join(map(plain, value))
        case _:
            return visible(str(value))


def tell_if_cut(shown: int, total: int) -> None:
    """Say that a table was cut, if it was."""
    if shown < total:
        tell(f"{shown:,} of {total:,} shown. --limit 0 shows all.")


class _Counted:
    """Rows passed through and counted."""

    def __init__(self, rows: Iterable[DataclassInstance]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[DataclassInstance]:
        for row in self._rows:
            self.count += 1
            yield row


def _table(rows: Iterable[DataclassInstance], columns: dict[str, Callable[[Any], str]]) -> None:
    table = empty_table(columns)
    for row in rows:
        table.add_row(*(write(row) for write in columns.values()))
    if table.row_count:
        draw(table)
    else:
        tell("Nothing found.")


def empty_table(headings: Iterable[str]) -> Table:
    """Return a table with its headings; cells fold rather than lose words."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 (see output.console)
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in NARROW)
    return table


def _json(rows: Iterable[DataclassInstance]) -> None:
    separator = "[\n"
    for row in rows:
        put(separator + as_json(row))
        separator = ",\n"
    put("[]\n" if separator == "[\n" else "\n]\n")


def _csv(rows: Iterable[DataclassInstance], names: Sequence[str]) -> None:
    from claimsdb.formats.csv_tables import write_csv  # noqa: PLC0415 (only this format needs it)

    write_csv(_StandardOutput(), names, (_cells(row) for row in rows), raw=False)


class _StandardOutput:
    """Standard output as a stream that knows of readers who leave."""

    def write(self, text: str) -> None:
        put(text)


def _cells(row: DataclassInstance) -> list[object]:
    return [
        None if value == () else _joined(value) for value in (getattr(row, each.name) for each in fields(row))
    ]


def _joined(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value


def _markdown(rows: Iterable[DataclassInstance], names: Sequence[str]) -> None:
    lines = chain([names, ["---"] * len(names)], (map(_markdown_cell, _cells(row)) for row in rows))
    for line in lines:
        put("| " + " | ".join(line) + " |\n")


def _markdown_cell(value: object) -> str:
    text = "" if value is None else visible(str(value))
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())
