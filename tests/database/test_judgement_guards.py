"""What the database itself refuses of judgements, whoever writes; and judged rows in every move."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from claimsdb.database.engine import SCHEMA_ONLY, WRITING, open_engine
from claimsdb.database.location import Location
from claimsdb.database.schema import migrate
from claimsdb.library import copy_database, open_database
from claimsdb.records.questions import ClaimFilter
from tests.engines import on_sqlite, run_sql

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

ACTORS = "INSERT INTO actors (id, name) VALUES (1, 'Ann'), (2, 'Anne'), (3, 'Ben'), (4, 'Cid')"
JUDGED = """
    INSERT INTO actor_judgements (id, judgement, actor_id, actor_name, other_id, other_name, rationale)
    VALUES (1, 'merge', 1, 'Ann', 2, 'Anne', 'one')
"""
UNDONE = "INSERT INTO actor_judgements (id, judgement, actor_name, undoes_id) VALUES (2, 'undo', 'Ann', 1)"
EDITED = "INSERT INTO actor_edits (id, judgement_id, field, after) VALUES (1, 1, 'kind', 'person')"
MERGED = "UPDATE actors SET merged_into_id = 1 WHERE id = 2"


def refused(place: Where, sql: str) -> str:
    with pytest.raises((sqlite3.IntegrityError, psycopg.Error)) as refusal:
        run_sql(place, sql)
    return str(refusal.value)


@pytest.fixture
def judged(empty_place: Where) -> Where:
    run_sql(empty_place, ACTORS, JUDGED, UNDONE, EDITED, MERGED)
    return empty_place


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE actors SET merged_into_id = 2 WHERE id = 3",
        "INSERT INTO actors (id, name, merged_into_id) VALUES (5, 'Eve', 2)",
        "UPDATE actors SET merged_into_id = 3 WHERE id = 1",
    ],
)
def test_an_actor_is_merged_only_into_one_that_stands(judged: Where, sql: str) -> None:
    assert "merged into one that is not merged itself" in refused(judged, sql)


def test_an_actor_that_stands_for_others_is_not_taken_away(judged: Where) -> None:
    assert "actor" in refused(judged, "DELETE FROM actors WHERE id = 1")
    assert run_sql(judged, "SELECT count(*) FROM actors") == [(4,)]


@pytest.mark.parametrize(
    "change",
    ["rationale = 'two'", "judgement = 'distinct'", "actor_name = 'Eve'", "actor_id = 3", "other_id = 3"],
)
def test_a_judgement_is_never_changed(judged: Where, change: str) -> None:
    assert "undo it by another" in refused(judged, f"UPDATE actor_judgements SET {change} WHERE id = 1")  # noqa: S608


def test_an_edit_and_what_a_split_covers_are_never_changed(judged: Where) -> None:
    assert "never changed" in refused(judged, "UPDATE actor_edits SET after = 'group'")


def test_an_undo_is_not_undone(judged: Where) -> None:
    again = "INSERT INTO actor_judgements (judgement, actor_name, undoes_id) VALUES ('undo', 'Ann', 2)"
    assert "judge again" in refused(judged, again)


def test_who_is_taken_away_leaves_its_name_in_the_log(judged: Where) -> None:
    run_sql(judged, "UPDATE actors SET merged_into_id = NULL WHERE id = 2", "DELETE FROM actors WHERE id = 2")
    assert run_sql(judged, "SELECT actor_id, other_id, other_name FROM actor_judgements WHERE id = 1") == [
        (1, None, "Anne")
    ]


@on_sqlite  # a server has no OR REPLACE
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR REPLACE INTO actors (id, name) VALUES (2, 'Eve')",
        "UPDATE OR REPLACE actors SET id = 2 WHERE id = 3",
        "REPLACE INTO actor_judgements (id, judgement, actor_name) VALUES (1, 'edit', 'Ann')",
        "REPLACE INTO actor_judgements (judgement, actor_name, undoes_id) VALUES ('undo', 'Ann', 1)",
        "REPLACE INTO actor_edits (id, judgement_id, field, after) VALUES (1, 1, 'kind', 'group')",
    ],
)
def test_nothing_is_replaced(judged: Where, sql: str) -> None:
    assert "never replaced" in refused(judged, sql)


@pytest.fixture
def world(seeded_place: Where) -> Where:
    """The seed texts with actors merged, split and edited."""
    with open_database(seeded_place) as database:
        taking_part = [row for row in database.actors() if row.statements_by and row.statements_about]
        kept, merged, split = taking_part[:3]
        database.merge_actors(kept.actor_id, merged.actor_id, why="one", by="Ann")
        spoken = database.claims(ClaimFilter(actor=str(split.actor_id), role="speaker"), limit=2)
        about = database.claims(ClaimFilter(actor=str(split.actor_id), role="about"), limit=2)
        database.split_actor(
            split.actor_id,
            "Somebody Else",
            statements=[row.statement_id for row in spoken],
            claims=[row.claim_id for row in about],
            why="two",
        )
        database.edit_actor(kept.actor_id, identifiers=["register:7"])
    return seeded_place


def shown(place: Where) -> tuple[Any, ...]:
    with open_database(place) as database:
        assert database.verify().faults == ()
        return database.claims(), database.actors(), database.judgements(everything=True)


def test_judged_rows_move_to_the_other_engine_and_back(
    world: Where, fresh: Callable[[str], Where], tmp_path: Path
) -> None:
    back = fresh("back")
    copy_database(world, tmp_path / "there.db")
    copy_database(tmp_path / "there.db", back)
    assert shown(world) == shown(tmp_path / "there.db") == shown(back)


def test_going_down_forgets_judgements_and_keeps_what_was_recorded(world: Where) -> None:
    engine = open_engine(Location.of(world))
    links = "SELECT statement_id, position, {} FROM attributions ORDER BY 1, 2"
    recorded = run_sql(world, links.format("coalesce(recorded_actor_id, actor_id)"))
    assert recorded != run_sql(world, links.format("actor_id"))
    for revision in ("0008", "head"):
        with engine.connect().execution_options(**{WRITING: SCHEMA_ONLY}) as connection, connection.begin():
            migrate(connection, revision)
        assert run_sql(world, links.format("actor_id")) == recorded
    with open_database(world) as database:
        assert database.verify().faults == ()
        assert database.judgements(everything=True) == []


def test_what_the_judgements_do_not_lead_to_is_a_fault(world: Where) -> None:
    run_sql(
        world,
        "UPDATE actors SET merged_into_id = NULL",
        "UPDATE attributions SET actor_id = recorded_actor_id, recorded_actor_id = NULL "
        "WHERE recorded_actor_id IS NOT NULL",
        "UPDATE claim_actors SET actor_id = recorded_actor_id, recorded_actor_id = NULL "
        "WHERE recorded_actor_id IS NOT NULL",
    )
    with open_database(world) as database:
        told = {fault.sentence for fault in database.verify().faults}
    assert any("by the judgements into" in each for each in told)
    assert any("whom the splits mean" in each for each in told)
    assert any("about others" in each for each in told)
