"""Each fault is planted behind a server's guards, and must be named with its table and row."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from claimsdb.library import open_database
from tests.queries.test_verify import HASH, ORIGINAL_HASH, PLANTED, QUOTE, WORLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    Named = list[tuple[str, int | None, str]]

POINTS = "it points at a row of {} that is not there"
OUT_OF_STEP = "the search index is out of step with it: type `claimsdb db upgrade --reindex`"

ALIKE = (
    "a quote in another case",
    "a quote beside its offsets",
    "another text",
    "no version",
    "no passage",
    "no claim",
    "no statement",
    "no article",
    "another day of publication",
    "another day of the event",
    "another day it was said",
    "a date that is none",
)
"""Faults that are planted with the same words as on SQLite, and named with the same."""

HERE: dict[str, tuple[str, Named]] = {
    "another hash": ("UPDATE versions SET text_sha256 = repeat('0', 64)", [("versions", 7, HASH)]),
    "another original": ("UPDATE versions SET original = '\\x00'", [("versions", 7, ORIGINAL_HASH)]),
    "no actor": (
        "DELETE FROM actors",
        [
            ("claim_actors", None, POINTS.format("actors")),  # its key is not a number
            ("attributions", 1, POINTS.format("actors")),
        ],
    ),
    "a guard that is switched off": (
        "ALTER TABLE claims DISABLE TRIGGER claims_keep_their_number",
        [("database", None, "the trigger claims_keep_their_number of claims is switched off")],
    ),
    "a word outside its vocabulary": (
        """
        ALTER TABLE statements DROP CONSTRAINT ck_statements_stance_vocabulary;
        UPDATE statements SET stance = 'believes';
        ALTER TABLE statements ADD CONSTRAINT ck_statements_stance_vocabulary
            CHECK (stance IN ('asserts', 'denies')) NOT VALID
        """,
        [("database", None, "not every row of statements was held to ck_statements_stance_vocabulary")],
    ),
    "a claim out of the search": ("DELETE FROM claims_search WHERE rowid = 5", [("claims", 5, OUT_OF_STEP)]),
    "a passage with other words in the search": (
        "UPDATE passages_search SET words = to_tsvector('simple', 'Lavrov') WHERE rowid = 4",
        [("passages", 4, OUT_OF_STEP)],
    ),
}


@pytest.fixture
def url(empty_url: str) -> str:
    with psycopg.connect(empty_url) as connection:
        connection.execute(WORLD.replace("CAST('<p>' AS BLOB)", "'<p>'::bytea").encode())
    return empty_url


@contextmanager
def unguarded(url: str) -> Iterator[psycopg.Connection[Any]]:
    """Open a database without its guards and foreign keys; what is derived is kept in step."""
    with psycopg.connect(url, autocommit=True) as connection:
        guards = connection.execute(TRIGGERS, ["A"]).fetchall()
        kept = connection.execute(TRIGGERS, ["O"]).fetchall()
        for name, table in guards:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}".encode())
        for name, table in kept:
            connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}".encode())
        connection.execute("SET session_replication_role = replica")
        yield connection
        for name, table in guards:
            connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}".encode())


TRIGGERS = """
    SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = %s
"""


def faults(url: str) -> Named:
    with open_database(url) as database:
        return [(each.table, each.row_id, each.sentence) for each in database.verify().faults]


def test_a_sound_database_has_no_faults(url: str, seeded_url: str) -> None:
    assert faults(url) == faults(seeded_url) == []


@pytest.mark.parametrize("name", ALIKE)
def test_a_fault_is_named_as_on_sqlite(url: str, name: str) -> None:
    planted, expected = PLANTED[name]
    with unguarded(url) as connection:
        connection.execute(planted.encode())
    found = faults(url)
    assert [each for each in found if OUT_OF_STEP not in each] == expected


@pytest.mark.parametrize(("planted", "expected"), HERE.values(), ids=HERE)
def test_a_fault_of_a_server_is_named(url: str, planted: str, expected: Named) -> None:
    if "TRIGGER" in planted:
        with psycopg.connect(url) as owner:
            owner.execute(planted.encode())
    else:
        with unguarded(url) as connection:
            connection.execute(planted.encode())
    assert faults(url) == expected


def test_offsets_that_count_from_the_end_are_found(url: str) -> None:
    with unguarded(url) as connection:
        connection.execute(
            "ALTER TABLE passages DROP CONSTRAINT ck_passages_span_in_order;"
            "INSERT INTO passages VALUES (10, 7, -8, -1, 'Астана.')"
        )
    assert faults(url) == [("passages", 10, QUOTE + "[-8, -1)")]


def test_verify_writes_nothing_and_waits_for_nobody(url: str) -> None:
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE articles IN SHARE ROW EXCLUSIVE MODE")
        with open_database(url) as database:
            assert database.verify() == database.verify()
