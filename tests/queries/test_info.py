from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.database.engine import open_engine
from claimsdb.database.location import Location
from claimsdb.database.schema import SCHEMA
from claimsdb.queries.info import describe

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def test_info_counts_the_rows_of_each_table_and_the_bytes_of_the_file(
    shell: sqlite3.Connection, empty_file: Path
) -> None:
    shell.executescript("""
        INSERT INTO outlets (name, name_folded) VALUES ('Post', 'post');
        INSERT INTO articles (title) VALUES ('One'), ('Two');
        INSERT INTO actors (name) VALUES ('Ann'), ('Bo'), ('Ben');
        INSERT INTO topics (name, path) VALUES ('Peace', 'Peace');
    """)
    with open_engine(Location(str(empty_file))).connect() as connection:
        info = describe(connection, "claims.db")
    assert (info.location, info.schema, info.size) == ("claims.db", SCHEMA, empty_file.stat().st_size)
    assert dict(info.counts) == {
        "outlets": 1,
        "articles": 2,
        "versions": 0,
        "passages": 0,
        "actors": 3,
        "claims": 0,
        "statements": 0,
        "topics": 1,
        "claim_relations": 0,
        "annotators": 0,
    }
