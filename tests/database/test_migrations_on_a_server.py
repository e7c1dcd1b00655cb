"""The schema on PostgreSQL: what SQLite has, made and unmade by the same revisions."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from claimsdb.database.engine import SCHEMA_ONLY, WRITING, open_engine
from claimsdb.database.location import Location
from claimsdb.database.schema import SCHEMA, migrate
from claimsdb.errors.database import (
    NewerDatabaseError,
    NotADatabaseError,
    NotUnicodeError,
    OlderDatabaseError,
)
from claimsdb.library import open_database, upgrade_database
from claimsdb.models import Base
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgresql.server import Server as RunningServer

    Connection = psycopg.Connection[Any]

NAMES = {
    "columns": """
        SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
    """,
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    "triggers": """
        SELECT tgname, pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2
    """,
    "functions": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        ORDER BY 1, 2
    """,
    "views": "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1",
}


def declared(server: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {what: server.execute(query.encode()).fetchall() for what, query in NAMES.items()}


def rows(server: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of the tables that are not derived, where there are any.

    A value that is unknown is left out, since an older table may not have its column.
    """
    there = {
        table
        for table in NOT_DERIVED
        if server.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,)
    }
    return {
        table: found
        for table in NOT_DERIVED
        if table in there
        and (
            found := [
                row
                for (row,) in server.execute(
                    f"SELECT jsonb_strip_nulls(to_jsonb(row)) FROM {table} AS row ORDER BY 1".encode()  # noqa: S608
                )
            ]
        )
    }


def known(cursor: psycopg.Cursor[Any]) -> list[dict[str, Any]]:
    """Return rows without the columns that are unknown, which a later revision may have added."""
    names = [column.name for column in cursor.description or ()]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in cursor.fetchall()
    ]


NUMBERS = sorted(int(path.name[:4]) for path in (data_folder("migrations") / "versions").glob("*.py"))
CHAINS_BEGIN = "0011"
"""The revision before the one that gives speakers passages."""
NOT_DERIVED = [name for name in Base.metadata.tables if name != "listings"]


def to_revision(url: str, revision: str) -> None:
    engine = open_engine(Location.of(url))
    with engine.connect().execution_options(**{WRITING: SCHEMA_ONLY}) as connection, connection.begin():
        migrate(connection, revision)


def number(server: Connection) -> list[tuple[Any, ...]]:
    return server.execute("SELECT version_num FROM alembic_version").fetchall()


@pytest.mark.parametrize("revision", NUMBERS[:0:-1])
def test_a_revision_goes_down_and_up_with_rows_present(
    server: Connection, world_url: str, revision: int
) -> None:
    kept, made = rows(server), declared(server)
    below = max(each for each in NUMBERS if each < revision)
    to_revision(world_url, f"{below:04}")
    assert number(server) == [(f"{below:04}",)]
    there = rows(server)
    assert there == {name: kept[name] for name in there}
    to_revision(world_url, "head")
    assert rows(server) == kept
    assert declared(server) == made
    with open_database(world_url) as database:
        assert database.verify().faults == ()


def test_what_speakers_stand_on_is_taken_away_on_the_way_down_and_can_come_again(
    server: Connection, world_url: str
) -> None:
    adding = "INSERT INTO statement_passages (statement_id, role, position, passage_id) VALUES"
    server.execute(f"{adding} (1, 'source', 1, 1)".encode())
    server.execute("UPDATE attributions SET quotation = 'direct'")
    to_revision(world_url, CHAINS_BEGIN)
    assert server.execute("SELECT count(*) FROM statement_passages").fetchall() == [(0,)]
    server.execute(f"{adding} (1, 'source', 7, 1)".encode())  # which no guard looked for then
    to_revision(world_url, "head")
    with open_database(world_url) as database:
        assert [each.sentence for each in database.verify().faults] == [
            "its source passage at [0, 6) is of no link of its chain"
        ]
    server.execute("DELETE FROM statement_passages")
    server.execute(f"{adding} (1, 'cue', 1, 4)".encode())
    with pytest.raises(psycopg.errors.CheckViolation, match="none at this position"):
        server.execute(f"{adding} (1, 'cue', 7, 4)".encode())


def test_the_first_revision_goes_down_to_nothing_and_up_again(server: Connection, world_url: str) -> None:
    made = declared(server)
    to_revision(world_url, "base")
    assert {what: len(found) for what, found in declared(server).items() if found} == {
        "columns": 1,
        "constraints": 2,
        "indexes": 1,
    }  # of alembic_version
    to_revision(world_url, "head")
    assert declared(server) == made
    assert not any(rows(server).values())


def test_head_is_what_the_models_say(world_url: str) -> None:
    with open_engine(Location.of(world_url)).connect() as connection:
        options = {"compare_type": True, "include_name": is_of_the_models}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    # listings, a derived table, has no comments there
    assert sorted(each for each in map(told, differences) if "listings" not in each) == DIFFERENCES


DIFFERENCES = [
    "add_column claims.name",  # by which Datasette, which reads SQLite, shows a row
    "add_column passages.name",
    "add_index uq_claims_sentence_dated",  # of the sentence's digest: an index holds no text of any length
    "add_index uq_claims_sentence_undated",
    "remove_index uq_claims_sentence_dated",
    "remove_index uq_claims_sentence_undated",
]


def is_of_the_models(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in Base.metadata.tables


def told(difference: Any) -> str:
    if isinstance(difference, list):  # of changes to one column
        return " ".join(f"{what} {table}.{column}" for what, _schema, table, column, *_ in difference)
    what, *rest = difference
    return f"{what} {rest[1]}.{rest[2].name}" if what.endswith("_column") else f"{what} {rest[0].name}"


def test_every_constraint_of_the_models_stands(world_url: str) -> None:
    inspector = inspect(open_engine(Location.of(world_url)))
    for table in Base.metadata.sorted_tables:
        asked = (
            inspector.get_check_constraints,
            inspector.get_unique_constraints,
            inspector.get_foreign_keys,
        )
        found = {each["name"] for ask in asked for each in ask(table.name)}
        found.add(inspector.get_pk_constraint(table.name)["name"])
        assert found == {each.name for each in table.constraints}


def test_texts_are_compared_code_point_by_code_point(server: Connection) -> None:
    query = """
        SELECT DISTINCT collation_name FROM information_schema.columns
        JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'text'
    """
    assert server.execute(query).fetchall() == [("C",)]


def collations(postgresql: RunningServer) -> list[str]:
    """Return what a database can be made to sort by, beside code points, if the system has any."""
    query = "SELECT collname FROM pg_collation WHERE collprovider = 'c' AND collname LIKE 'en_US%'"
    return [name for (name,) in postgresql._admin.execute(query)]


def test_a_database_that_sorts_otherwise_gives_the_same_order(
    postgresql: RunningServer, tmp_path: Path
) -> None:
    """Where no other order is installed, names are at least ordered by a server of plain C."""
    names = ["Zoe", "ada", "Ada", "éa", "Éa", "zoe", "ß", "ss", "a b", "a-b", "ab", "Я", "я", "漢", "🕊"]
    lines = [json.dumps({"text": name, "article": {"outlet": f"{name}x"}}) for name in names]
    (tmp_path / "all.jsonl").write_text("\n".join(lines))
    locale = next(iter(collations(postgresql)), "C")
    postgresql._admin.execute(
        f"CREATE DATABASE elsewhere TEMPLATE template0 LOCALE_PROVIDER libc LOCALE '{locale}'".encode()
    )
    url = postgresql.url("elsewhere")
    try:
        with open_database(url, create=True) as there, open_database(tmp_path / "a.db", create=True) as here:
            assert there.load(tmp_path / "all.jsonl").count("added") == len(names)
            here.load(tmp_path / "all.jsonl")
            assert [row.name for row in there.outlets()] == [row.name for row in here.outlets()]
            assert there.articles() == here.articles()
    finally:
        postgresql.drop(url)


def test_a_database_that_cannot_hold_every_character_is_refused(postgresql: RunningServer) -> None:
    postgresql._admin.execute(
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'"
    )
    with (
        pytest.raises(NotUnicodeError, match="LATIN1"),
        open_database(postgresql.url("latin"), create=True) as database,
    ):
        database.check()


def test_an_older_and_a_newer_database_are_told(server: Connection, world_url: str) -> None:
    server.execute("UPDATE alembic_version SET version_num = '9999'")
    for use in (open_database, upgrade_database):
        with pytest.raises(NewerDatabaseError, match="schema 9999"):
            use(world_url)
    server.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(OlderDatabaseError, match="claimsdb db upgrade"):
        open_database(world_url)


@pytest.mark.parametrize("older", NUMBERS[:-1])
def test_an_older_database_is_brought_up_to_date_on_demand(
    server: Connection, world_url: str, older: int
) -> None:
    kept = rows(server)
    to_revision(world_url, f"{older:04}")
    assert upgrade_database(world_url) == (older, SCHEMA)
    assert upgrade_database(world_url) == (SCHEMA, SCHEMA)
    assert rows(server) == kept
    with open_database(world_url) as database:
        assert database.verify().faults == ()
        assert [hit.claim_id for hit in database.search("kassis")] == [2]


def test_another_programs_tables_are_left_alone(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE articles (id integer)")
        for use in (open_database, upgrade_database, lambda url: open_database(url, create=True)):
            with pytest.raises(NotADatabaseError, match="holds other tables"):
                use(postgresql_url)
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("articles",)]


def test_a_migration_that_fails_leaves_the_database_as_it_was(server: Connection, world_url: str) -> None:
    to_revision(world_url, "0002")
    server.execute("CREATE VIEW timeline AS SELECT 1")  # in the way of revision 0004
    before = declared(server)
    with pytest.raises(Exception, match="already exists"):
        upgrade_database(world_url)
    assert number(server) == [("0002",)]
    assert declared(server) == before


def test_the_views_give_what_they_give_on_sqlite(server: Connection, world: sqlite3.Connection) -> None:
    for statement in (
        "INSERT INTO attributions (statement_id, position, actor_id) VALUES (2, 1, 1), (2, 2, 1)",
        "INSERT INTO actors (id, name, kind) VALUES (30, 'Somebody', NULL), (40, 'Vershinin', 'person')",
        "INSERT INTO actor_names (actor_id, name, name_folded) VALUES (1, 'R. Kassis', 'r. kassis')",
    ):
        server.execute(statement)
        world.execute(statement)
    for query in (
        "SELECT * FROM people ORDER BY id",
        "SELECT * FROM timeline ORDER BY what, earliest",
    ):
        assert server.execute(query.encode()).fetchall() == world.execute(query).fetchall() != []


NEARLY_A_DAY = st.one_of(
    st.text(max_size=12),
    st.dates().map(str),
    st.builds("{:04}-{:02}-{:02}".format, st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32)),
    st.builds("{}{}".format, st.dates(), st.text(max_size=3)),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NEARLY_A_DAY.filter(lambda text: "\0" not in text and text[:1] != "-"))  # SQLite knows years before 0
@example("0000-01-01")
@example("0000-02-29")
@example("1900-02-29")
@example("2000-02-29")
@example("2017-02-29")
@example("2017-04-31")
@example("9999-12-31")
@example("2017-02-15\n")
@example("٢٠١٧-٠٢-١٥")
@example(" 2017-02-15")
@example("now")
def test_a_day_is_a_day_on_both_engines(server: Connection, text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        ((here,),) = plain.execute("SELECT coalesce(date(?1, '+0 days'), 'none') = ?1", (text,)).fetchall()
    ((there,),) = server.execute("SELECT is_day(%s)", [text]).fetchall()
    assert there == bool(here)


def test_numbers_go_on_after_what_was_loaded(empty_url: str, write: Any) -> None:
    """A shell that adds rows between two loads gets a number of its own, and so does the next load."""
    claims = "claims: [{claim: It fell., quote: fell, about: [Bridge]}]"
    with open_database(empty_url) as database, psycopg.connect(empty_url, autocommit=True) as shell:
        write("a.claims.yaml", claims)
        database.load(write("a.txt", "It fell."))
        shell.execute("INSERT INTO articles (title) VALUES ('Mine')")
        shell.execute("INSERT INTO actors (name) VALUES ('Mine')")
        shell.execute("INSERT INTO claims (sentence) VALUES ('Mine.')")
        shell.execute("INSERT INTO passages (version_id, start_char, end_char, quote) VALUES (1, 0, 2, 'It')")
        shell.execute(
            "INSERT INTO statements (claim_id, passage_id) "
            "SELECT max(claims.id), max(passages.id) FROM claims, passages"
        )
        write("b.claims.yaml", claims.replace("It fell.", "It stood.").replace("Bridge", "Dam"))
        database.load(write("b.txt", "It stood, and fell."))
        assert len({row.article_id for row in database.articles()}) == 3
        assert sorted(row.claim for row in database.claims()) == ["It fell.", "It stood.", "Mine."]
        assert sorted(row.name for row in database.actors()) == ["Bridge", "Dam", "Mine"]
        for table in ("articles", "actors", "claims", "passages", "statements", "versions"):
            ((last, highest),) = shell.execute(
                f"SELECT last_value, (SELECT max(id) FROM {table}) FROM {table}_id_seq".encode()  # noqa: S608
            ).fetchall()
            assert last >= highest, table
