"""The database itself keeps reviews on their claims and evidence on its passages, whoever writes to it."""

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

# Claim 2 is reviewed, on passage 4 «Kassis said», on which no statement stands, and on claim 3, which has
# no statement either.
WRITTEN = """
    INSERT INTO claims (id, sentence) VALUES (3, 'Kassis was there.');
    INSERT INTO claims (id, sentence) VALUES (4, 'Nobody reviewed this.');
    INSERT INTO passages (id, version_id, start_char, end_char, quote) VALUES (5, 1, 7, 11, 'said');
    INSERT INTO claim_reviews (id, claim_id, rating, reviewed, reviewed_earliest, reviewed_latest)
    VALUES (1, 2, 'Mostly true', '2017', '2017-01-01', '2017-12-31');
    INSERT INTO claim_reviews (id, claim_id, rating) VALUES (2, 3, 'False');
    INSERT INTO claim_review_evidence (review_id, position, passage_id) VALUES (1, 1, 4);
    INSERT INTO claim_review_evidence (review_id, position, claim_id) VALUES (1, 2, 1);
    INSERT INTO claim_review_evidence (review_id, position, url) VALUES (1, 3, 'https://example.org/');
    DELETE FROM statements WHERE claim_id = 1
"""
REVIEWED = WRITTEN.split(";")

REFUSED = {
    "a review of no claim": "INSERT INTO claim_reviews (id, claim_id, rating) VALUES (9, 99, 'True')",
    "a review moved to no claim": "UPDATE claim_reviews SET claim_id = 99 WHERE id = 2",
    "a review renumbered over its evidence": "UPDATE claim_reviews SET id = 9 WHERE id = 1",
    "evidence of no review": """
        INSERT INTO claim_review_evidence (review_id, position, url) VALUES (99, 1, 'https://example.org/')
    """,
    "evidence moved to no review": "UPDATE claim_review_evidence SET review_id = 99 WHERE position = 3",
    "a passage that is not there": """
        INSERT INTO claim_review_evidence (review_id, position, passage_id) VALUES (2, 1, 99)
    """,
    "a passage changed for none": "UPDATE claim_review_evidence SET passage_id = 99 WHERE position = 1",
    "a claim that is not there": """
        INSERT INTO claim_review_evidence (review_id, position, claim_id) VALUES (2, 1, 99)
    """,
    "a reviewed claim taken away": "DELETE FROM claims WHERE id = 3",
    "a claim that is evidence taken away": "DELETE FROM claims WHERE id = 1",
    "a reviewed claim renumbered": "UPDATE claims SET id = 9 WHERE id = 3",
    "a claim that is evidence renumbered": "UPDATE claims SET id = 9 WHERE id = 1",
    "the evidence moved to other true words": """
        UPDATE passages SET end_char = 6, quote = 'Kassis', start_char = 0, version_id = 2 WHERE id = 4
    """,
    "the evidence renumbered": "UPDATE passages SET id = 9 WHERE id = 4",
    "the evidence taken away": "DELETE FROM passages WHERE id = 4",
}
"""What must be refused, each on its own."""

REPLACING = {
    "a review replaced": "INSERT OR REPLACE INTO claim_reviews (id, claim_id, rating) VALUES (1, 3, 'True')",
    "a review overrun": "UPDATE OR REPLACE claim_reviews SET id = 1 WHERE id = 2",
    "evidence replaced": """
        INSERT OR REPLACE INTO claim_review_evidence (review_id, position, passage_id) VALUES (1, 3, 4)
    """,
    "evidence overrun": "UPDATE OR REPLACE claim_review_evidence SET position = 1 WHERE position = 3",
    "a reviewed claim replaced": "REPLACE INTO claims (id, sentence) VALUES (3, 'Something else.')",
    "a passage replaced": """
        REPLACE INTO passages (id, version_id, start_char, end_char, quote) VALUES (4, 1, 12, 13, '“')
    """,
}
"""What only SQLite can be told."""


GUARDS = "^(claim_review|claims_reviewed|evidence_passages)"
"""What the names of the triggers have in them that this is about."""


@pytest.fixture
def reviewed(engine: str, request: pytest.FixtureRequest) -> Where:
    place: Where = request.getfixturevalue("world_file" if engine == SQLITE else "world_url")
    run_sql(place, *REVIEWED)
    return place


def attempts(place: Where) -> dict[str, str]:
    return {**REFUSED, **REPLACING} if isinstance(place, Path) else REFUSED


def test_what_would_tear_reviews_from_their_claims_or_evidence_is_refused(reviewed: Where) -> None:
    assert [name for name, sql in attempts(reviewed).items() if attempt(reviewed, sql)] == []


def test_a_replica_session_is_refused_too(world_url: str) -> None:
    run_sql(world_url, *REVIEWED)
    off = "SET session_replication_role = replica"
    assert [name for name, sql in REFUSED.items() if attempt(world_url, off, sql)] == []


def test_every_guard_is_needed(reviewed: Where) -> None:
    """Without it, some of what is refused above would pass, at least where foreign keys are off."""
    found = guards(reviewed, GUARDS)
    assert len(found) == (13 if isinstance(reviewed, Path) else 7)
    assert needless(reviewed, found, attempts(reviewed).values()) == []


def test_what_nobody_reviewed_may_be_changed_and_taken_away(reviewed: Where) -> None:
    for sql in (
        "UPDATE claims SET id = 9 WHERE id = 4",
        "DELETE FROM claims WHERE id = 9",
        "UPDATE passages SET id = 9 WHERE id = 5",
        "DELETE FROM passages WHERE id = 9",
        "UPDATE claim_reviews SET rating = 'Half true' WHERE id = 1",
        "UPDATE claims SET sentence = 'Kassis was not there.' WHERE id = 3",
        "DELETE FROM claim_review_evidence WHERE position = 1",
        "DELETE FROM passages WHERE id = 4",
        "DELETE FROM claim_reviews WHERE id = 2",
        "DELETE FROM claims WHERE id = 3",
    ):
        assert attempt(reviewed, sql), sql


def test_a_review_that_is_taken_away_takes_its_evidence_along(reviewed: Where) -> None:
    run_sql(reviewed, "DELETE FROM claim_reviews WHERE id = 1")
    assert run_sql(reviewed, "SELECT * FROM claim_review_evidence") == []
    assert attempt(reviewed, "DELETE FROM passages WHERE id = 4")


def test_the_refusal_says_what_was_wrong(reviewed: Where) -> None:
    with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match="this passage is evidence of a review"):
        run_sql(reviewed, "DELETE FROM passages WHERE id = 4")


def test_the_schema_goes_down_without_the_reviews_and_up_again(reviewed: Where) -> None:
    made = guards(reviewed, GUARDS)
    before = run_sql(reviewed, "SELECT id, sentence FROM claims ORDER BY id")
    engine = open_engine(Location.of(reviewed))
    with engine.connect().execution_options(**{WRITING: SCHEMA_ONLY}) as connection, connection.begin():
        migrate(connection, "0008")
    assert guards(reviewed, GUARDS) == {}
    assert run_sql(reviewed, "SELECT id, sentence FROM claims ORDER BY id") == before
    assert attempt(reviewed, "DELETE FROM passages WHERE id = 4")
    upgrade_database(reviewed)
    assert guards(reviewed, GUARDS) == made
    assert run_sql(reviewed, "SELECT * FROM claim_reviews") == []


def test_verify_names_dates_and_ties_of_reviews_that_are_untrue(reviewed: Where) -> None:
    drops = [
        f"DROP TRIGGER {name}" + ("" if isinstance(reviewed, Path) else f" ON {table}")
        for name, table in guards(reviewed, GUARDS).items()
    ]
    off = () if isinstance(reviewed, Path) else ("SET session_replication_role = replica",)
    run_sql(
        reviewed,
        *drops,
        *off,
        "UPDATE claim_reviews SET reviewed_earliest = '2017-02-01' WHERE id = 1",
        "UPDATE claim_review_evidence SET passage_id = 99 WHERE position = 1",
    )
    with open_database(reviewed) as database:
        faults = {(each.table, each.sentence) for each in database.verify().faults}
    assert {
        ("claim_reviews", "the days 2017-02-01 and 2017-12-31 are not those of «2017»"),
        ("claim_review_evidence", "it points at a row of passages that is not there"),
    } <= faults
