"""A spreadsheet saved as CSV → its rows by the names of our fields, streamed; it knows no database.

The header names the columns. A column is a field if it bears its name or one of the names that people give
it, in any case, or if a mapping says so. RFC 4180, with the separators that spreadsheets write: comma,
semicolon, tab, bar; a first line ``sep=;``, as Excel has it, names another. An apostrophe before what a
spreadsheet takes for a formula is taken off, as ``csv_tables`` and others put it there.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimsdb.errors.spreadsheets import (
    ColumnTwiceError,
    EmptySpreadsheetError,
    NoSuchColumnError,
    RowTooLongError,
    UnreadableRowError,
)
from claimsdb.formats.csv_tables import unescape_cell

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SEPARATORS: Final = ",;\t|"
LARGEST_CELL: Final = 32_000_000
"""The most characters of one cell: as many as a text may have."""

_NAMED: Final = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line that it begins on, from 1, and its cells that are not empty, by field.

    ``fault`` is why it is none.
    """

    line: int
    cells: Mapping[str, str]
    fault: RowTooLongError | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a spreadsheet, and which field each is; None is none."""

    headings: tuple[str, ...]
    fields: tuple[str | None, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """Return the headings that are no field."""
        both = zip(self.headings, self.fields, strict=True)
        return tuple(heading for heading, field in both if not field and heading)


def read_rows(
    lines: Iterable[str],
    *,
    file: str,
    names: Mapping[str, Sequence[str]],
    mapping: Mapping[str, str],
) -> tuple[Columns, Iterator[Row]]:
    """Return the columns of a spreadsheet and an iterator of its rows; blank rows are left out.

    Args:
        lines: The lines with their ends, as ``open(newline="")`` gives them.
        file: What to call it in errors.
        names: Every field with the further names that its column may bear.
        mapping: Field → heading, as the user says; it outranks the names.

    Raises:
        ClaimsDBError: there is no header, a mapping names no field or column, a field has two columns,
            or a row is no CSV.
    """
    csv.field_size_limit(LARGEST_CELL)
    rest = iter(lines)
    head = next(rest, "").removeprefix("\ufeff")
    named = _NAMED.fullmatch(head)
    if named:
        head = next(rest, "")
    if not head.strip():
        raise EmptySpreadsheetError(file)
    separator = named[1] if named else separator_of(head)
    reader = csv.reader(_again(head, rest), delimiter=separator, strict=True)
    rows = _rows(reader, file, before=1 if named else 0)
    headings = [each.strip() for each in next(rows)[1]]
    columns = _columns(headings, file, names, mapping)
    return columns, _cells(rows, columns)


def separator_of(header: str) -> str:
    """Return the separator that stands most often in a header, outside of quotation marks."""
    bare = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _rows(reader: Reader, file: str, *, before: int) -> Iterator[tuple[int, list[str]]]:
    while True:
        line = before + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise UnreadableRowError(file, line, str(fault)) from fault


def _columns(
    headings: Sequence[str], file: str, names: Mapping[str, Sequence[str]], mapping: Mapping[str, str]
) -> Columns:
    known = {_plain(name): field for field, others in names.items() for name in (field, *others)}
    for heading in mapping.values():
        if heading not in headings:
            raise NoSuchColumnError(file, heading, headings)
    said = {heading: field for field, heading in mapping.items()}
    known = {name: field for name, field in known.items() if field not in mapping}
    fields = [said.get(heading) or known.get(_plain(heading)) for heading in headings]
    for place, found in enumerate(fields):
        if found is not None and found in fields[:place]:
            raise ColumnTwiceError(file, found, headings[fields.index(found)], headings[place])
    return Columns(tuple(headings), tuple(fields))


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().replace("_", " ").split())


def _cells(rows: Iterator[tuple[int, list[str]]], columns: Columns) -> Iterator[Row]:
    for line, row in rows:
        if len(row) > len(columns.fields) and any(cell.strip() for cell in row[len(columns.fields) :]):
            yield Row(line, {}, RowTooLongError(len(row), len(columns.fields)))
            continue
        cells = {
            field: unescape_cell(cell)
            for field, cell in zip(columns.fields, row, strict=False)
            if field and cell.strip()
        }
        if cells:
            yield Row(line, cells)
