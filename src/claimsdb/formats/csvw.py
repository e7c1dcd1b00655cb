"""Tables → the metadata of a table group of CSV on the Web (W3C, Metadata Vocabulary for Tabular Data)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from claimsdb.formats.datapackage import ESCAPED, LISTS, RAW, cell_description

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.records.tables import Column, ForeignKey, Table

_DIALECT: Final = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "header": True,
    "headerRowCount": 1,
    "skipInitialSpace": False,
    "trim": False,
}
_TYPES: Final = {
    "string": "string",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "datetime": "dateTime",
}
_MEANT: Final[dict[str | None, dict[str, str]]] = {
    "edtf": {"base": "string", "format": r"[0-9XYSETZ?~%/.,:+{}\[\]\-]+"},
    # no xsd:date: days may be of the year 0, which only its version 1.1 has, and few programs
    "day": {"base": "string", "format": "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    "truth": {"base": "boolean", "format": "1|0"},
}


def describe_group(title: str, tables: Sequence[Table], *, created: str | None, raw: bool) -> bytes:
    """The UTF-8 JSON of ``csv-metadata.json`` for tables that lie beside it as ``NAME.csv``.

    A foreign key is one whose cells are never empty: the Recommendation has each row refer to a row, and
    strict validators hold to it. Of others ``dc:references`` names the file whose rows their numbers are.
    ``created`` is a time in RFC 3339; ``raw`` says which policy ``write_csv`` followed.
    """
    group = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": title,
        "dc:description": RAW if raw else ESCAPED,
        **({} if created is None else {"dc:created": {"@value": created, "@type": "xsd:dateTime"}}),
        "dialect": _DIALECT,
        "null": "",
        "tables": [_table(table) for table in tables],
    }
    return (json.dumps(group, ensure_ascii=False, indent=2) + "\n").encode()


def _table(table: Table) -> dict[str, Any]:
    nullable = {column.name for column in table.columns if column.nullable}
    certain = [key for key in table.foreign_keys if nullable.isdisjoint(key.columns)]
    perhaps = {key.columns[0]: key.table for key in table.foreign_keys if key not in certain}
    schema: dict[str, Any] = {
        "columns": [_column(column, perhaps.get(column.name)) for column in table.columns]
    }
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if certain:
        schema["foreignKeys"] = [_foreign_key(key) for key in certain]
    return {
        "url": _url(table.name),
        "dc:title": table.name,
        "dc:description": table.description,
        "tableSchema": schema,
    }


def _url(table: str) -> str:
    return f"{table}.csv"


def _column(column: Column, table: str | None) -> dict[str, Any]:
    """Describe a column; ``table`` is the one whose rows its numbers are, where they may be missing."""
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": cell_description(column),
        "datatype": _datatype(column),
        "required": not column.nullable,
    }
    if column.meaning == "list":
        described["separator"] = LISTS
    if table is not None:
        described["dc:references"] = {"@id": _url(table)}
    return described


def _datatype(column: Column) -> str | dict[str, str]:
    """Closed vocabularies are told by a pattern, which is what ``format`` means for a string."""
    if column.enum:
        return {"base": "string", "format": "|".join(column.enum)}
    if column.format == "binary":
        return "base64Binary"
    return _MEANT.get(column.meaning) or _TYPES[column.type]


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    reference = {"resource": _url(key.table), "columnReference": list(key.references)}
    return {"columnReference": list(key.columns), "reference": reference}
