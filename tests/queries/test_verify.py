"""Each fault is planted behind the guards' back, and must be named with its table and row."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import tracemalloc
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimsdb.library import open_database
from claimsdb.records.loading import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimsdb.records.loading import VerifyReport

TEXT = "Kassis said: talks began 🕊 in Астана."
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
ORIGINAL = hashlib.sha256(b"<p>").hexdigest()

WORLD = f"""
    INSERT INTO articles (id, published, published_earliest, published_latest)
        VALUES (1, '2017-02', '2017-02-01', '2017-02-28');
    INSERT INTO versions (id, article_id, number, text, text_sha256, original, original_sha256)
        VALUES (7, 1, 1, '{TEXT}', '{SHA}', CAST('<p>' AS BLOB), '{ORIGINAL}');
    INSERT INTO passages VALUES (3, 7, 13, 26, 'talks began 🕊'), (4, 7, 0, 6, 'Kassis');
    INSERT INTO claims (id, sentence, event_date, event_earliest)
        VALUES (5, 'Talks began.', '2017-01-23/..', '2017-01-23');
    INSERT INTO claims (id, sentence) VALUES (6, 'Kassis spoke.');
    INSERT INTO statements (id, claim_id, passage_id) VALUES (8, 5, 3);
    INSERT INTO statements (id, claim_id, passage_id, said, said_earliest, said_latest)
        VALUES (9, 6, 4, '2017', '2017-01-01', '2017-12-31');
    INSERT INTO actors (id, name) VALUES (2, 'Kassis');
    INSERT INTO claim_actors (claim_id, actor_id, role) VALUES (6, 2, 'subject');
    INSERT INTO attributions (id, statement_id, position, actor_id) VALUES (1, 9, 1, 2);
"""  # noqa: S608


@pytest.fixture
def file(empty_file: Path) -> Path:
    with closing(sqlite3.connect(empty_file)) as connection:
        connection.executescript(f"BEGIN; {WORLD} COMMIT;")
    return empty_file


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file without its guards; what keeps the search and the listings in step stays."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND name NOT LIKE '%searchable%' AND name NOT LIKE '%listed%'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
        for _, sql in guards:
            connection.execute(sql)


def verify(path: Path) -> VerifyReport:
    with open_database(path) as database:
        return database.verify()


def faults(path: Path) -> list[tuple[str, int | None, str]]:
    return [(each.table, each.row_id, each.sentence) for each in verify(path).faults]


def test_a_sound_database_has_no_faults(file: Path) -> None:
    report = verify(file)
    assert report.faults == ()
    assert report.checked == (
        ("versions", 1),
        ("passages", 2),
        ("statements", 2),
        ("claims", 2),
        ("articles", 1),
        ("annotation_files", 0),
    )


def test_an_empty_database_and_a_loaded_one_have_no_faults(empty_file: Path, seeded_file: Path) -> None:
    assert verify(empty_file).faults == ()
    report = verify(seeded_file)
    assert report.faults == ()
    assert dict(report.checked)["articles"] == 2
    assert min(dict(report.checked).values()) > 0


HASH = "the text is not the one its SHA-256 was taken of"
ORIGINAL_HASH = "the original bytes are not those their SHA-256 was taken of"
QUOTE = "its quote is not what stands at "
LISTING = "the listings are out of step with it: type `claimsdb db upgrade --reindex`"

PLANTED: dict[str, tuple[str, list[tuple[str, int | None, str]]]] = {
    "a quote in another case": (
        "UPDATE passages SET quote = 'kassis' WHERE id = 4",
        [("passages", 4, QUOTE + "[0, 6)")],
    ),
    "a quote beside its offsets": (
        "UPDATE passages SET start_char = 14, end_char = 27 WHERE id = 3",
        [("passages", 3, QUOTE + "[14, 27)")],
    ),
    "offsets that count from the end": (
        "INSERT INTO passages VALUES (10, 7, -8, -1, 'Астана.')",
        [
            ("database", None, "SQLite finds damage: CHECK constraint failed in passages"),
            ("passages", 10, QUOTE + "[-8, -1)"),
        ],
    ),
    "another text": (
        "UPDATE versions SET text = replace(text, 'began', 'ended')",
        [("versions", 7, HASH), ("passages", 3, QUOTE + "[13, 26)")],
    ),
    "another hash": ("UPDATE versions SET text_sha256 = hex(zeroblob(32))", [("versions", 7, HASH)]),
    "another original": ("UPDATE versions SET original = x'00'", [("versions", 7, ORIGINAL_HASH)]),
    "another hash of the original": (
        "UPDATE versions SET original_sha256 = hex(zeroblob(32))",
        [("versions", 7, ORIGINAL_HASH)],
    ),
    "a text that is no UTF-8": (
        "UPDATE versions SET text = CAST(CAST(text AS BLOB) || x'ff' AS TEXT)",
        [("versions", 7, HASH)],
    ),
    "a name that is no UTF-8": (
        "UPDATE actors SET name = CAST(x'4bff' AS TEXT)",
        [("actors", 2, "a text in it is not UTF-8")],
    ),
    "no version": (
        "DELETE FROM versions",
        [
            ("passages", 3, QUOTE + "[13, 26)"),
            ("passages", 4, QUOTE + "[0, 6)"),
            ("passages", 3, "it points at a row of versions that is not there"),
            ("passages", 4, "it points at a row of versions that is not there"),
            ("statements", 9, LISTING),
        ],
    ),
    "no passage": (
        "DELETE FROM passages WHERE id = 4",
        [("statements", 9, "it points at a row of passages that is not there"), ("statements", 9, LISTING)],
    ),
    "no claim": (
        "DELETE FROM claims WHERE id = 5",
        [("statements", 8, "it points at a row of claims that is not there")],
    ),
    "no statement": (
        "DELETE FROM statements WHERE id = 8",
        [("claims", 5, "no statement of it stands on a passage")],
    ),
    "no actor": (
        "DELETE FROM actors",
        [
            ("claim_actors", 1, "it points at a row of actors that is not there"),
            ("attributions", 1, "it points at a row of actors that is not there"),
        ],
    ),
    "no article": (
        "DELETE FROM articles",
        [("versions", 7, "it points at a row of articles that is not there")],
    ),
    "another day of publication": (
        "UPDATE articles SET published_latest = '2017-03-01'",
        [("articles", 1, "the days 2017-02-01 and 2017-03-01 are not those of «2017-02»")],
    ),
    "another day of the event": (
        "UPDATE claims SET event_latest = '2017-12-31' WHERE id = 5",
        [("claims", 5, "the days 2017-01-23 and 2017-12-31 are not those of «2017-01-23/..»")],
    ),
    "another day it was said": (
        "UPDATE statements SET said = '2016' WHERE id = 9",
        [("statements", 9, "the days 2017-01-01 and 2017-12-31 are not those of «2016»")],
    ),
    "a date that is none": (
        "UPDATE articles SET published = 'last week'",
        [("articles", 1, "the days 2017-02-01 and 2017-02-28 are not those of «last week»")],
    ),
    "a word outside its vocabulary": (
        "UPDATE statements SET stance = 'believes'",
        [("database", None, "SQLite finds damage: CHECK constraint failed in statements")] * 2,
    ),
    "a claim out of the search": (
        "INSERT INTO claims_search (claims_search, rowid, words) VALUES ('delete', 5, 'Talks began.')",
        [("claims", 5, "the search index is out of step with it: type `claimsdb db upgrade --reindex`")],
    ),
    "a passage with other words in the search": (
        "INSERT INTO passages_search (rowid, words) VALUES (4, 'Lavrov')",
        [("passages", 4, "the search index is out of step with it: type `claimsdb db upgrade --reindex`")],
    ),
    "a claim in the search that is not there": (
        "INSERT INTO claims_search (rowid, words) VALUES (99, 'ghost')",
        [("claims", 99, "the search index is out of step with it: type `claimsdb db upgrade --reindex`")],
    ),
    "a statement that is not listed": ("DELETE FROM listings WHERE speaks = 0", [("statements", 9, LISTING)]),
    "a statement listed that is not there": (
        "INSERT INTO listings VALUES (2, 1, 0, 20170201, 1, 0, 99)",
        [("statements", 99, LISTING)],
    ),
    "a statement listed under another day": (
        "UPDATE listings SET day = 20170202 WHERE facet = 0",
        [("statements", 9, LISTING)],
    ),
    "an empty search index": (
        "INSERT INTO passages_search (passages_search) VALUES ('delete-all')",
        [
            (
                "passages",
                each,
                "the search index is out of step with it: type `claimsdb db upgrade --reindex`",
            )
            for each in (3, 4)
        ],
    ),
}


@pytest.mark.parametrize(("planted", "expected"), PLANTED.values(), ids=PLANTED)
def test_a_fault_is_named_with_its_table_and_row(
    file: Path, planted: str, expected: list[tuple[str, int | None, str]]
) -> None:
    with unguarded(file) as connection:
        connection.execute(planted)
    assert faults(file) == expected


def test_a_text_changed_through_the_blob_interface_is_found(file: Path) -> None:
    """No trigger sees that interface."""
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as connection,
        connection.blobopen("versions", "text", 7) as blob,
    ):
        blob.write(b"K4ssis")
    assert faults(file) == [("versions", 7, HASH), ("passages", 4, QUOTE + "[0, 6)")]


def test_making_the_index_anew_heals_the_search(file: Path) -> None:
    with unguarded(file) as connection:
        connection.execute("INSERT INTO claims_search (rowid, words) VALUES (99, 'ghost')")
        connection.execute("INSERT INTO passages_search (passages_search) VALUES ('delete-all')")
    with open_database(file) as database:
        assert len(database.verify().faults) == 3
        database.reindex()
        assert database.verify().faults == ()


def page_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (name,)).fetchone()[0])


@pytest.mark.parametrize("table", ["versions", "passages", "claims", "articles", "outlets"])
def test_a_damaged_page_is_named_and_the_rest_is_still_looked_at(file: Path, table: str) -> None:
    with unguarded(file) as connection:
        connection.execute("INSERT INTO attributions (statement_id, position, actor_id) VALUES (8, 1, 77)")
    overwrite(file, table, b"\xaa" * 4096)
    found = verify(file).faults
    assert Fault(table, None, "a part of it cannot be read: database disk image is malformed") in found
    assert Fault("attributions", 2, "it points at a row of actors that is not there") in found


def test_a_damaged_search_index_is_named(file: Path) -> None:
    overwrite(file, "claims_search_data", b"\xaa" * 4096)
    assert any(each.table == "claims" and "cannot be read" in each.sentence for each in verify(file).faults)


def test_an_index_that_lost_its_rows_is_named(file: Path) -> None:
    overwrite(file, "uq_claims_sentence_undated", bytes([10, 0, 0, 0, 0, 16, 0, 0]) + b"\0" * 4088)
    named = "SQLite finds damage: wrong # of entries in index uq_claims_sentence_undated"
    assert Fault("database", None, named) in verify(file).faults


def overwrite(path: Path, name: str, page: bytes) -> None:
    """Put other bytes in the place of the first page of a table or index."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (number,) = connection.execute(query, (name,)).fetchone()
    whole = path.read_bytes()
    path.write_bytes(whole[: (number - 1) * 4096] + page + whole[number * 4096 :])


@contextmanager
def as_somebody_without_rights() -> Iterator[None]:
    """Give up the rights of root, whom no permission stops, for a while."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def archived(file: Path) -> Iterator[Path]:
    """A file and a folder that nobody may write."""
    folder = Path(tempfile.mkdtemp())
    path = Path(shutil.copy(file, folder / "claims.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_file_that_cannot_be_written_is_verified_all_the_same(archived: Path) -> None:
    verify(archived)  # what is imported on the way may lie where only root can read
    with as_somebody_without_rights():
        with pytest.raises(PermissionError):
            archived.open("ab")
        report = verify(archived)
    assert report.faults == ()
    assert dict(report.checked)["passages"] == 2


def test_verify_writes_nothing(file: Path) -> None:
    before = file.read_bytes()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # nor waits for who is writing
        assert verify(file).faults == ()
    assert file.read_bytes() == before


def test_it_can_be_asked_again_on_the_same_connection(file: Path) -> None:
    with open_database(file) as database:
        assert database.verify() == database.verify()


def most_memory_of(call: Callable[[], object]) -> int:
    """Tell the most memory that Python takes at once during a call, in bytes."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_long_texts_are_read_one_by_one(empty_file: Path) -> None:
    with closing(sqlite3.connect(empty_file)) as connection, connection:
        connection.execute("INSERT INTO articles (id) VALUES (1)")
        for number in range(1, 41):
            text = f"{number} " * 100_000
            digest = hashlib.sha256(text.encode()).hexdigest()
            connection.execute(
                "INSERT INTO versions (article_id, number, text, text_sha256, original, original_sha256) "
                "VALUES (1, ?, ?, ?, ?, ?)",
                (number, text, digest, text.encode(), digest),
            )
            connection.execute("INSERT INTO passages VALUES (?, ?, 0, 1, ?)", (number, number, text[0]))
    assert most_memory_of(lambda: verify(empty_file)) < 6_000_000  # all forty take 22 MB


def test_many_passages_are_read_as_a_stream(empty_file: Path) -> None:
    text = "KassisSaidThatTalksBegan" * 250
    digest = hashlib.sha256(text.encode()).hexdigest()
    with closing(sqlite3.connect(empty_file)) as connection, connection:
        connection.execute("INSERT INTO articles (id) VALUES (1)")
        connection.execute(
            "INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES (1, 1, 1, ?, ?)",
            (text, digest),
        )
        spans = ((start, start + 400, text[start : start + 400]) for start in range(5_000))
        connection.executemany("INSERT INTO passages VALUES (NULL, 1, ?, ?, ?)", spans)
    verify(empty_file)  # imports and caches are there before it is measured
    assert most_memory_of(lambda: verify(empty_file)) < 1_000_000  # the quotes take 2 MB


def test_further_passages_out_of_order_are_named(file: Path) -> None:
    with unguarded(file) as connection:
        connection.execute(
            "INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (8, 2, 4)"
        )
    with open_database(file) as database:
        assert (
            Fault("statements", 8, "its content passage at [0, 6) is not in order, apart, in one wording")
            in database.verify().faults
        )
