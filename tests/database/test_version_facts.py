"""What a version says of itself is kept as it was read, whoever writes to the database."""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
import pytest

SAID = "INSERT INTO version_facts VALUES (1, 'title', 1, 'On talks', 'og:title', 0)"
CHANGES = (
    "UPDATE version_facts SET value = 'Other'",
    "UPDATE version_facts SET inferred = 1",
    "UPDATE version_facts SET version_id = 2",
    "UPDATE version_facts SET source = source",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_fact_is_never_changed_in_a_file(world: sqlite3.Connection, change: str) -> None:
    world.execute(SAID)
    for sql in (change, change.replace("UPDATE", "UPDATE OR REPLACE")):
        with pytest.raises(sqlite3.IntegrityError, match="never changes: add a version"):
            world.execute(sql)


def test_a_fact_is_never_replaced_in_a_file(world: sqlite3.Connection) -> None:
    world.execute(SAID)
    with pytest.raises(sqlite3.IntegrityError, match="never replaced"):
        world.execute(SAID.replace("INSERT", "INSERT OR REPLACE").replace("On talks", "Other"))


@pytest.mark.parametrize("change", CHANGES)
def test_a_fact_is_never_changed_on_a_server(server: psycopg.Connection[Any], change: str) -> None:
    server.execute(SAID)
    server.execute("SET session_replication_role = replica")
    with pytest.raises(psycopg.errors.CheckViolation, match="never changes: add a version"):
        server.execute(change.encode())


def test_facts_go_with_a_version_that_may_go(server: psycopg.Connection[Any]) -> None:
    server.execute(SAID.replace("(1,", "(3,").encode())
    server.execute("DELETE FROM versions WHERE id = 3")
    assert server.execute("SELECT count(*) FROM version_facts").fetchone() == (0,)
