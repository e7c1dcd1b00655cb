from __future__ import annotations

import ast
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command

from claimsdb.database.dialect import APPLICATION_ID
from claimsdb.database.engine import WRITING, open_engine
from claimsdb.database.location import Location
from claimsdb.database.schema import SCHEMA, alembic_config, migrate
from claimsdb.library import open_database, upgrade_database
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REVISIONS = sorted((data_folder("migrations") / "versions").glob("*.py"))
NUMBERS = [int(path.name[:4]) for path in REVISIONS]
CHAINS_BEGIN = "0011"
"""The revision before the one that gives speakers passages."""


def to_revision(path: Path, revision: str) -> None:
    engine = open_engine(Location(str(path)))
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        migrate(connection, revision)


@pytest.fixture
def plain(world_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(world_file, isolation_level=None)) as connection:
        yield connection


def rows(connection: sqlite3.Connection) -> dict[str, list[dict[str, object]]]:
    """Return all rows of all tables but those that are derived from others, or that have none.

    A value that is unknown is left out, since an older table may not have its column.
    """
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {
        name: found
        for (name,) in names
        if "_search" not in name
        and name not in {"alembic_version", "listings"}
        and (found := known(connection.execute(f"SELECT * FROM {name}")))  # noqa: S608
    }


def known(cursor: sqlite3.Cursor) -> list[dict[str, object]]:
    names = [name for name, *_ in cursor.description]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None} for row in cursor
    ]


def declared(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    ).fetchall()


def number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def found(connection: sqlite3.Connection, word: str) -> list[int]:
    query = "SELECT rowid FROM passages_search WHERE passages_search MATCH ? ORDER BY rowid"
    return [each for (each,) in connection.execute(query, (word,))]


def test_head_is_what_the_models_say(empty_file: Path) -> None:
    with open_engine(Location(str(empty_file))).connect() as connection:
        command.check(alembic_config(connection, compare=True))


def test_a_column_more_in_the_file_is_noticed(empty_file: Path) -> None:
    """The check above can fail."""
    with closing(sqlite3.connect(empty_file)) as plain:
        plain.execute("ALTER TABLE outlets ADD COLUMN country TEXT")
    with (
        open_engine(Location(str(empty_file))).connect() as connection,
        pytest.raises(Exception, match="remove_column"),
    ):
        command.check(alembic_config(connection, compare=True))


def test_the_schema_number_counts_the_migrations(empty_file: Path) -> None:
    assert [path.name[:4] for path in REVISIONS] == [f"{each:04}" for each in range(1, SCHEMA + 1)]
    with closing(sqlite3.connect(empty_file)) as plain:
        assert number(plain) == SCHEMA
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("SELECT version_num FROM alembic_version").fetchall() == [(f"{SCHEMA:04}",)]


def test_other_programs_can_tell_the_file_by_its_head(empty_file: Path) -> None:
    assert empty_file.read_bytes()[68:72] == b"CLMD"


@pytest.mark.parametrize("path", REVISIONS, ids=lambda path: path.stem)
def test_a_migration_imports_alembic_and_sqlalchemy_alone(path: Path) -> None:
    """What a migration did once must not change with the program."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    standard = {"__future__", "json", "pathlib", "re"}  # to read the table of letters that lies beside 0003
    assert imported <= {"alembic", "sqlalchemy", *standard}


@pytest.mark.parametrize("revision", NUMBERS[:0:-1])
def test_a_revision_goes_down_and_up_with_rows_present(
    plain: sqlite3.Connection, world_file: Path, revision: int
) -> None:
    kept, made = rows(plain), declared(plain)
    below = max(each for each in NUMBERS if each < revision)
    to_revision(world_file, f"{below:04}")
    assert number(plain) == below
    assert rows(plain) == {name: kept[name] for name in rows(plain)}
    to_revision(world_file, "head")
    assert number(plain) == SCHEMA
    assert rows(plain) == kept
    assert declared(plain) == made


def test_what_speakers_stand_on_is_taken_away_on_the_way_down_and_can_come_again(
    plain: sqlite3.Connection, world_file: Path
) -> None:
    adding = "INSERT INTO statement_passages (statement_id, role, position, passage_id) VALUES"
    plain.execute(f"{adding} (1, 'source', 1, 1)")
    plain.execute("INSERT INTO passages VALUES (9, 1, 28, 30, 'in')")
    plain.execute(f"{adding} (1, 'content', 2, 9)")
    plain.execute("UPDATE attributions SET quotation = 'direct'")
    to_revision(world_file, CHAINS_BEGIN)
    assert plain.execute("SELECT role, position FROM statement_passages").fetchall() == [("content", 2)]
    assert len(plain.execute("SELECT * FROM attributions").fetchall()) == 1
    plain.execute(f"{adding} (1, 'source', 1, 1)")  # which no guard looked for then
    with pytest.raises(sqlite3.IntegrityError, match="in the order of the text"):
        plain.execute(f"{adding} (1, 'source', 2, 4)")
    to_revision(world_file, "head")
    assert plain.execute("SELECT quotation FROM attributions").fetchall() == [(None,)]
    plain.execute(f"{adding} (1, 'cue', 1, 4)")
    with open_database(world_file) as database:
        assert database.verify().faults == ()


def test_the_first_revision_goes_down_to_nothing_and_up_again(
    plain: sqlite3.Connection, world_file: Path
) -> None:
    made = declared(plain)
    to_revision(world_file, "base")
    assert [name for kind, name, *_ in declared(plain) if name != "alembic_version"] == [
        "sqlite_autoindex_alembic_version_1"
    ]
    assert number(plain) == 0
    to_revision(world_file, "head")
    assert declared(plain) == made
    assert not any(rows(plain).values())


def test_rows_written_before_the_guards_are_guarded_after(
    plain: sqlite3.Connection, world_file: Path
) -> None:
    to_revision(world_file, "0001")
    plain.execute("UPDATE passages SET quote = 'kassis' WHERE id = 3")
    plain.execute("UPDATE passages SET quote = 'Kassis' WHERE id = 3")
    to_revision(world_file, "head")
    with pytest.raises(sqlite3.IntegrityError, match="a passage must be text"):
        plain.execute("UPDATE passages SET quote = 'kassis' WHERE id = 3")


def test_rows_written_before_the_search_are_found_after(plain: sqlite3.Connection, world_file: Path) -> None:
    to_revision(world_file, "0002")
    plain.execute("INSERT INTO passages VALUES (9, 1, 31, 37, 'Астана')")
    plain.execute("DELETE FROM passages WHERE id = 4")
    to_revision(world_file, "head")
    assert found(plain, "kassis") == [1, 3]
    assert found(plain, "астана") == [9]


@pytest.mark.parametrize("older", NUMBERS[:-1])
def test_an_older_file_is_brought_up_to_date_on_demand(
    plain: sqlite3.Connection, world_file: Path, older: int
) -> None:
    kept = rows(plain)
    to_revision(world_file, f"{older:04}")
    assert upgrade_database(world_file) == (older, SCHEMA)
    assert upgrade_database(world_file) == (SCHEMA, SCHEMA)
    assert rows(plain) == kept
    with open_database(world_file) as database:
        assert database.verify().faults == ()
        assert [hit.claim_id for hit in database.search("kassis")] == [2]


def test_upgrade_can_make_the_search_indexes_anew(plain: sqlite3.Connection, world_file: Path) -> None:
    plain.execute("INSERT INTO claims_search (claims_search) VALUES ('delete-all')")
    plain.execute("INSERT INTO passages_search (passages_search) VALUES ('delete-all')")
    assert found(plain, "kassis") == []
    assert upgrade_database(world_file, reindex=True) == (SCHEMA, SCHEMA)
    assert found(plain, "kassis") == [1, 3, 4]
    with open_database(world_file) as database:
        assert database.verify().faults == ()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    plain: sqlite3.Connection, world_file: Path
) -> None:
    to_revision(world_file, "0002")
    plain.execute("CREATE VIEW timeline AS SELECT 1")  # in the way of revision 0004
    before = declared(plain)
    with pytest.raises(Exception, match="already exists"):
        upgrade_database(world_file)
    assert number(plain) == 2
    assert declared(plain) == before


def test_making_a_database_does_not_import_the_models(tmp_path: Path) -> None:
    """A later model must not change what an earlier migration makes."""
    script = (
        "import sys; from claimsdb.library import open_database\n"
        "open_database(sys.argv[1], create=True).check()\n"
        "print([name for name in sys.modules if name.startswith('claimsdb.models')])"
    )
    command_line = [sys.executable, "-c", script, str(tmp_path / "claims.db")]
    assert subprocess.run(command_line, check=True, capture_output=True, text=True).stdout == "[]\n"
