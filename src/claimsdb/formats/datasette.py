"""Tables → SQL that makes an SQLite file of them, and the metadata by which Datasette shows it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.records.tables import Column, ForeignKey, Publication, PublishedTable, Table

BEGINNING: Final = '{\n  "claimsdb": {'
"""How metadata of ours begins."""

TYPES: Final = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}

WORDS: Final = "unicode61 remove_diacritics 2"
"""How the text is cut into words: as Unicode has it, case and accents apart."""

DESCRIPTION: Final = (
    "Who said what, where and when, with the passage that shows it: offsets count Unicode code points, "
    "dates are EDTF (ISO 8601-2), and what is unknown is empty."
)


def create_sql(table: Table) -> str:
    """The statement that makes a table; its keys are those that Datasette follows."""
    lines = [_column(column, key=table.primary_key == (column.name,)) for column in table.columns]
    if len(table.primary_key) > 1:
        lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    lines += [_foreign_key(key) for key in table.foreign_keys]
    return f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def insert_sql(table: Table) -> str:
    """The statement that takes the cells of a row."""
    columns = [column.name for column in table.columns]
    return f"INSERT INTO {_name(table.name)} ({_names(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 (our own words)


def index_sql(published: PublishedTable) -> Iterator[str]:
    """Yield the statements that make links from other tables, facets and search quick; rows stand already."""
    table = published.table
    columns = [key.columns[0] for key in table.foreign_keys]
    plain = [each.name for each in table.columns if each.name in published.facets and each.meaning != "list"]
    sorted_by = [published.sort] if published.sort else []
    for column in dict.fromkeys([*columns, *plain, *sorted_by]):
        if column != next(iter(table.primary_key), None):
            index = _name(f"ix_{table.name}_{column}")
            yield f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column)})"
    if published.searched:
        index, names = _name(f"{table.name}_fts"), _names(published.searched)
        key = table.primary_key[0]
        yield (
            f"CREATE VIRTUAL TABLE {index} USING FTS5 ({names}, "
            f"content={_name(table.name)}, content_rowid={_name(key)}, tokenize='{WORDS}')"
        )
        yield f"INSERT INTO {index} ({index}) VALUES ('rebuild')"  # noqa: S608 (our own words)
        yield f"INSERT INTO {index} ({index}) VALUES ('optimize')"  # noqa: S608 (our own words)


def describe(
    name: str, publication: Publication, tables: Sequence[PublishedTable], *, made_at: str, program: str
) -> bytes:
    """The UTF-8 JSON of the metadata for a file that Datasette knows by ``name``: its own, without ending."""
    terms = {word: value for word, value in asdict(publication).items() if value is not None}
    shown = {each.table.name: _shown(each) for each in tables}
    metadata = {
        "claimsdb": {"made_at": made_at, "program": program},
        **terms,
        "description": DESCRIPTION,
        "databases": {name: {**terms, "description": DESCRIPTION, "tables": shown}},
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode()


def _shown(published: PublishedTable) -> dict[str, Any]:
    table, order = published.table, "sort_desc" if published.descending else "sort"
    lists = {each.name for each in table.columns if each.meaning == "list"}
    wanted = {
        "description": table.description,
        "columns": {each.name: each.description for each in table.columns},
        "label_column": published.label,
        "facets": [{"array": each} if each in lists else each for each in published.facets],
        order: published.sort,
        "size": published.size,
        "hidden": published.hidden,
    }
    if published.searched:
        wanted |= {"fts_table": f"{table.name}_fts", "fts_pk": table.primary_key[0]}
    return {word: value for word, value in wanted.items() if value}


def _column(column: Column, *, key: bool) -> str:
    kind = "BLOB" if column.format == "binary" else TYPES.get(column.type, "TEXT")
    rule = " PRIMARY KEY" if key else "" if column.nullable else " NOT NULL"
    return f"{_name(column.name)} {kind}{rule}"


def _foreign_key(key: ForeignKey) -> str:
    there = f"{_name(key.table)} ({_names(key.references)})"
    return f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {there}"


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return f'"{name}"'
