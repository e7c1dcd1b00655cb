from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from claimsdb.database import sqlite as sqlite_engine
from claimsdb.database.clock import now
from claimsdb.database.engine import WRITING, faults_named, open_engine
from claimsdb.database.location import Location
from claimsdb.errors.database import (
    BadAddressError,
    BrokenDatabaseError,
    ClosedFolderError,
    DatabaseBusyError,
    DiskFullError,
    NoDatabaseError,
    NoFolderError,
    NoLocksError,
    ReadOnlyDatabaseError,
    UnsupportedDatabaseError,
)
from claimsdb.library import open_database

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_our_connections_hold_foreign_keys_and_fire_every_trigger(empty_file: Path) -> None:
    with open_engine(Location(str(empty_file))).connect() as connection:
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "recursive_triggers") == 1
        assert pragma(connection, "cell_size_check") == 1


def test_a_path_may_hold_what_a_uri_would_read_otherwise(empty_file: Path, tmp_path: Path) -> None:
    for name in ("100% of a?b#c.db", "mode=memory&x.db", "ёж 🕊.db", "with space.db"):
        path = tmp_path / name
        path.write_bytes(empty_file.read_bytes())
        with open_database(path) as database:
            assert database.claims() == []


def test_a_writer_waits_for_another_and_then_says_so(
    empty_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_engine, "BUSY_SECONDS", 0.05)
    location = Location(str(empty_file))
    with closing(sqlite3.connect(empty_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = open_engine(location).execution_options(**{WRITING: True})
        who = f"in use by .+ [(]process {os.getpid()}[)] that is writing to it"
        with pytest.raises(DatabaseBusyError, match=who), faults_named(location):
            writer.connect().begin()
        with open_database(empty_file) as reader:  # a reader need not wait
            assert reader.claims() == []


def test_a_full_disk_is_named(empty_file: Path) -> None:
    location = Location(str(empty_file))
    with open_engine(location).connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pragma(connection, 'page_count')}")
        with pytest.raises(DiskFullError, match="nothing was changed"), faults_named(location):
            connection.exec_driver_sql("INSERT INTO articles (title) VALUES (hex(zeroblob(1000000)))")


def test_writing_where_it_is_not_allowed_is_named(empty_file: Path) -> None:
    location = Location(str(empty_file))
    with open_engine(location).connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(ReadOnlyDatabaseError, match="permissions"), faults_named(location):
            connection.exec_driver_sql("INSERT INTO articles (title) VALUES ('x')")


def test_a_text_that_is_no_utf8_is_named(world_file: Path) -> None:
    with closing(sqlite3.connect(world_file)) as plain, plain:
        plain.execute("UPDATE articles SET title = CAST(x'c3' AS TEXT)")
    with open_database(world_file) as database:
        with pytest.raises(BrokenDatabaseError, match="not UTF-8"):
            database.articles()
        named = [(fault.table, fault.row_id) for fault in database.verify().faults]
        assert named == [("articles", 1), ("articles", 2)]


def test_a_mistake_of_ours_is_not_dressed_up(empty_file: Path) -> None:
    location = Location(str(empty_file))
    with (
        open_engine(location).connect() as connection,
        pytest.raises(Exception, match="no such table: absent") as failure,
        faults_named(location),
    ):
        connection.exec_driver_sql("SELECT * FROM absent")
    assert failure.type.__name__ == "OperationalError"


def test_only_creating_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError):
        open_engine(Location(str(tmp_path / "claims.db")))
    open_engine(Location(str(tmp_path / "claims.db")), create=True).connect().close()
    assert (tmp_path / "claims.db").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        open_database(tmp_path / "no" / "claims.db", create=True) as database,
        pytest.raises(NoFolderError, match="there is no folder"),
    ):
        database.check()


@pytest.mark.parametrize("create", [True, False])
def test_a_closed_folder_on_the_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, create: bool
) -> None:
    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", closed)
    with (
        pytest.raises(ClosedFolderError, match="is closed to you"),
        open_database(tmp_path / "claims.db", create=create) as database,
    ):
        database.check()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("claims.db", "claims.db"),
        ("sqlite:///claims.db", "claims.db"),
        ("sqlite:////srv/claims.db", "/srv/claims.db"),
        ("a:b.db", "a:b.db"),
    ],
)
def test_a_location_is_a_path_or_a_url(name: str, path: str) -> None:
    assert str(Location.of(name)) == path


def test_a_location_knows_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Location.of("~/claims.db").path == tmp_path / "claims.db"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("mysql://ada:secret@host/claims", "mysql://ada@host/claims"),
        ("oracle+oracledb://ada:se@cret@host:5432/claims", "oracle+oracledb://ada@host:5432/claims"),
        ("mysql://host/claims", "mysql://host/claims"),
        ("sqlite+pysqlite:///claims.db", "sqlite+pysqlite:///claims.db"),
    ],
)
def test_another_engine_is_refused_without_telling_the_password(url: str, shown: str) -> None:
    with pytest.raises(UnsupportedDatabaseError) as failure:
        Location.of(url)
    assert failure.value.sentence.startswith(f"{shown}: ")
    assert "cret" not in failure.value.sentence
    assert failure.value.exit_code == 3


@pytest.mark.parametrize("code", ["SQLITE_IOERR_LOCK", "SQLITE_IOERR_RDLOCK", "SQLITE_PROTOCOL"])
def test_a_folder_whose_files_cannot_be_locked_is_named(code: str, empty_file: Path) -> None:
    fault = sqlite3.OperationalError("disk I/O error")  # as a network folder gives it
    fault.sqlite_errorcode = getattr(sqlite3, code)
    with pytest.raises(NoLocksError, match="network folders"), faults_named(Location(str(empty_file))):
        raise fault


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ada:secret@host/claims", "postgresql://ada@host/claims"),
        ("postgres://ada:se@cret@host:5432/claims", "postgresql://ada@host:5432/claims"),
        ("postgresql+psycopg:///claims?host=/run/postgresql&password=secret", "postgresql:///claims"),
    ],
)
def test_a_server_is_shown_without_the_password(url: str, shown: str) -> None:
    location = Location.of(url)
    assert location.is_postgresql
    assert str(location) == shown


def test_a_wrong_address_of_a_server_does_not_tell_the_password() -> None:
    location = Location.of("postgresql://ada:se%cret@host/claims")  # a percent sign must be written %25
    with pytest.raises(BadAddressError) as failure, faults_named(location):
        open_engine(location).connect()
    assert "cret" not in failure.value.sentence


def test_a_missing_driver_is_named_with_what_to_type() -> None:
    without = (
        "import sys; sys.modules['psycopg'] = None; from claimsdb.cli.main import main; "
        "sys.exit(main(['--db', 'postgresql://host/claims', 'claims']))"
    )
    ended = subprocess.run([sys.executable, "-c", without], check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "Type `pip install 'claimsdb[postgresql]'`." in ended.stderr


def test_the_clock_writes_utc_to_the_second() -> None:
    assert len(now()) == len("2026-11-23T12:00:00Z")
    assert now().endswith("Z")


def test_one_connection_serves_question_after_question(
    seeded_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[sqlite3.Connection] = []
    connect = sqlite_engine._connect

    def counted(location: Location, *, create: bool) -> sqlite3.Connection:
        made.append(connect(location, create=create))
        return made[-1]

    monkeypatch.setattr(sqlite_engine, "_connect", counted)
    with open_database(seeded_file) as database:
        assert database.outlets()
        assert database.topics()
    assert len(made) == 1
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("SELECT 1")
