"""A connection is kept between questions, and nobody notices."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from claimsdb.database.schema import SCHEMA
from claimsdb.errors.database import NewerDatabaseError, NoDatabaseError
from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Generator

    from claimsdb.records.rows import StatementRow


def test_a_file_put_in_place_of_another_is_read_at_once(empty_file: Path, seeded_file: Path) -> None:
    with open_database(empty_file) as database:
        assert database.claims() == []
        Path(shutil.copy(seeded_file, empty_file.with_suffix(".new"))).replace(empty_file)
        assert len(database.claims()) > 100
        assert database.verify().faults == ()


def test_what_another_program_writes_is_seen_by_the_next_question(seeded_file: Path) -> None:
    with open_database(seeded_file) as database, closing(sqlite3.connect(seeded_file)) as other:
        before = database.count_claims()
        other.execute("DELETE FROM statements WHERE id = 1")
        other.commit()
        assert database.count_claims() == before - 1


def test_between_questions_the_file_is_free(seeded_file: Path) -> None:
    with open_database(seeded_file) as database, closing(sqlite3.connect(seeded_file, timeout=0)) as other:
        assert database.claims(limit=1)
        other.execute("BEGIN EXCLUSIVE")


def test_a_question_that_is_refused_leaves_the_file_free(seeded_file: Path) -> None:
    with open_database(seeded_file) as database, closing(sqlite3.connect(seeded_file, timeout=0)) as other:
        with closing(cast("Generator[StatementRow]", database.each_claim())) as rows:
            next(rows)
        with pytest.raises(Exception, match="no claim"):
            database.claim("nobody's")
        other.execute("BEGIN EXCLUSIVE")


def test_a_file_upgraded_by_a_newer_program_is_told(seeded_file: Path) -> None:
    with open_database(seeded_file) as database:
        assert database.claims(limit=1)
        with closing(sqlite3.connect(seeded_file)) as other:
            other.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        with pytest.raises(NewerDatabaseError):
            database.claims(limit=1)


def test_an_empty_file_in_place_of_the_database_is_told(seeded_file: Path) -> None:
    with open_database(seeded_file) as database:
        assert database.claims(limit=1)
        seeded_file.unlink()
        seeded_file.touch()
        with pytest.raises(NoDatabaseError):
            database.claims(limit=1)


def test_a_question_can_be_put_while_another_is_being_answered(seeded_file: Path) -> None:
    with open_database(seeded_file) as database:
        for row in database.each_claim(limit=3):
            assert database.claim(row.claim_id).claim == row.claim


def test_another_thread_can_ask(seeded_file: Path) -> None:
    with open_database(seeded_file) as database:
        counted = [database.count_claims()]
        thread = threading.Thread(target=lambda: counted.append(database.count_claims()))
        thread.start()
        thread.join()
        assert counted[0] == counted[1]


def test_a_closed_database_can_be_used_again(seeded_file: Path) -> None:
    database = open_database(seeded_file)
    before = database.count_claims()
    database.close()
    assert database.count_claims() == before
    database.close()
