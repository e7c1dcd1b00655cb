"""Whatever any program writes, no mention lies outside its text, and no text is taken for looked through."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from claimsdb.library import open_database
from tests.engines import SQLITE, on_sqlite, run_sql
from tests.mentioned import KEPT, MARKS, afresh, kept

if TYPE_CHECKING:
    from tests.engines import Where

FAULTS = (psycopg.Error, sqlite3.IntegrityError)

NEW_TEXT = (
    "INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES ({}, 'Kassis', '"
    + "a" * 64
    + "')"
)


@pytest.fixture
def place(engine: str, request: pytest.FixtureRequest) -> Where:
    """A small world of two articles and three texts, looked through for its three names."""
    found: Where = request.getfixturevalue("world_file" if engine == SQLITE else "world_url")
    with open_database(found) as database:
        assert {each.article_id for each in database.actor("Kassis").mentions} == {1}
    return found


def marked(place: Where) -> list[tuple[Any, ...]]:
    return run_sql(place, MARKS)


def mention(version: int, start: int, end: int, sentence: tuple[int, int], name: int = 3) -> str:
    row = (version, start, end, name, *sentence)
    return f"INSERT INTO mentions VALUES {row}"  # noqa: S608 (numbers)


def test_every_text_was_looked_through_for_every_name(place: Where) -> None:
    assert marked(place) == [(1, 3), (2, 3), (3, 3)]
    assert [(version, start, end) for version, start, end, *_ in sorted(run_sql(place, KEPT))] == [
        (1, 0, 6),
        (2, 0, 6),
    ]


def test_a_mention_at_the_very_end_of_its_text_is_taken(place: Where) -> None:
    run_sql(place, mention(2, 12, 20, (0, 20)))


@pytest.mark.parametrize(
    "wrong",
    [
        mention(2, 12, 21, (0, 21)),  # the text has 20 characters
        mention(2, -1, 3, (-1, 20)),
        mention(2, 5, 5, (0, 20)),
        mention(2, 6, 5, (0, 20)),
        mention(2, 0, 6, (1, 20)),
        mention(2, 0, 6, (0, 5)),
        mention(9, 0, 6, (0, 20)),
        "UPDATE mentions SET sentence_end = 999",
        "UPDATE mentions SET end_char = 21, sentence_end = 21 WHERE version_id = 2",
        "UPDATE mentions SET version_id = 9",
        "UPDATE mention_marks SET characters = 999",
        "UPDATE mention_marks SET version_id = 9 WHERE version_id = 3",
        "INSERT INTO mention_marks VALUES (9, 20, 0)",
        "DELETE FROM mention_marks; INSERT INTO mention_marks VALUES (1, 9, 0)",
    ],
)
def test_what_lies_outside_its_text_is_refused(place: Where, wrong: str) -> None:
    with pytest.raises(FAULTS):
        run_sql(place, *wrong.split("; "))


@pytest.mark.parametrize(
    "wrong",
    [mention(2, 12, 21, (0, 21)), mention(2, -1, 3, (-1, 20)), "UPDATE mentions SET sentence_end = 999"],
)
@on_sqlite  # whose checks anybody can switch off
def test_it_is_refused_even_where_checks_are_off(place: Where, wrong: str) -> None:
    with pytest.raises(FAULTS, match="a mention lies in a sentence of its text"):
        run_sql(place, "PRAGMA ignore_check_constraints = ON", wrong)


def test_a_new_text_is_yet_to_be_looked_through(place: Where) -> None:
    run_sql(
        place,
        NEW_TEXT.format("4, 1, 3"),
    )
    assert marked(place)[-1] == (4, 0)
    assert run_sql(place, "SELECT characters FROM mention_marks WHERE version_id = 4") == [(6,)]


def test_a_text_takes_its_mark_and_its_mentions_along(place: Where) -> None:
    run_sql(place, mention(3, 0, 7, (0, 16)), "DELETE FROM versions WHERE id = 3")
    assert marked(place) == [(1, 3), (2, 3)]
    assert {version for version, *_ in run_sql(place, KEPT)} == {1, 2}


def test_a_name_that_goes_has_its_texts_looked_through_anew(place: Where) -> None:
    run_sql(place, "DELETE FROM actor_names WHERE name = 'Kassis'")
    assert marked(place) == [(1, 0), (2, 0), (3, 3)]


def test_so_has_an_actor_that_goes(place: Where) -> None:
    run_sql(
        place,
        "INSERT INTO actors (id, name) VALUES (7, 'Another')",
        "INSERT INTO actor_names (actor_id, name, name_folded) VALUES (7, 'Another', 'another')",
    )
    with open_database(place) as database:
        assert [each.article_id for each in database.actor("Another").mentions] == [2]
        foreign_keys = "SELECT 1" if database.location.is_postgresql else "PRAGMA foreign_keys = ON"
        run_sql(place, foreign_keys, "DELETE FROM actors WHERE id = 7")
        assert [not upto for _version, upto in marked(place)] == [False, False, True]
        assert database.verify().faults == ()
        database.uncoded()
        assert kept(database) == afresh(database)


def test_a_name_written_otherwise_is_looked_for_everywhere(place: Where) -> None:
    run_sql(place, "UPDATE actor_names SET name = 'Another' WHERE name = 'Kassis'")
    assert marked(place) == [(1, 0), (2, 0), (3, 1)]


def test_a_change_that_is_none_of_the_name_looks_for_nothing(place: Where) -> None:
    run_sql(place, "UPDATE actor_names SET language = 'en', actor_id = 2")
    assert marked(place) == [(1, 3), (2, 3), (3, 3)]


def test_a_number_that_is_used_again_is_looked_for(place: Where) -> None:
    run_sql(
        place,
        "DELETE FROM actor_names WHERE id = 3",
        "INSERT INTO actor_names (id, actor_id, name, name_folded) VALUES (3, 2, 'Another', 'another')",
    )
    assert marked(place) == [(1, 2), (2, 2), (3, 2)]
    with open_database(place) as database:
        assert [each.article_id for each in database.actor("Another").mentions] == [2]


@on_sqlite  # PostgreSQL knows no OR REPLACE
def test_a_name_that_replaces_another_is_looked_for(place: Where) -> None:
    run_sql(
        place,
        "INSERT OR REPLACE INTO actor_names (id, actor_id, name, name_folded) "
        "VALUES (2, 2, 'Another', 'another')",
    )
    assert marked(place) == [(1, 0), (2, 0), (3, 1)]
    with open_database(place) as database:
        assert [each.article_id for each in database.actor("Another").mentions] == [2]
        assert database.verify().faults == ()


@on_sqlite  # where a plain shell has foreign keys off
def test_a_text_that_a_shell_takes_away_leaves_nothing_for_the_next_of_its_number(place: Where) -> None:
    run_sql(
        place,
        mention(3, 0, 7, (0, 16)),
        "DELETE FROM versions WHERE id = 3",
        NEW_TEXT.format("3, 2, 1"),
    )
    assert marked(place)[-1] == (3, 0)
    with open_database(place) as database:
        assert [each.article_id for each in database.actor("Kassis").mentions] == [1, 2]


@pytest.mark.parametrize(
    ("guard", "wrong"),
    [
        ("mentions_lie_in_text", mention(2, 12, 21, (0, 21))),
        ("mentions_lie_in_text", "UPDATE mentions SET sentence_end = 999"),
        ("mention_marks_true_to_the_text", "UPDATE mention_marks SET characters = 999"),
    ],
)
def test_every_guard_is_needed(place: Where, guard: str, wrong: str) -> None:
    if isinstance(place, str):
        table = guard.partition("_lie")[0].partition("_true")[0]
        run_sql(place, f"DROP TRIGGER {guard} ON {table}", wrong)
    else:
        run_sql(place, f"DROP TRIGGER {guard}_on_insert", f"DROP TRIGGER {guard}_on_update", wrong)
