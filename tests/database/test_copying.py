"""Moving house: a copy is equal, or it is not made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from claimsdb.database.dialect import PostgreSQL
from claimsdb.errors.database import NoDatabaseError, OlderDatabaseError, TextNotStorableError
from claimsdb.errors.moving import CopyDiffersError, SamePlaceError, TargetNotEmptyError
from claimsdb.library import copy_database, open_database
from claimsdb.models import Base
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Connection


def everything(where: str | Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, in the order of the keys."""
    with open_database(where) as database, database._reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(*(each for each in table.columns if each.computed is None)).order_by(
                        *table.primary_key
                    )
                )
            ]
            for table in Base.metadata.sorted_tables
        }


def test_from_a_file_to_a_server_and_back_nothing_changes(
    seeded_file: Path, postgresql_url: str, tmp_path: Path
) -> None:
    back = tmp_path / "back.db"
    report = copy_database(seeded_file, postgresql_url)
    copy_database(postgresql_url, back)
    assert everything(seeded_file) == everything(postgresql_url) == everything(back)
    assert dict(report.counts)["statements"] == 110
    for where in (postgresql_url, back):
        with open_database(where) as database:
            assert database.verify().faults == ()
            assert [hit.claim_id for hit in database.search("negotiations")]


def test_what_was_carried_and_decided_arrives(
    empty_file: Path, postgresql_url: str, write: Any, tmp_path: Path
) -> None:
    with open_database(empty_file) as database:
        database.load(write("story.txt", b"The talks began in Astana. It rained on Monday."))
        for quote in ("The talks began in Astana", "It rained on Monday", "rained"):
            database.add_claim(1, claim=f"{quote}.", quote=quote)
        database.load(write("story.txt", b"The talks started in Astana. On Monday nothing fell."))
        database.review(1, "accept", by="Ada")
    copy_database(empty_file, postgresql_url)
    copy_database(postgresql_url, tmp_path / "back.db")
    assert everything(empty_file) == everything(tmp_path / "back.db")
    with open_database(postgresql_url) as database:
        assert database.review(1, "undo", by="Ben").review == "waiting"


def test_what_was_copied_is_known_there(seeded_file: Path, postgresql_url: str) -> None:
    copy_database(seeded_file, postgresql_url)
    with open_database(postgresql_url) as database:
        assert database.load(data_folder("seeds")).count("unchanged") == 2
        added = database.add_claim(1, claim="It rained.", quote="Syria", occurrence=1)
        assert added[0].claim_id == 102


def test_texts_of_any_script_and_bytes_of_any_kind_arrive(
    empty_file: Path, postgresql_url: str, write: Any, tmp_path: Path
) -> None:
    with open_database(empty_file) as database:
        database.load(write("old.txt", "Привет, мир \\N \\. \t 🕊\u2028 مرحبا".encode("utf-16")))
    copy_database(empty_file, postgresql_url)
    copy_database(postgresql_url, tmp_path / "back.db")
    assert everything(empty_file) == everything(tmp_path / "back.db")


def test_a_topic_may_stand_before_the_one_above_it(
    shell: sqlite3.Connection, empty_file: Path, postgresql_url: str, tmp_path: Path
) -> None:
    shell.execute("INSERT INTO topics (id, name, path, parent_id) VALUES (1, 'Talks', 'Peace > Talks', 2)")
    shell.execute("INSERT INTO topics (id, name, path) VALUES (2, 'Peace', 'Peace')")
    copy_database(empty_file, postgresql_url)
    copy_database(empty_file, tmp_path / "back.db")
    assert everything(empty_file) == everything(postgresql_url) == everything(tmp_path / "back.db")


def test_a_copy_goes_only_where_nothing_is(seeded_file: Path, postgresql_url: str) -> None:
    copy_database(seeded_file, postgresql_url)
    before = everything(postgresql_url)
    with pytest.raises(TargetNotEmptyError, match="19 rows in actors"):
        copy_database(seeded_file, postgresql_url)
    assert everything(postgresql_url) == before
    with pytest.raises(SamePlaceError):
        copy_database(seeded_file, seeded_file)


def test_a_copy_that_fails_half_way_leaves_nothing(
    seeded_file: Path, postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = PostgreSQL.insert

    def garble(
        self: PostgreSQL, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Any]
    ) -> None:
        changed = [(*row[:-1], "2000-01-01T00:00:00Z") for row in rows] if table == "statements" else rows
        insert(self, connection, table, columns, changed)

    monkeypatch.setattr(PostgreSQL, "insert", garble)
    with pytest.raises(CopyDiffersError, match="A row of statements"):
        copy_database(seeded_file, postgresql_url)
    with pytest.raises(NoDatabaseError):
        open_database(postgresql_url)
    with pytest.raises(NoDatabaseError):
        copy_database(tmp_path / "nowhere.db", tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_a_row_that_is_lost_on_the_way_is_missed(
    seeded_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimsdb.database.dialect import SQLite  # noqa: PLC0415 (the one that is garbled)

    insert = SQLite.insert

    def lose_one(
        self: SQLite, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Any]
    ) -> None:
        insert(self, connection, table, columns, rows[:-1] if table == "claim_topics" else rows)

    monkeypatch.setattr(SQLite, "insert", lose_one)
    with pytest.raises(CopyDiffersError, match="A row of claim_topics"):
        copy_database(seeded_file, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_what_a_server_cannot_hold_is_told(
    shell: sqlite3.Connection, empty_file: Path, postgresql_url: str
) -> None:
    shell.execute("INSERT INTO articles (title) VALUES ('a' || char(0) || 'b')")
    with pytest.raises(TextNotStorableError, match="the character NUL"):
        copy_database(empty_file, postgresql_url)


def test_an_older_database_is_upgraded_first(seeded_file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(seeded_file)) as shell:
        shell.execute("PRAGMA user_version = 3")
    with pytest.raises(OlderDatabaseError, match="claimsdb db upgrade"):
        copy_database(seeded_file, tmp_path / "copy.db")
