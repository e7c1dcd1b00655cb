"""What those see who open the file with other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import sqlite3


def test_people_are_the_actors_who_are_persons(world: sqlite3.Connection) -> None:
    world.execute("INSERT INTO attributions (statement_id, position, actor_id) VALUES (2, 1, 1), (2, 2, 1)")
    world.execute(
        "INSERT INTO actors (id, name, kind) VALUES (3, 'Somebody', NULL), (4, 'Vershinin', 'person')"
    )
    assert world.execute("SELECT * FROM people ORDER BY id").fetchall() == [
        (1, "Randa Kassis", "Kassis", 2, 1),
        (4, "Vershinin", None, 0, 0),
    ]


def test_the_timeline_has_every_date_and_nothing_undated(world: sqlite3.Connection) -> None:
    assert world.execute("SELECT * FROM timeline ORDER BY what").fetchall() == [
        ("event", "2017", "2017-01-01", "2017-12-31", "Talks began in Astana.", None, 1, None),
        ("published", "2017-02", "2017-02-01", "2017-02-28", "On talks", 1, None, None),
        ("said", "2017-01-23", "2017-01-23", "2017-01-23", "Talks began in Astana.", 1, 1, 1),
    ]


def test_the_views_name_their_columns(world: sqlite3.Connection) -> None:
    people = [each[0] for each in world.execute("SELECT * FROM people").description]
    timeline = [each[0] for each in world.execute("SELECT * FROM timeline").description]
    assert people == ["id", "name", "other_names", "statements_by", "statements_about"]
    assert timeline == [
        "what",
        "date",
        "earliest",
        "latest",
        "label",
        "article_id",
        "claim_id",
        "statement_id",
    ]


def label_column(connection: sqlite3.Connection, table: str) -> str | None:
    """Return the column that Datasette shows for a row of a table others point at.

    Its rule: the one unique text column if there is exactly one; else a column called name or
    title; else the other of two columns.
    """
    columns: dict[str, str] = {
        name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
    }
    unique = {
        index: [column for _, _, column in connection.execute(f"PRAGMA index_info({index})")]
        for _, index, is_unique, *_ in connection.execute(f"PRAGMA index_list({table})")
        if is_unique
    }
    unique_texts = [name for name, kind in columns.items() if kind == "TEXT" and [name] in unique.values()]
    if len(unique_texts) == 1:
        return unique_texts[0]
    named = [name for name in columns if name.lower() in ("name", "title")]
    if named:
        return named[0]
    others = [name for name in columns if name != "id"]
    return others[0] if len(columns) == 2 else None


@pytest.mark.parametrize(
    ("table", "label", "shown"),
    [
        ("outlets", "name", "Al Mayadeen TV"),
        ("articles", "title", "On talks"),
        ("actors", "name", "Randa Kassis"),
        ("topics", "path", "Peace > Astana"),
        ("claims", "sentence", "Talks began in Astana."),
        ("annotators", "name", "Ada"),
    ],
)
def test_datasette_shows_a_readable_label(
    world: sqlite3.Connection, table: str, label: str, shown: str
) -> None:
    world.execute("INSERT INTO topics (name, path) VALUES ('Astana', 'Peace > Astana')")
    world.execute("INSERT INTO annotators (name, kind) VALUES ('Ada', 'person')")
    assert label_column(world, table) == label
    assert world.execute(f"SELECT {label} FROM {table} WHERE id = 1").fetchone() == (shown,)  # noqa: S608
