"""JSON Lines into a PostgreSQL database that has the schema already, by hand: COPY, under the same guards.

The search index and the listings are filled from the rows of a transaction, once they are there.
"""

from __future__ import annotations

import gc
import sys
from itertools import islice
from pathlib import Path
from typing import Any, Final

import psycopg

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.floors.made_rows import TABLES, MadeRows

A_TRANSACTION: Final = 1000
"""Articles that are stored in a second or two."""

BY_INDEX: Final = "SET LOCAL join_collapse_limit = 1; SET LOCAL enable_seqscan = off"
"""Within a first load the server's statistics speak of empty tables."""

LISTINGS: Final = "INSERT INTO listings SELECT * FROM listed WHERE statement_id >= %s ON CONFLICT DO NOTHING"
SEARCHED: Final = {"claims": "sentence", "passages": "quote"}


def write(connection: psycopg.Connection[Any], made: MadeRows) -> None:
    """Write the rows that were made, in one transaction."""
    rows = made.rows
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL claimsdb.by_hand = 'on'")
        for table, columns in TABLES.items():
            if table.endswith("_search"):
                continue
            with cursor.copy(f"COPY {table} ({columns.replace(' ', ', ')}) FROM STDIN") as copy:
                for row in rows[table]:
                    copy.write_row(row)
            if columns.startswith("id ") and rows[table]:
                cursor.execute(f"SELECT setval('{table}_id_seq', %s)", [rows[table][-1][0]])
        kinds = [(kind, number) for number, kind in made.changed.items()]
        cursor.executemany("UPDATE actors SET kind = %s WHERE id = %s", kinds)
        for table, column in SEARCHED.items():
            index = f"INSERT INTO {table}_search SELECT id, search_words({column}) FROM {table}"  # noqa: S608 (names from above)
            if rows[table]:
                cursor.execute(f"{index} WHERE id >= %s", [rows[table][0][0]])
        if rows["statements"]:
            cursor.execute(BY_INDEX)
            cursor.execute(LISTINGS, [rows["statements"][0][0]])
    made.changed.clear()
    rows.clear()


def main() -> None:
    """Load the lines."""
    gc.disable()
    url, lines = sys.argv[1], Path(sys.argv[2])
    made = MadeRows(lines, searchable=False)
    with psycopg.connect(url, autocommit=True) as connection, lines.open("rb") as stream:
        while some := list(islice(stream, A_TRANSACTION)):
            for line in some:
                made.take_in(line)
            write(connection, made)


main()
