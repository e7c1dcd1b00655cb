"""Promise 4: the database itself refuses an outcome that the words do not bear out, whoever writes to it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from claimsdb.library import open_database
from tests.engines import SQLITE, attempt, run_sql
from tests.guards import guards, needless

if TYPE_CHECKING:
    from tests.engines import Where

# Passage 1 «Kassis» of version 1 was carried to 3 «Kassis» of version 2, and 2 «talks began 🕊» nowhere;
# 4 «Kassis said» is altered in version 2, where it has the candidate 5 «Kassis said nothing».
WRITTEN = """
    INSERT INTO passages VALUES (5, 2, 0, 19, 'Kassis said nothing');
    INSERT INTO passages VALUES (6, 3, 0, 7, 'Another');
    INSERT INTO passages VALUES (7, 1, 7, 11, 'said');
    INSERT INTO carryings (id, from_passage_id, version_id, found, outcome, score, passage_id)
    VALUES (1, 1, 2, 'exact', 'exact', 100, 3);
    INSERT INTO carryings (id, from_passage_id, version_id, found, outcome)
    VALUES (2, 2, 2, 'gone', 'gone');
    INSERT INTO carryings (id, from_passage_id, version_id, found, outcome, score, passage_id, review)
    VALUES (3, 4, 2, 'altered', 'altered', 73, 5, 'waiting');
    INSERT INTO carrying_candidates (carrying_id, number, passage_id, score) VALUES (3, 1, 5, 73);
    INSERT INTO carrying_candidates (carrying_id, number, passage_id, score) VALUES (3, 2, 3, 60);
    INSERT INTO carrying_decisions (id, carrying_id, decision) VALUES (1, 3, 'reject');
    INSERT INTO versions (id, article_id, number, text, text_sha256)
    VALUES (4, 1, 3, 'Gone.', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef');
    INSERT INTO carryings (id, from_passage_id, version_id, found, outcome, latest)
    VALUES (4, 2, 4, 'gone', 'gone', 0)
"""
CARRIED = WRITTEN.split(";")

REFUSED = {
    "other words called exact": """
        INSERT INTO carryings (id, from_passage_id, version_id, found, outcome, passage_id)
        VALUES (9, 7, 2, 'exact', 'exact', 5)
    """,
    "other words called moved later": """
        UPDATE carryings SET found = 'moved', outcome = 'moved', review = NULL WHERE id = 3
    """,
    "the same words called altered": """
        UPDATE carryings SET found = 'altered', outcome = 'altered', review = 'accepted' WHERE id = 1
    """,
    "a passage of another version": "UPDATE carryings SET passage_id = 1 WHERE id = 1",
    "a passage of another article": """
        INSERT INTO carryings (id, from_passage_id, version_id, found, outcome, passage_id, review)
        VALUES (9, 7, 2, 'altered', 'altered', 6, 'waiting')
    """,
    "carried to another article": """
        INSERT INTO carryings (id, from_passage_id, version_id, found, outcome)
        VALUES (9, 7, 3, 'gone', 'gone')
    """,
    "carried to an earlier version": """
        INSERT INTO carryings (id, from_passage_id, version_id, found, outcome)
        VALUES (9, 5, 1, 'gone', 'gone')
    """,
    "carried to its own version": "UPDATE carryings SET version_id = 1 WHERE id = 2",
    "a candidate of another version": """
        INSERT INTO carrying_candidates (carrying_id, number, passage_id, score) VALUES (3, 3, 1, 50)
    """,
    "a candidate moved to another version": "UPDATE carrying_candidates SET passage_id = 1",
    "a candidate of nothing": """
        INSERT INTO carrying_candidates (carrying_id, number, passage_id, score) VALUES (99, 1, 5, 50)
    """,
    "a carrying renumbered under its candidates": "UPDATE carryings SET id = 8 WHERE id = 3",
    "a decision rewritten": "UPDATE carrying_decisions SET decision = 'undo'",
    "the passage that was carried moved away": """
        UPDATE passages SET start_char = 7, end_char = 10, quote = 'sai' WHERE id = 4
    """,
    "the passage that it was carried to moved away": """
        UPDATE passages SET start_char = 12, end_char = 19, quote = 'nothing' WHERE id = 3
    """,
    "a candidate moved away": """
        UPDATE passages SET start_char = 12, end_char = 19, quote = 'nothing' WHERE id = 5
    """,
    "the passage that was carried taken away": "DELETE FROM passages WHERE id = 4",
    "the passage that it was carried to taken away": "DELETE FROM passages WHERE id = 3",
    "a candidate taken away": "DELETE FROM passages WHERE id = 5",
    "the versions swapped": "UPDATE versions SET number = 3 WHERE id = 1",
    "the version given to another article": "UPDATE versions SET article_id = 2, number = 7 WHERE id = 2",
    "a version without passages taken away": "DELETE FROM versions WHERE id = 4",
}
"""What must be refused, each on its own."""

REPLACING = {
    "a carrying replaced by its number": """
        INSERT OR REPLACE INTO carryings (id, from_passage_id, version_id, found, outcome)
        VALUES (3, 7, 2, 'gone', 'gone')
    """,
    "a carrying replaced by its passage": """
        INSERT OR REPLACE INTO carryings (id, from_passage_id, version_id, found, outcome)
        VALUES (9, 4, 2, 'gone', 'gone')
    """,
    "a carrying replaced by an update": "UPDATE OR REPLACE carryings SET id = 1 WHERE id = 2",
    "a candidate replaced": """
        INSERT OR REPLACE INTO carrying_candidates (carrying_id, number, passage_id, score)
        VALUES (3, 1, 3, 50)
    """,
    "a candidate replaced by an update": """
        UPDATE OR REPLACE carrying_candidates SET number = 1 WHERE number = 2
    """,
    "a decision replaced": """
        INSERT OR REPLACE INTO carrying_decisions (id, carrying_id, decision) VALUES (1, 3, 'undo')
    """,
}
"""What only SQLite can be told."""


GUARDS = "carr"
"""What the names of the triggers have in them that this is about."""


@pytest.fixture
def carried(engine: str, request: pytest.FixtureRequest) -> Where:
    place: Where = request.getfixturevalue("world_file" if engine == SQLITE else "world_url")
    run_sql(place, *CARRIED)
    return place


def attempts(place: Where) -> dict[str, str]:
    return {**REFUSED, **REPLACING} if isinstance(place, Path) else REFUSED


def test_what_the_words_do_not_bear_out_is_refused(carried: Where) -> None:
    assert [name for name, sql in attempts(carried).items() if attempt(carried, sql)] == []


def test_a_replica_session_is_refused_too(world_url: str) -> None:
    run_sql(world_url, *CARRIED)
    off = "SET session_replication_role = replica"
    assert [name for name, sql in REFUSED.items() if attempt(world_url, off, sql)] == []


def test_every_guard_is_needed(carried: Where) -> None:
    """Without it, some of what is refused above would pass, at least where foreign keys are off."""
    found = guards(carried, GUARDS)
    assert len(found) == (17 if isinstance(carried, Path) else 9)
    assert needless(carried, found, attempts(carried).values()) == []


def test_the_refusal_says_what_was_wrong(carried: Where) -> None:
    with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match=re.escape("only with the same words")):
        run_sql(
            carried, "UPDATE carryings SET outcome = 'exact', found = 'exact', review = NULL WHERE id = 3"
        )


def test_verify_names_what_was_written_past_the_guards(carried: Where) -> None:
    drops = [
        f"DROP TRIGGER {name}" + ("" if isinstance(carried, Path) else f" ON {table}")
        for name, table in guards(carried, GUARDS).items()
    ]
    run_sql(
        carried,
        *drops,
        "UPDATE carryings SET outcome = 'moved', found = 'moved', review = NULL WHERE id = 3",
        "UPDATE carryings SET passage_id = 6 WHERE id = 1",
        "UPDATE carryings SET version_id = 3 WHERE id = 2",
        "UPDATE carrying_candidates SET passage_id = 4",
    )
    with open_database(carried) as database:
        found = {
            (each.row_id, each.sentence) for each in database.verify().faults if each.table == "carryings"
        }
    assert found == {
        (1, "its passage is not one of the version that it leads to"),
        (2, "it does not lead to a later version of the same article"),
        (3, "its outcome is not what the words of its passage say"),
        (3, "a candidate of it is not of the version that it leads to"),
    }
