"""Rows → CSV (RFC 4180) that a spreadsheet can open without running what a text says.

A value that is unknown (``None``) is an empty cell; an empty text is a quoted empty cell
(``""``), which PostgreSQL and DuckDB tell apart and Python's csv module does not.
"""

from __future__ import annotations

import math
import re
from binascii import b2a_base64
from datetime import UTC, date, datetime
from types import NoneType
from typing import TYPE_CHECKING, Any, Final

from claimsdb.errors.formats import NoPlainCellError, UnevenRowError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from _typeshed import SupportsWrite

    Rows = Sequence[Sequence[object]]

_FORMULA: Final = re.compile("'*[\t\r\n]|[\\s'\"\u200b\ufeff]*[=+\\-@＝＋－＠]")
"""What a spreadsheet may take for a formula, white space and quotes before it passed over.

Whatever it matches, it matches with one more apostrophe in front, so that ``escape_cell`` never
makes what an unescaped text could be, and ``unescape_cell`` is its exact inverse.
"""
_SIGNS: Final = frozenset("'\"\u200b\ufeff=+-@＝＋－＠")
"""What a formula can begin with, white space apart."""

_TEXT: Final = {str, NoneType}


def write_csv(
    stream: SupportsWrite[str], header: Sequence[str], batches: Iterable[Rows], *, raw: bool
) -> int:
    """Write a header and rows, a batch at a time, and return the number of rows.

    The stream is open as UTF-8 with ``newline=""``, for lines end in CR LF. Unless ``raw``,
    text that a spreadsheet may run is escaped (see ``escape_cell``). Cells are text, numbers,
    truth values (``true``, ``false``), dates and times (ISO 8601), bytes (base64), ``None``,
    and lists of text (joined by ``; ``). Raises ``UnevenRowError`` for a row of another length
    than the header, and ``NoPlainCellError`` for any other value; nothing of its batch is written.
    """
    stream.write(_lines(0, [header], raw=raw))
    count = 0
    for batch in batches:
        _check_lengths(count, batch, len(header))
        stream.write(_lines(count, batch, raw=raw))
        count += len(batch)
    return count


def escape_cell(text: str) -> str:
    """Text with an apostrophe in front if a spreadsheet may take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_cell(cell: str) -> str:
    """The text that ``escape_cell`` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _check_lengths(before: int, rows: Rows, columns: int) -> None:
    if set(map(len, rows)) - {columns}:
        number, row = next(each for each in enumerate(rows, before + 1) if len(each[1]) != columns)
        raise UnevenRowError(number, len(row), columns)


def _lines(before: int, rows: Rows, *, raw: bool) -> str:
    columns = (_column(before, column, raw=raw) for column in zip(*rows, strict=True))
    return "\r\n".join([*map(",".join, zip(*columns, strict=True)), ""])


def _column(before: int, values: Sequence[object], *, raw: bool) -> Iterable[str]:
    """Write a column of a batch: Python looks at each text once, however often it stands there."""
    kinds = set(map(type, values))
    if kinds == {int}:
        return map(str, values)
    if kinds <= _TEXT:
        distinct: set[Any] = set(values)
        cells = {each: _text(each, raw=raw) for each in distinct}
        return map(cells.__getitem__, values)
    return [_cell(number, value, raw=raw) for number, value in enumerate(values, before + 1)]


def _text(text: str | None, *, raw: bool) -> str:
    if text is None:
        return ""
    if not raw and (text[:1] in _SIGNS or text[:1].isspace()):
        text = escape_cell(text)
    if _needs_quotes(text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def _needs_quotes(text: str) -> bool:
    """Tell whether RFC 4180 asks for quotes, or other programs would divide the text or trim it."""
    return (
        "," in text
        or '"' in text
        or "\n" in text
        or "\r" in text
        or ";" in text
        or "\t" in text
        or not text
        or text.strip() != text
    )


def _cell(number: int, value: object, *, raw: bool) -> str:
    match value:
        case None | str():
            return _text(value, raw=raw)
        case list() | tuple() if all(isinstance(item, str) for item in value):
            return _cell(number, "; ".join(value), raw=raw)
        case bytes():
            return b2a_base64(value, newline=False).decode("ascii") or '""'
        case _:
            return _plain(number, value)


def _plain(number: int, value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() if math.isfinite(value):
            return repr(value)
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case _:
            raise NoPlainCellError(number, value)


def _instant(value: datetime) -> str:
    """A time as Table Schema has it, ``2017-02-15T09:30:00Z``; without a zone there is no ``Z``."""
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
