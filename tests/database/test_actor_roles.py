"""A role is there once, and the passage that says so stays, whoever writes to the database."""

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
from tests.engines import SQLITE, run_sql

if TYPE_CHECKING:
    from tests.engines import Where

ADD = "INSERT INTO actor_roles (id, actor_id, title, title_folded, organisation_id, passage_id"
ROLES = (
    f"{ADD}) VALUES (1, 1, 'Envoy', 'envoy', 2, 4)",
    (
        f"{ADD}, since, since_earliest, since_latest) "
        "VALUES (2, 1, 'Envoy', 'envoy', NULL, NULL, '2017', '2017-01-01', '2017-12-31')"
    ),
)

REFUSED = {
    "the same role again": f"{ADD}) VALUES (9, 1, 'ENVOY', 'envoy', 2, NULL)",
    "the same role again, of nobody known": f"{ADD}, since, since_earliest, since_latest) "
    "VALUES (9, 1, 'Envoy', 'envoy', NULL, 4, '2017', '2017-01-01', '2017-12-31')",
    "a role that becomes another": "UPDATE actor_roles SET organisation_id = NULL, since = '2017', "
    "since_earliest = '2017-01-01', since_latest = '2017-12-31' WHERE id = 1",
    "the passage moved away": "UPDATE passages SET end_char = 6, quote = 'Kassis' WHERE id = 4",
    "the passage renumbered": "UPDATE passages SET id = 9 WHERE id = 4",
    "the passage taken away": "DELETE FROM passages WHERE id = 4",
}
REPLACING = {
    "a role replaced": f"{ADD}) VALUES (9, 1, 'Envoy', 'envoy', 2, NULL)".replace("INSERT", "REPLACE"),
    "a role replaced by its number": f"{ADD}) VALUES (1, 1, 'Chair', 'chair', 2, NULL)".replace(
        "INSERT", "REPLACE"
    ),
    "a role overrun": "UPDATE OR REPLACE actor_roles SET id = 1 WHERE id = 2",
}
"""What only SQLite can be told."""

TAKEN = {
    "another organisation": f"{ADD}) VALUES (9, 1, 'Envoy', 'envoy', NULL, NULL)",
    "other dates": f"{ADD}, until, until_earliest, until_latest) "
    "VALUES (9, 1, 'Envoy', 'envoy', 2, NULL, '2017', '2017-01-01', '2017-12-31')",
    "another title": f"{ADD}) VALUES (9, 1, 'Chair', 'chair', 2, 4)",
    "another actor": f"{ADD}) VALUES (9, 2, 'Envoy', 'envoy', 2, 4)",
    "a title spelled anew": "UPDATE actor_roles SET title = 'ENVOY' WHERE id = 1",
    "a role taken away, and its passage": "DELETE FROM actor_roles; DELETE FROM passages WHERE id = 4",
    "a passage of no role": "DELETE FROM passages WHERE id = 3",
}


@pytest.fixture
def held(engine: str, request: pytest.FixtureRequest) -> Where:
    place: Where = request.getfixturevalue("world_file" if engine == SQLITE else "world_url")
    run_sql(place, *ROLES)
    return place


def passes(place: Where, sql: str, *before: str) -> bool:
    off = "PRAGMA foreign_keys = OFF" if isinstance(place, Path) else "SET session_replication_role = replica"
    try:
        run_sql(place, off, "BEGIN", *before, *sql.split(";"), "ROLLBACK")
    except (sqlite3.IntegrityError, psycopg.errors.CheckViolation, psycopg.errors.UniqueViolation):
        return False
    return True


def attempts(place: Where) -> dict[str, str]:
    return {**REFUSED, **REPLACING} if isinstance(place, Path) else REFUSED


def test_what_would_be_twice_or_lose_its_passage_is_refused(held: Where) -> None:
    assert [name for name, sql in attempts(held).items() if passes(held, sql)] == []


def test_everything_else_is_taken(held: Where) -> None:
    assert [name for name, sql in TAKEN.items() if not passes(held, sql)] == []


@pytest.mark.parametrize(
    ("guard", "table"),
    [
        ("actor_roles_added_once", "actor_roles"),
        ("actor_roles_stay_once", "actor_roles"),
        ("passages_of_roles_keep_their_place", "passages"),
        ("passages_of_roles_never_taken_away", "passages"),
    ],
)
def test_every_guard_is_needed(held: Where, guard: str, table: str) -> None:
    drop = f"DROP TRIGGER {guard}" + ("" if isinstance(held, Path) else f" ON {table}")
    assert [name for name, sql in attempts(held).items() if passes(held, sql, drop)]


def test_the_refusal_says_what_is_wrong(held: Where) -> None:
    for sql, words in (
        (REFUSED["the same role again"], "such a role is there already"),
        (REFUSED["the passage moved away"], "a role stands on this passage: add another passage"),
        (REFUSED["the passage taken away"], "a role stands on this passage"),
    ):
        with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match=words):
            run_sql(held, sql)


def to_revision(place: Where, revision: str) -> None:
    engine = open_engine(Location.of(place))
    with engine.connect().execution_options(**{WRITING: SCHEMA_ONLY}) as connection, connection.begin():
        migrate(connection, revision)
    engine.dispose()


def test_a_database_with_claims_gains_the_table_and_loses_it_again(held: Where) -> None:
    statements = run_sql(held, "SELECT * FROM statements ORDER BY id")
    to_revision(held, "0008")
    run_sql(held, "DELETE FROM passages WHERE id = 4")  # nothing stands on it now
    upgrade_database(held)
    assert run_sql(held, "SELECT count(*) FROM actor_roles") == [(0,)]
    assert run_sql(held, "SELECT * FROM statements ORDER BY id") == statements
    run_sql(held, ROLES[1])
    with open_database(held) as database:
        assert [(role.actor, role.title, role.since) for role in database.roles()] == [
            ("Randa Kassis", "Envoy", "2017")
        ]
        assert database.verify().faults == ()


def test_verify_names_days_that_are_not_those_of_a_date(held: Where) -> None:
    run_sql(held, "UPDATE actor_roles SET since_latest = '2017-11-30' WHERE id = 2")
    with open_database(held) as database:
        (fault,) = database.verify().faults
    assert (fault.table, fault.row_id) == ("actor_roles", 2)
    assert fault.sentence == "the days 2017-01-01 and 2017-11-30 are not those of «2017»"
