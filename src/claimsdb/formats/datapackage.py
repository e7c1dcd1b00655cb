"""Tables → the descriptor of a Tabular Data Package (Frictionless Data Package, version 1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.records.tables import Column, ForeignKey, Table

ESCAPED: Final = (
    "Text that a spreadsheet could take for a formula has an apostrophe in front. Take one away from "
    "each cell that begins with an apostrophe and then, after any further apostrophes, quotation marks "
    "and white space, one of = + - @ or their full-width forms; and from each cell that begins with "
    "apostrophes and then a tab or a line end."
)
RAW: Final = (
    "Cells hold the text exactly as stored. A spreadsheet may run a cell that begins with = + - or @: "
    "open these files only with programs that do not."
)
LISTS: Final = "; "
"""What stands between the texts of a list in a cell."""
_TYPED: Final[dict[str | None, str]] = {
    "day": "date",
    "moment": "datetime",
    "truth": "boolean",
    "list": "array",
}
"""The types of Table Schema, where cells are more than text."""
_DIALECT: Final = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "caseSensitiveHeader": True,
}


def describe_package(
    name: str, title: str, tables: Sequence[Table], *, created: str | None, raw: bool
) -> bytes:
    """The UTF-8 JSON of ``datapackage.json`` for tables that lie beside it as ``NAME.csv``.

    ``name`` is in small letters, digits, ``.``, ``_`` and ``-``; ``created`` is a time in RFC
    3339, if it is to be told. ``raw`` says which policy ``write_csv`` followed; ``claimsdb.formulas`` tells
    programs (``escaped`` or ``raw``) and ``description`` tells people.
    """
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": RAW if raw else ESCAPED,
        **({} if created is None else {"created": created}),
        "claimsdb": {"formulas": "raw" if raw else "escaped", "lists": LISTS, "csvw": "csv-metadata.json"},
        "resources": [_resource(table) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": _schema(table),
    }


def describe_parquet_package(name: str, title: str, tables: Sequence[Table], *, created: str) -> bytes:
    """The same for tables that lie beside it as ``NAME.parquet``, which have types and lists of their own."""
    package = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "created": created,
        "claimsdb": {"files": "parquet"},
        "resources": [
            {
                "profile": "data-resource",
                "name": table.name,
                "path": f"{table.name}.parquet",
                "description": table.description,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "schema": _keyed(table, [_typed_field(column) for column in table.columns]),
            }
            for table in tables
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def cell_description(column: Column) -> str:
    """What a column is, and how lists stand in its cells."""
    return f"{column.description} Joined by '{LISTS}'." if column.meaning == "list" else column.description


def _schema(table: Table) -> dict[str, Any]:
    fields = [_field(column, unique=table.primary_key == (column.name,)) for column in table.columns]
    return _keyed(table, fields) | {"missingValues": [""]}


def _keyed(table: Table, fields: list[dict[str, Any]]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields}
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(key, table) for key in table.foreign_keys]
    return schema


def _field(column: Column, *, unique: bool) -> dict[str, Any]:
    constraints = {"required": not column.nullable, "unique": unique, "enum": list(column.enum)}
    return {
        "name": column.name,
        "type": column.type,
        "format": column.format or "default",
        "description": cell_description(column),
        "constraints": {rule: value for rule, value in constraints.items() if value},
    }


def _typed_field(column: Column) -> dict[str, Any]:
    kind = "any" if column.format == "binary" else _TYPED.get(column.meaning, column.type)
    constraints = {"required": not column.nullable, "enum": list(column.enum)}
    return {
        "name": column.name,
        "type": kind,
        "description": column.description,
        "constraints": {rule: value for rule, value in constraints.items() if value},
    }


def _foreign_key(key: ForeignKey, table: Table) -> dict[str, Any]:
    """Table Schema v1 writes the empty name for a reference to the table itself."""
    resource = "" if key.table == table.name else key.table
    return {
        "fields": list(key.columns),
        "reference": {"resource": resource, "fields": list(key.references)},
    }
