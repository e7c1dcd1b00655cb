"""Rows of records as a table, JSON, JSON Lines, CSV or Markdown: every list is shown by this file."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from claimsdb.cli.output import draw, for_reader, put, tell, visible
from claimsdb.records.vocabulary import OUTCOMES
from claimsdb.text.shown_words import UNKNOWN, became

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from _typeshed import DataclassInstance
    from rich.console import RenderableType

    from claimsdb.records.history import VersionRow
    from claimsdb.records.rows import StatementRow

Format: TypeAlias = Literal["table", "json", "jsonl", "csv", "markdown"]

TABLE_LIMIT: Final = 100
"""How many rows a table shows unless ``--limit`` says otherwise."""

_UNSAFE_IN_JSON: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_MARKDOWN_MARKS: Final = re.compile(r"[\\`*_~\[\]<>|&]")


def rows_wanted(form: Format, limit: int | None) -> int | None:
    """Return how many rows to ask for, None for all: a table wants one more than it shows, to say so."""
    shown = _rows_shown(form, limit)
    return shown + 1 if form == "table" and shown is not None else shown


def _rows_shown(form: Format, limit: int | None) -> int | None:
    if limit is None:
        return TABLE_LIMIT if form == "table" else None
    return limit or None


def show_rows(
    rows: Iterable[DataclassInstance],
    form: Format,
    *,
    columns: dict[str, Callable[[Any], str]],
    shape: type[DataclassInstance],
    limit: int | None = None,
) -> None:
    """Show rows in a format.

    ``columns`` are those of the table for people: a heading, and what to write under it.
    ``shape`` is the record, whose fields are the columns of all other formats. A table shows no
    more rows than ``limit`` allows, and says so if there are more.
    """
    ready = _asked(rows)
    names = [field.name for field in fields(shape)]
    match form:
        case "table":
            _table(ready, columns, _rows_shown(form, limit))
        case "json":
            _json(ready)
        case "jsonl":
            for row in ready:
                put(as_json(row) + "\n")
        case "csv":
            _csv(ready, names)
        case "markdown":
            _markdown(ready, names)


def show_blocks(
    rows: Iterable[DataclassInstance],
    form: Format,
    *,
    block: Callable[[Any], RenderableType],
    shape: type[DataclassInstance],
    limit: int | None = None,
) -> None:
    """Show rows in a format; for people, each as a ``block`` of its own, where a table has no room."""
    if form != "table":
        show_rows(rows, form, columns={}, shape=shape, limit=limit)
        return
    waiting, count = iter(rows), 0
    for count, row in enumerate(islice(waiting, _rows_shown(form, limit)), start=1):  # noqa: B007 (told below)
        draw(block(row))
    _tell_rest(waiting, count)


def as_json(record: DataclassInstance, *, indent: int | None = None) -> str:
    """Write a record as JSON: keys in the order of its fields, unknown as null.

    Characters that a terminal may obey come as JSON's own escapes, which mean the same.
    """
    written = json.dumps(asdict(record), ensure_ascii=False, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def plain(value: object) -> str:
    """Write a value for a person: lists joined, unknown said."""
    match value:
        case None:
            return UNKNOWN
        case tuple() | list():
            return "; ".join(map(plain, value))
        case _:
            return visible(str(value))


def in_line(value: object) -> str:
    """Write a value for a person on one line."""
    return " ".join(plain(value).split())


def where(statement: StatementRow) -> str:
    """Write where a statement stands: title, outlet and date, unknown where they are not known."""
    title = statement.title or statement.file
    return f"{in_line(title)} ({in_line(statement.outlet)}, {in_line(statement.published)})"


def standing(statement: StatementRow) -> str:
    """Write what became of a statement's passage in a newer version; nothing if there is none."""
    if statement.outcome is None:
        return ""
    seen = f", {statement.review}" if statement.review else ""
    was = f"; it was “{in_line(statement.original_quote)}”" if statement.original_quote else ""
    further = "".join(
        f"; “{in_line(each.quote)}” {became(each.outcome, each.version)}"
        for each in statement.further_passages
        if each.outcome
    )
    return f"{became(statement.outcome, statement.version)}{seen}{was}{further}"


def carried_here(version: VersionRow) -> str:
    """Write how many passages were carried to a version, by what became of them."""
    counts = ((getattr(version, word), word) for word in (*OUTCOMES, "waiting"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count)


def passage_in_line(statement: StatementRow) -> str:
    """Write a statement's words, where they stand, and what became of them, a line each."""
    lines = (in_line(quoted(statement)), where(statement), standing(statement))
    return "\n".join(filter(None, lines))


def quoted(statement: StatementRow) -> str:
    """Write the words a statement stands on, with a sign where some are left out."""
    further = (each.quote for each in statement.further_passages)
    return f"“{' … '.join([statement.quote, *further])}”"


def _asked(rows: Iterable[DataclassInstance]) -> Iterator[DataclassInstance]:
    """Return the rows once the first is there: a question that is refused shows no heading."""
    waiting = iter(rows)
    return chain(list(islice(waiting, 1)), waiting)


def _table(
    rows: Iterator[DataclassInstance], columns: dict[str, Callable[[Any], str]], limit: int | None
) -> None:
    from claimsdb.cli.tables import draw_table  # noqa: PLC0415 (Rich costs other formats a third of their time)

    shown = [[write(row) for write in columns.values()] for row in islice(rows, limit)]
    if shown:
        draw_table(list(columns), shown)
    _tell_rest(rows, len(shown))


def _tell_rest(rows: Iterator[DataclassInstance], shown: int) -> None:
    if not shown:
        tell("Nothing found.")
    elif next(rows, None) is not None:
        tell(f"There are more than these {shown:,}. --limit 0 shows all.")


def _json(rows: Iterable[DataclassInstance]) -> None:
    separator = "[\n"
    for row in rows:
        put(separator + as_json(row))
        separator = ",\n"
    put("[]\n" if separator == "[\n" else "\n]\n")


def _csv(rows: Iterable[DataclassInstance], names: Sequence[str]) -> None:
    from claimsdb.formats.csv_tables import write_csv  # noqa: PLC0415 (only this format needs it)

    write_csv(_StandardOutput(), names, ([[*map(_safe, _cells(row))]] for row in rows), raw=False)


class _StandardOutput:
    """Standard output as a stream that knows of readers who leave."""

    def write(self, text: str) -> None:
        put(text)


def _safe(cell: object) -> object:
    return for_reader(cell) if isinstance(cell, str) else cell


def _cells(row: DataclassInstance) -> list[object]:
    return [_joined(getattr(row, each.name)) for each in fields(row)]


def _joined(value: object) -> object:
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    return value


def _markdown(rows: Iterable[DataclassInstance], names: Sequence[str]) -> None:
    lines = chain([names, ["---"] * len(names)], (map(_markdown_cell, _cells(row)) for row in rows))
    for line in lines:
        put("| " + " | ".join(line) + " |\n")


def _markdown_cell(value: object) -> str:
    text = "" if value is None else in_line(value)
    return _MARKDOWN_MARKS.sub(lambda found: f"\\{found[0]}", text)
