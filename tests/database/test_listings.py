"""Whatever any program does to the tables, the listings hold what the view ``listed`` says."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

KEY = "actor_id, speaks, facet, day, article_id, start_char, statement_id"

MORE = """
    INSERT INTO outlets (id, name, name_folded) VALUES (2, 'Post', 'post');
    INSERT INTO topics (id, parent_id, name, path)
        VALUES (1, NULL, 'War', 'War'), (2, 1, 'Talks', 'War > Talks'),
            (3, 2, 'Astana', 'War > Talks > Astana');
    INSERT INTO claim_topics VALUES (1, 3), (2, 1);
    INSERT INTO attributions (statement_id, position, actor_id) VALUES (1, 2, 2), (2, 1, 2), (2, 2, 2);
    INSERT INTO claim_actors (claim_id, actor_id, role) VALUES (1, 2, 'object'), (1, 1, 'subject');
"""


def rows(connection: sqlite3.Connection, table: str) -> set[tuple[int, ...]]:
    return set(connection.execute(f"SELECT {KEY} FROM {table}"))  # noqa: S608 (our own words)


def listed_by_hand(connection: sqlite3.Connection) -> set[tuple[int, ...]]:
    """Say again, without SQL's help, what the listings are."""
    parent = dict(connection.execute("SELECT id, parent_id FROM topics"))
    labels: dict[int, set[int]] = {}
    for claim, topic in connection.execute("SELECT claim_id, topic_id FROM claim_topics"):
        while topic in parent and topic not in labels.get(claim, ()):
            labels.setdefault(claim, set()).add(topic)
            topic = parent[topic]  # noqa: PLW2901 (up the tree)
    found: set[tuple[int, ...]] = set()
    for statement, claim, start, article, outlet, first, last in connection.execute("""
        SELECT statements.id, claim_id, start_char, articles.id, outlet_id,
            published_earliest, published_latest
        FROM statements JOIN passages ON passages.id = passage_id JOIN versions ON versions.id = version_id
        JOIN articles ON articles.id = article_id
    """):
        facets = {0} | {2 * topic + 3 for topic in labels.get(claim, ())}
        if outlet is not None:
            facets.add(2 * outlet + 2)
        if first != last:
            same = [first and last and first[:length] == last[:length] for length in (7, 4)]
            facets.add(same.index(True) + 1 if True in same else 3)
        day = int(first.replace("-", "")) if first else 99999999
        speak = connection.execute(
            "SELECT actor_id FROM attributions WHERE statement_id = ? AND actor_id IS NOT NULL", [statement]
        )
        about = connection.execute("SELECT actor_id FROM claim_actors WHERE claim_id = ?", [claim])
        takes_part = {(actor, 1) for (actor,) in speak} | {(actor, 0) for (actor,) in about}
        found |= {
            (actor, side, facet, day, article, start, statement)
            for (actor, side), facet in product(takes_part, facets)
        }
    return found


@pytest.fixture(scope="module")
def full_file(_world_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("listings") / "world.db"
    path.write_bytes(_world_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(MORE)
    return path


def test_a_world_of_everything_is_listed(full_file: Path) -> None:
    with closing(sqlite3.connect(full_file)) as connection:
        assert rows(connection, "listings") == rows(connection, "listed") == listed_by_hand(connection)
        assert {facet for _, _, facet, *_ in rows(connection, "listings")} == {0, 1, 4, 5, 7, 9}


NUMBER = st.integers(1, 4)
MAYBE = st.sampled_from(["NULL", "1", "2", "3"])
DAYS = st.sampled_from(
    [
        "published = NULL, published_earliest = NULL, published_latest = NULL",
        "published = 'x', published_earliest = '2017-02-03', published_latest = '2017-02-03'",
        "published = 'x', published_earliest = '2017-02-01', published_latest = '2017-02-28'",
        "published = 'x', published_earliest = '2017-01-01', published_latest = '2017-12-31'",
        "published = 'x', published_earliest = '2016-01-01', published_latest = '2017-12-31'",
        "published = 'x', published_earliest = '2017-01-01', published_latest = NULL",
        "published = 'x', published_earliest = NULL, published_latest = '2017-12-31'",
    ]
)
CHANGES = {
    "INSERT {how} INTO attributions (id, statement_id, position, actor_id) VALUES ({a}, {b}, {c}, {d})": 4,
    "INSERT {how} INTO attributions (statement_id, position, label) VALUES ({a}, {b}, 'some')": 2,
    "UPDATE {how} attributions SET statement_id = {a}, actor_id = {b} WHERE id = {c}": 3,
    "UPDATE {how} attributions SET position = {a} WHERE id = {b}": 2,
    "UPDATE {how} attributions SET actor_id = NULL, label = 'some' WHERE id = {a}": 1,
    "DELETE FROM attributions WHERE statement_id = {a} AND position = {b}": 2,
    "INSERT {how} INTO claim_actors (claim_id, actor_id, role) VALUES ({a}, {b}, 'other')": 2,
    "UPDATE {how} claim_actors SET claim_id = {a}, actor_id = {b} WHERE claim_id = {c}": 3,
    "UPDATE {how} claim_actors SET role = 'object' WHERE claim_id = {a} AND actor_id = {b}": 2,
    "DELETE FROM claim_actors WHERE claim_id = {a} AND actor_id = {b}": 2,
    "INSERT {how} INTO claim_topics VALUES ({a}, {b})": 2,
    "UPDATE {how} claim_topics SET topic_id = {a} WHERE claim_id = {b}": 2,
    "UPDATE {how} claim_topics SET claim_id = {a} WHERE topic_id = {b}": 2,
    "DELETE FROM claim_topics WHERE topic_id = {a}": 1,
    "INSERT {how} INTO topics (id, parent_id, name, path) VALUES ({a}, {maybe}, 'T', 'T{b}')": 2,
    "UPDATE {how} topics SET parent_id = {maybe} WHERE id = {a}": 1,
    "UPDATE {how} topics SET id = {a}, name = 'T' WHERE id = {b}": 2,
    "UPDATE {how} topics SET path = 'T{a}', parent_id = {maybe} WHERE id = {b}": 2,
    "DELETE FROM topics WHERE id = {a}": 1,
    "INSERT {how} INTO statements (id, claim_id, passage_id) VALUES ({a}, {b}, {c})": 3,
    "UPDATE {how} statements SET claim_id = {a}, passage_id = {b} WHERE id = {c}": 3,
    "UPDATE {how} statements SET rowid = {a} WHERE id = {b}": 2,
    "DELETE FROM statements WHERE id = {a}": 1,
    "UPDATE {how} versions SET article_id = {a}, number = {b} WHERE id = {c}": 3,
    "INSERT {how} INTO articles (id, outlet_id) VALUES ({a}, {maybe})": 1,
    "UPDATE {how} articles SET outlet_id = {maybe} WHERE id = {a}": 1,
    "UPDATE {how} articles SET {days} WHERE id = {a}": 1,
    "UPDATE {how} articles SET rowid = {a}, title = ' ' WHERE id = {b}": 2,
    "UPDATE {how} articles SET rowid = {a} WHERE id = {b}": 2,
    "DELETE FROM articles WHERE id = {a}": 1,
}


AS_IN_A_SHELL = {"foreign_keys": False, "recursive": False}


@st.composite
def changes(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from(list(CHANGES)))
    numbers = {name: draw(NUMBER) for name in "abcd"}
    how = draw(st.sampled_from(["", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ROLLBACK"]))
    return form.format(how=how, maybe=draw(MAYBE), days=draw(DAYS), **numbers)


@example(done=["INSERT OR REPLACE INTO articles (id, outlet_id) VALUES (1, 2)"], **AS_IN_A_SHELL)
@example(done=["UPDATE OR REPLACE articles SET id = 1 WHERE id = 2"], **AS_IN_A_SHELL)
@example(done=["INSERT OR REPLACE INTO topics VALUES (2, NULL, 'T', 'T')"], **AS_IN_A_SHELL)
@example(done=["UPDATE OR REPLACE topics SET path = 'War' WHERE id = 3"], **AS_IN_A_SHELL)
@example(
    done=["INSERT OR REPLACE INTO attributions (statement_id, position, label) VALUES (1, 1, 'some')"],
    **AS_IN_A_SHELL,
)
@example(done=["UPDATE OR REPLACE attributions SET statement_id = 1 WHERE id = 3"], **AS_IN_A_SHELL)
@example(done=["DELETE FROM articles WHERE id = 1"], **AS_IN_A_SHELL)
@settings(max_examples=150, deadline=None)
@given(done=st.lists(changes(), min_size=1, max_size=12), foreign_keys=st.booleans(), recursive=st.booleans())
def test_whatever_is_done_the_listings_are_in_step(
    full_file: Path, done: list[str], *, foreign_keys: bool, recursive: bool
) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with closing(sqlite3.connect(full_file)) as original:
            original.backup(connection)
        connection.execute(f"PRAGMA foreign_keys = {foreign_keys}")
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        for each in done:
            with suppress(sqlite3.IntegrityError):
                connection.execute(each)
            assert rows(connection, "listings") == rows(connection, "listed"), each
        assert rows(connection, "listings") == listed_by_hand(connection)


def test_rows_written_before_the_listings_are_listed_after(world_file: Path) -> None:
    from claimsdb.library import upgrade_database  # noqa: PLC0415 (this file leans on the schema alone)
    from tests.database.test_migrations import to_revision  # noqa: PLC0415

    to_revision(world_file, "0004")
    with closing(sqlite3.connect(world_file)) as connection:
        connection.executescript(MORE)
    upgrade_database(world_file)
    with closing(sqlite3.connect(world_file)) as connection:
        assert rows(connection, "listings") == listed_by_hand(connection) != set()
