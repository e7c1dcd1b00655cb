"""The database holds the source and the cue of a speaker to a link of the chain, and to one wording."""

from __future__ import annotations

import re
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from claimsdb.library import open_database
from tests.engines import SQLITE, run_sql

if TYPE_CHECKING:
    from tests.engines import Where

ADDING = "INSERT INTO statement_passages (statement_id, role, position, passage_id) VALUES"

# Statement 1 stands on «talks began 🕊» of version 1. Its first link has the source 1 «Kassis» and the cue
# 9 «said» there, its second has none; statement 2 has no links. Passage 3 is of version 2.
CHAINED = (
    "INSERT INTO passages VALUES (9, 1, 7, 11, 'said')",
    "INSERT INTO passages VALUES (8, 1, 28, 30, 'in')",
    "INSERT INTO attributions (id, statement_id, position, label) VALUES (50, 1, 2, 'a correspondent')",
    f"{ADDING} (1, 'source', 1, 1)",
    f"{ADDING} (1, 'cue', 1, 9)",
    "DELETE FROM statements WHERE id = 2",
    "INSERT INTO statements (id, claim_id, passage_id) VALUES (2, 2, 4)",
)

REFUSED = {
    "a source of a link that is not there": f"{ADDING} (1, 'source', 3, 1)",
    "a cue where the article itself speaks": f"{ADDING} (2, 'cue', 1, 9)",
    "a source of another wording": f"{ADDING} (1, 'source', 2, 3)",
    "a source that is not there": f"{ADDING} (1, 'source', 2, 99)",
    "a source of a statement that is not there": f"{ADDING} (99, 'source', 1, 1)",
    "another source at the same link": f"{ADDING} (1, 'source', 1, 9)",
    "a source made a cue": "UPDATE statement_passages SET role = 'cue' WHERE role = 'source'",
    "a source given to another link": "UPDATE statement_passages SET position = 2 WHERE role = 'source'",
    "a source exchanged": "UPDATE statement_passages SET passage_id = 9 WHERE role = 'source'",
    "a link moved away from its source": "UPDATE attributions SET position = 7 WHERE position = 1",
    "a link given to another statement": "UPDATE attributions SET statement_id = 2 WHERE position = 1",
    "the statement moved to other words": "UPDATE statements SET passage_id = 8 WHERE id = 1",
    "the statement moved to another wording": "UPDATE statements SET passage_id = 3 WHERE id = 1",
    "the words of a cue taken away": "DELETE FROM passages WHERE id = 9",
    "the words of a cue moved": "UPDATE passages SET end_char = 9, quote = 'sa' WHERE id = 9",
    "an unknown way of quoting": "UPDATE attributions SET quotation = 'loud'",
}
"""What must be refused, each on its own."""

REPLACING = {
    "a source replaced": f"INSERT OR REPLACE INTO statement_passages VALUES (1, 'source', 1, 9)",  # noqa: F541
    "a source replaced by an update": "UPDATE OR REPLACE statement_passages SET role = 'source'",
    "a link replaced by its place": """
        INSERT OR REPLACE INTO attributions (id, statement_id, position, label) VALUES (60, 1, 1, 'some')
    """,
    "a link replaced by its number": """
        INSERT OR REPLACE INTO attributions (id, statement_id, position, label)
        SELECT id, 2, 1, 'some' FROM attributions WHERE statement_id = 1 AND position = 1
    """,
    "a link overrun by another": "UPDATE OR REPLACE attributions SET position = 1 WHERE position = 2",
}
"""What only SQLite can be told."""

ACCEPTED = {
    "the source and the cue of the second link, in any order": (
        f"{ADDING} (1, 'cue', 2, 1)",
        f"{ADDING} (1, 'source', 2, 9)",
    ),
    "a source on the very words of the statement": (f"{ADDING} (1, 'source', 2, 2)",),
    "a source behind the statement": (f"{ADDING} (1, 'source', 2, 8)",),
    "another speaker in the same place": ("UPDATE attributions SET actor_id = 2 WHERE position = 1",),
    "how a link gives the words": ("UPDATE attributions SET quotation = 'free_indirect'",),
    "a link without passages moved": ("UPDATE attributions SET position = 7 WHERE position = 2",),
    "a source taken away": ("DELETE FROM statement_passages WHERE role = 'source'",),
}


@pytest.fixture
def chained(engine: str, request: pytest.FixtureRequest) -> Where:
    place: Where = request.getfixturevalue("world_file" if engine == SQLITE else "world_url")
    run_sql(place, *CHAINED)
    return place


def attempt(place: Where, *sql: str) -> bool:
    """Tell whether SQL passes in a shell, which has foreign keys off."""
    try:
        run_sql(place, *sql)
    except (sqlite3.IntegrityError, psycopg.Error):
        return False
    return True


def attempts(place: Where) -> dict[str, str]:
    return {**REFUSED, **REPLACING} if isinstance(place, Path) else REFUSED


def passages(place: Where) -> list[tuple[object, ...]]:
    return run_sql(place, "SELECT statement_id, role, position FROM statement_passages ORDER BY 1, 2, 3")


def test_what_is_of_no_link_or_another_wording_is_refused(chained: Where) -> None:
    assert [name for name, sql in attempts(chained).items() if attempt(chained, sql)] == []
    assert passages(chained) == [(1, "cue", 1), (1, "source", 1)]


def test_a_replica_session_is_refused_too(world_url: str) -> None:
    run_sql(world_url, *CHAINED)
    off = "SET session_replication_role = replica"
    refused = {name: sql for name, sql in REFUSED.items() if "not there" not in name or "link" in name}
    assert [name for name, sql in refused.items() if attempt(world_url, off, sql)] == []


def test_every_guard_is_needed(chained: Where) -> None:
    guards = {
        "statement_passages_in_order": ("statement_passages", "a source of another wording"),
        "statement_passages_of_a_link": ("statement_passages", "a source of a link that is not there"),
        "statement_passages_never_changed": ("statement_passages", "a source made a cue"),
        "attributions_keep_their_place": ("attributions", "a link moved away from its source"),
    }
    if isinstance(chained, Path):
        guards["statement_passages_never_replaced"] = ("statement_passages", "a source replaced")
    for guard, (table, name) in guards.items():
        drop = f"DROP TRIGGER {guard}" + ("" if isinstance(chained, Path) else f" ON {table}")
        first = "DELETE FROM statement_passages WHERE role = 'cue'"  # where a source becomes one
        assert attempt(chained, "BEGIN", first, drop, attempts(chained)[name], "ROLLBACK"), guard


@pytest.mark.parametrize("name", list(ACCEPTED))
def test_what_is_of_a_link_is_accepted(chained: Where, name: str) -> None:
    assert attempt(chained, *ACCEPTED[name])


@pytest.mark.parametrize(
    "taken",
    ["DELETE FROM attributions WHERE position = 1", "DELETE FROM attributions", "DELETE FROM statements"],
)
def test_a_link_takes_its_passages_along_but_not_their_words(chained: Where, taken: str) -> None:
    run_sql(chained, taken)
    assert passages(chained) == []
    assert run_sql(chained, "SELECT count(*) FROM passages") == [(6,)]


def test_a_link_leaves_the_passages_of_others_and_those_of_the_statement(chained: Where) -> None:
    run_sql(
        chained,
        f"{ADDING} (1, 'cue', 2, 9)",
        f"{ADDING} (1, 'content', 2, 8)",
        "DELETE FROM attributions WHERE position = 2",
    )
    assert passages(chained) == [(1, "content", 2), (1, "cue", 1), (1, "source", 1)]


def test_a_replica_session_leaves_none_behind_either(world_url: str) -> None:
    run_sql(world_url, *CHAINED, "SET session_replication_role = replica", "DELETE FROM attributions")
    assert passages(world_url) == []


def test_content_stays_in_order_and_apart(chained: Where) -> None:
    run_sql(chained, f"{ADDING} (1, 'content', 2, 8)")
    assert not attempt(chained, f"{ADDING} (1, 'content', 3, 9)")


def test_the_refusal_says_what_was_wrong(chained: Where) -> None:
    for name, words in {
        "a cue where the article itself speaks": "the chain has none at this position",
        "a link moved away from its source": "take them away before",
    }.items():
        with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match=re.escape(words)):
            run_sql(chained, REFUSED[name])


def test_verify_names_what_was_written_past_the_guards(chained: Where) -> None:
    on = "" if isinstance(chained, Path) else " ON statement_passages"
    run_sql(
        chained,
        f"DROP TRIGGER statement_passages_in_order{on}",
        f"DROP TRIGGER statement_passages_of_a_link{on}",
        f"{ADDING} (1, 'source', 2, 3)",
        f"{ADDING} (2, 'cue', 1, 9)",
    )
    with open_database(chained) as database:
        faults = [(each.table, each.row_id, each.sentence) for each in database.verify().faults]
    assert [each for each in faults if each[0] == "statements"] == [
        ("statements", 1, "its source passage at [0, 6) is of another wording than its first"),
        ("statements", 2, "its cue passage at [7, 11) is of no link of its chain"),
    ]


RACES = {
    "a link taken away": "DELETE FROM attributions WHERE position = 2",
    "a link moved": "UPDATE attributions SET position = 7 WHERE position = 2",
}


@pytest.mark.parametrize("adds_first", [True, False])
@pytest.mark.parametrize("race", list(RACES))
def test_two_sessions_cannot_leave_a_source_without_its_link(
    world_url: str, race: str, adds_first: bool
) -> None:
    """The one that comes second waits for the first, and then looks at what it did."""
    run_sql(world_url, *CHAINED)
    pair = [f"{ADDING} (1, 'source', 2, 9)", RACES[race]]
    first, second = pair if adds_first else pair[::-1]
    passed: list[bool] = []
    with psycopg.connect(world_url, autocommit=True) as connection, connection.transaction():
        connection.execute(first.encode())
        later = threading.Thread(target=lambda: passed.append(attempt(world_url, second)))
        later.start()
        later.join(0.3)
        assert later.is_alive()
    later.join()
    assert passed == [adds_first and race == "a link taken away"]
    loose = """
        SELECT * FROM statement_passages AS s WHERE role <> 'content' AND NOT EXISTS (
            SELECT FROM attributions AS a WHERE a.statement_id = s.statement_id AND a.position = s.position)
    """
    assert run_sql(world_url, loose) == []
