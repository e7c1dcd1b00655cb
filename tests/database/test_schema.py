"""What a file is, told before anything is done with it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from claimsdb.database.dialect import APPLICATION_ID
from claimsdb.database.schema import SCHEMA
from claimsdb.errors.database import (
    BrokenDatabaseError,
    DatabaseError,
    NewerDatabaseError,
    NoDatabaseError,
    NotADatabaseError,
    OlderDatabaseError,
)
from claimsdb.library import open_database, upgrade_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def with_pragmas(path: Path, *pragmas: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    return path


def newer(path: Path) -> Path:
    return with_pragmas(path, f"user_version = {SCHEMA + 1}")


def older(path: Path) -> Path:
    return with_pragmas(path, f"user_version = {SCHEMA - 1}")


def other_program(path: Path) -> Path:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER)")
    return path


def other_program_without_tables(path: Path) -> Path:
    path.unlink()
    return with_pragmas(path, "application_id = 0x47504B47", "user_version = 10300")


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def text(path: Path) -> Path:
    path.write_text("Kassis said: talks began.\n" * 100, encoding="utf-8")
    return path


def short_text(path: Path) -> Path:
    path.write_text("no", encoding="utf-8")
    return path


def cut_short(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:5000])
    return path


FILES = [
    (newer, NewerDatabaseError, f"newer claimsdb .schema {SCHEMA + 1}"),
    (older, OlderDatabaseError, "claimsdb db upgrade"),
    (other_program, NotADatabaseError, "some other program's SQLite file"),
    (other_program_without_tables, NotADatabaseError, "some other program's SQLite file"),
    (empty, NoDatabaseError, "claimsdb init"),
    (text, NotADatabaseError, "some other kind of file"),
    (short_text, NotADatabaseError, "some other kind of file"),
    (cut_short, BrokenDatabaseError, "malformed"),
]


@pytest.mark.parametrize(("make", "kind", "words"), FILES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_file_that_cannot_be_used_is_named_and_left_alone(
    empty_file: Path, make: Callable[[Path], Path], kind: type[DatabaseError], words: str
) -> None:
    path = make(empty_file)
    before = path.read_bytes()
    with pytest.raises(kind, match=words) as failure:
        open_database(path)
    assert str(path) in failure.value.sentence
    assert failure.value.exit_code == 3
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("make", "kind"), [(make, kind) for make, kind, _ in FILES if make not in (older, empty)]
)
def test_neither_upgrading_nor_creating_touches_such_a_file(
    empty_file: Path, make: Callable[[Path], Path], kind: type[DatabaseError]
) -> None:
    path = make(empty_file)
    before = path.read_bytes()
    with pytest.raises(kind):
        upgrade_database(path)
    with pytest.raises(kind):
        open_database(path, create=True)
    assert path.read_bytes() == before


def test_damage_behind_the_head_of_the_file_is_told_by_the_first_question_at_the_latest(
    empty_file: Path,
) -> None:
    whole = empty_file.read_bytes()
    empty_file.write_bytes(whole[:100] + b"\xff" * 3996 + whole[4096:])
    with (
        pytest.raises(BrokenDatabaseError, match="Restore it"),
        open_database(empty_file) as database,
    ):
        database.articles()


def test_an_older_file_is_not_upgraded_unasked(empty_file: Path) -> None:
    before = older(empty_file).read_bytes()
    with pytest.raises(OlderDatabaseError):
        open_database(empty_file, create=True)
    assert empty_file.read_bytes() == before


def test_no_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError, match="claimsdb load PATH"):
        open_database(tmp_path / "no.db")
    with pytest.raises(NotADatabaseError, match="a folder"):
        open_database(tmp_path)
    assert not list(tmp_path.iterdir())


def test_opening_to_create_writes_nothing_until_it_is_used(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with open_database(path, create=True) as database:
        assert not path.exists()
        assert database.claims() == []
    assert path.exists()


def test_the_empty_file_that_a_killed_creation_leaves_is_usable(
    empty_file: Path, write: Callable[[str, str], Path]
) -> None:
    empty(empty_file)
    article = write("one.txt", "Kassis spoke in Astana.")
    with open_database(empty_file, create=True) as database:
        assert [each.outcome for each in database.load(article).outcomes] == ["added"]
    with open_database(empty_file) as database:
        assert database.verify().faults == ()


def test_a_creation_killed_in_the_middle_leaves_a_usable_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    script = """
        import os, signal, sys
        from alembic import op
        from claimsdb.library import open_database
        made = op.execute
        def killed_at_the_views(sql):
            if "people" in str(sql):
                os.kill(os.getpid(), signal.SIGKILL)
            made(sql)
        op.execute = killed_at_the_views
        open_database(sys.argv[1], create=True).check()
    """
    script = "\n".join(line[8:] for line in script.splitlines())
    ended = subprocess.run([sys.executable, "-c", script, path], check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr
    with open_database(path, create=True) as database:
        assert database.info().schema == SCHEMA
        assert database.verify().faults == ()


def test_the_application_id_spells_the_program() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"CLMD"
