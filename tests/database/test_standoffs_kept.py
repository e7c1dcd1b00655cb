"""The database itself keeps the lines of standoff files on their wording, whoever writes to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from claimsdb.database.engine import SCHEMA_ONLY, WRITING, open_engine
from claimsdb.database.location import Location
from claimsdb.database.schema import migrate
from claimsdb.library import open_database, upgrade_database
from tests.engines import SQLITE, attempt, run_sql
from tests.guards import guards, needless

if TYPE_CHECKING:
    from tests.engines import Where

# File 8 has lines on the first wording of its article; article 9 is another.
WORDING = "INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES"
FILE = "INSERT INTO annotation_files (id, article_id, file, sha256) VALUES"
ADDING = "INSERT INTO standoffs (id, annotation_file_id, version_id, lines) VALUES"
WRITTEN = (
    "INSERT INTO articles (id, title) VALUES (9, 'Another')",
    f"{WORDING} (9, 9, 1, 'Talks end.', '{'e' * 64}')",
    f"{WORDING} (8, 1, 8, 'Talks end.', '{'f' * 64}')",
    f"{FILE} (8, 1, 'a.ann', '{'a' * 64}')",
    f"{FILE} (9, 9, 'b.ann', '{'b' * 64}')",
    f"{ADDING} (1, 8, 8, 'T1\tClaim 0 5\tTalks\n')",
)
REFUSED = {
    "lines on another article's wording": """
        INSERT INTO standoffs (annotation_file_id, version_id, lines) VALUES (9, 8, '')
    """,
    "lines of no file": "INSERT INTO standoffs (annotation_file_id, version_id, lines) VALUES (99, 9, '')",
    "lines on no wording": "INSERT INTO standoffs (annotation_file_id, version_id, lines) VALUES (9, 99, '')",
    "lines changed": "UPDATE standoffs SET lines = '' WHERE id = 1",
    "lines renumbered": "UPDATE standoffs SET id = 2 WHERE id = 1",
    "their wording taken away": "DELETE FROM versions WHERE id = 8",
    "their wording given to another article": "UPDATE versions SET article_id = 9, number = 2 WHERE id = 8",
    "their file given to another article": "UPDATE annotation_files SET article_id = 9 WHERE id = 8",
    "their file renumbered": "UPDATE annotation_files SET id = 7 WHERE id = 8",
}
REPLACING = {
    "lines replaced": """
        INSERT OR REPLACE INTO standoffs (annotation_file_id, version_id, lines) VALUES (8, 8, '')
    """,
    "another file's lines in their place": """
        INSERT OR REPLACE INTO standoffs (id, annotation_file_id, version_id, lines) VALUES (1, 9, 9, '')
    """,
}
"""What only SQLite can be told."""


GUARDS = "standoffs"
"""What the names of the triggers have in them that this is about."""


@pytest.fixture
def kept(engine: str, request: pytest.FixtureRequest) -> Where:
    place: Where = request.getfixturevalue("world_file" if engine == SQLITE else "world_url")
    run_sql(place, *WRITTEN)
    return place


def attempts(place: Where) -> dict[str, str]:
    return {**REFUSED, **REPLACING} if isinstance(place, Path) else REFUSED


def test_what_would_tear_lines_from_their_wording_is_refused(kept: Where) -> None:
    assert [name for name, sql in attempts(kept).items() if attempt(kept, sql)] == []


def test_a_replica_session_is_refused_too(world_url: str) -> None:
    run_sql(world_url, *WRITTEN)
    off = "SET session_replication_role = replica"
    assert [name for name, sql in REFUSED.items() if attempt(world_url, off, sql)] == []


def test_every_guard_is_needed(kept: Where) -> None:
    """Without it, some of what is refused above would pass, at least where foreign keys are off."""
    found = guards(kept, GUARDS)
    assert len(found) == (6 if isinstance(kept, Path) else 5)
    assert needless(kept, found, attempts(kept).values()) == []


def test_lines_are_taken_away_and_others_added(kept: Where) -> None:
    for sql in (
        "DELETE FROM standoffs WHERE id = 1",
        "INSERT INTO standoffs (annotation_file_id, version_id, lines) VALUES (8, 1, '')",
        "DELETE FROM versions WHERE id = 8",
        "UPDATE annotation_files SET sha256 = '" + "c" * 64 + "' WHERE id = 8",
        "DELETE FROM annotation_files WHERE id = 8",
    ):
        assert attempt(kept, sql), sql
    assert run_sql(kept, "SELECT * FROM standoffs") == []


def test_the_refusal_says_what_was_wrong(kept: Where) -> None:
    with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match="take them away and add others"):
        run_sql(kept, "UPDATE standoffs SET lines = ''")


def test_the_schema_goes_down_without_the_lines_and_up_again(kept: Where) -> None:
    made = guards(kept, GUARDS)
    engine = open_engine(Location.of(kept))
    with engine.connect().execution_options(**{WRITING: SCHEMA_ONLY}) as connection, connection.begin():
        migrate(connection, "0013")
    assert guards(kept, GUARDS) == {}
    assert attempt(kept, "DELETE FROM versions WHERE id = 8")
    upgrade_database(kept)
    assert guards(kept, GUARDS) == made
    assert run_sql(kept, "SELECT * FROM standoffs") == []


def test_verify_names_lines_that_the_text_does_not_bear_out(kept: Where) -> None:
    run_sql(
        kept,
        "DELETE FROM standoffs",
        f"{ADDING} (3, 8, 8, 'T1\tClaim 0 5\tWalks\n')",
    )
    with open_database(kept) as database:
        faults = [(each.table, each.row_id, each.sentence) for each in database.verify().faults]
    assert [each for each in faults if each[0] == "standoffs"] == [
        ("standoffs", 3, 'line 1: T1 has the words "Walks", and at its place the text has "Talks"')
    ]
