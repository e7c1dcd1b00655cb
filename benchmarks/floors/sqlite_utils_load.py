"""The same rows by way of sqlite-utils, into tables that it makes, with our indexes and its search on."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import Final

from sqlite_utils import Database

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.floors.made_rows import TABLES, MadeRows

A_TRANSACTION: Final = 1000


def main() -> None:
    """Load the lines."""
    path, lines, ours = Path(sys.argv[1]), Path(sys.argv[2]), Database(sys.argv[3])
    database = Database(path)
    made = MadeRows(lines, searchable=False)
    with lines.open("rb") as stream:
        while some := list(islice(stream, A_TRANSACTION)):
            for line in some:
                made.take_in(line)
            write(database, made)
            index(database, ours)
    database.close()


def write(database: Database, made: MadeRows) -> None:
    """Write the rows that were made."""
    for table, columns in TABLES.items():
        names = columns.split()
        if rows := made.rows[table]:
            key = "id" if names[0] == "id" else None
            records = [dict(zip(names, row, strict=True)) for row in rows]
            database.table(table).insert_all(records, pk=key, batch_size=10_000)
            rows.clear()
    for table, column in (("claims", "sentence"), ("passages", "quote")):
        if not database.table(table).detect_fts():
            database.table(table).enable_fts([column], create_triggers=True)
    for number, kind in made.changed.items():
        database.table("actors").update(number, {"kind": kind})
    made.changed.clear()


def index(database: Database, ours: Database) -> None:
    """Give the tables that are there the indexes that they have in a database of ours."""
    for table in TABLES.keys() & set(database.table_names()):
        for wanted in ours.table(table).indexes:
            columns = [each for each in wanted.columns if each is not None]
            if set(columns) <= set(TABLES[table].split()):
                database.table(table).create_index(columns, if_not_exists=True)


main()
