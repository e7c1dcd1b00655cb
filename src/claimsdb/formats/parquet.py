"""Tables → Apache Parquet, written by DuckDB, which reads our rows as JSON Lines; nothing is fetched.

Raises on import:
    NoDuckDBError: it is not installed.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from claimsdb.errors.exports import NoDuckDBError

try:
    import duckdb
except ImportError as fault:
    raise NoDuckDBError(str(fault)) from fault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Self

    from claimsdb.formats.csv_tables import Rows
    from claimsdb.records.tables import Column, Table

Fault = duckdb.Error
"""What DuckDB raises if it cannot write."""

MEGABYTES: Final = 512
"""The memory that DuckDB may take for rows; what does not fit it keeps on the disk."""

LONGEST: Final = 2**24
"""The bytes that the line of a row has room for, unless a longer one comes."""

SETTINGS: Final = {
    "threads": 1,  # rows are written in the order in which one thread reads them, which a test holds
    "preserve_insertion_order": False,  # row groups can be bounded by bytes only without that promise
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}

_TYPES: Final = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMPTZ",
}
_MEANT: Final[dict[str | None, str]] = {
    "day": "CAST({} AS DATE)",
    "moment": "CAST({} AS TIMESTAMPTZ)",
    "truth": "CAST({} AS BOOLEAN)",
}
"""How cells become what they mean."""


class ParquetWriter:
    """Writes tables one by one. ``staging`` is a folder for what lies between, as large as a table's rows."""

    def __init__(self, staging: Path) -> None:
        self._lines = staging / "rows.jsonl"
        self._duckdb = duckdb.connect(":memory:", config={**SETTINGS, "temp_directory": str(staging)})
        self._duckdb.execute("SET TimeZone = 'UTC'")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._duckdb.close()

    def write(self, path: Path, table: Table, batches: Iterable[Rows]) -> tuple[Table, int]:
        """Write a file and return what it holds, and how many rows.

        A moment that is none, as another program may have stored it, makes all dates of its table text.
        """
        count, longest = self._write_lines(table, batches)
        longest = max(longest, LONGEST)
        self._duckdb.execute(f"SET memory_limit = '{MEGABYTES + 16 * longest // 2**20}MiB'")
        try:
            self._copy(path, table, longest)
        except duckdb.ConversionException:
            table = replace(table, columns=tuple(map(_as_text, table.columns)))
            self._copy(path, table, longest)
        self._lines.unlink()
        return table, count

    def _write_lines(self, table: Table, batches: Iterable[Rows]) -> tuple[int, int]:
        """Write each row as a line; return how many there are, and the bytes of the longest."""
        names = [column.name for column in table.columns]
        encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode
        count = longest = 0
        with self._lines.open("wb") as stream:
            for batch in batches:
                lines = [f"{encode(dict(zip(names, row, strict=True)))}\n".encode() for row in batch]
                stream.writelines(lines)
                count += len(lines)
                longest = max(longest, *map(len, lines), 0)
        return count, longest

    def _copy(self, path: Path, table: Table, longest: int) -> None:
        columns = ", ".join(f"{_name(each.name)}: {_literal(_read_as(each))}" for each in table.columns)
        chosen = ", ".join(f"{_written_as(each)} AS {_name(each.name)}" for each in table.columns)
        told = {each.name: each.description for each in table.columns}
        told_json = json.dumps(told, ensure_ascii=False)
        self._duckdb.execute(
            f"COPY (SELECT {chosen} FROM read_json({_literal(_no_pattern(self._lines))}, "  # noqa: S608 (our own words)
            f"format = 'newline_delimited', hive_partitioning = false, maximum_object_size = {longest}, "
            f"columns = {{{columns}}})) TO {_literal(str(path))} (FORMAT parquet, COMPRESSION zstd, "
            f"ROW_GROUP_SIZE_BYTES '32MB', KV_METADATA {{description: {_literal(table.description)}, "
            f"columns: {_literal(told_json)}}})"
        )


def _plain(value: object) -> str:
    return b64encode(value).decode() if isinstance(value, bytes) else str(value)


def _as_text(column: Column) -> Column:
    return replace(column, meaning=None) if column.meaning in {"day", "moment"} else column


def _read_as(column: Column) -> str:
    return "VARCHAR[]" if column.meaning == "list" else _TYPES[column.type]


def _written_as(column: Column) -> str:
    form = "from_base64({})" if column.format == "binary" else _MEANT.get(column.meaning, "{}")
    return form.format(_name(column.name))


def _name(name: str) -> str:
    return f'"{name}"'


def _literal(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _no_pattern(path: Path) -> str:
    """Write a path whose signs match nothing but themselves."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
