"""Whatever happens to the server, a command ends with one sentence, and nothing half done."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from claimsdb.cli.main import main
from claimsdb.library import open_database
from tests.postgresql.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXTS = 250

LOADING = """
import sys
import claimsdb.sources.batches
from claimsdb.cli.main import main
claimsdb.sources.batches.MOST_IN_A_TRANSACTION = 1  # so that something can happen between two texts
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    lines = [
        {
            "text": f"Bridge {number} fell, the mayor said. Nobody saw it.",
            "article": {"outlet": f"Post {number % 3}"},
            "actors": [{"name": "The mayor", "kind": "person"}],
            "claims": [
                {
                    "claim": f"Bridge {number} fell.",
                    "quote": f"Bridge {number} fell",
                    "speakers": ["The mayor"],
                },
                {"claim": "Nobody saw it.", "quote": "Nobody saw it"},
            ],
        }
        for number in range(TEXTS)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def articles(url: str) -> int:
    with psycopg.connect(url) as connection:
        ((number,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
    return int(number)


@contextmanager
def loading(url: str, corpus: Path) -> Iterator[subprocess.Popen[str]]:
    """Load in a process of its own, which is in the middle of it."""
    command = [sys.executable, "-c", LOADING, "--db", url, "load", str(corpus), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while articles(url) < 5:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    yield process
    process.wait(timeout=60)


def assert_whole_and_finish(url: str, corpus: Path) -> None:
    """What was loaded is whole, and loading again does the rest."""
    with open_database(url) as database:
        before = len(database.articles())
        assert 0 < before < TEXTS
        assert database.verify().faults == ()
        report = database.load(corpus)
        assert (report.count("unchanged"), report.count("added")) == (before, TEXTS - before)
        assert database.count_claims() == 2 * TEXTS
        assert (len(database.actors()), len(database.outlets())) == (1, 3)
        assert database.verify().faults == ()


def test_a_server_that_dies_while_a_load_is_on_is_told_and_the_load_can_be_repeated(corpus: Path) -> None:
    with Server({"synchronous_commit": "on"}) as server:  # what is committed survives a crash
        url = server.database("claims")
        open_database(url, create=True).check()
        with loading(url, corpus) as process:
            server.crash()
            _, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert len(err.splitlines()) == 1
        assert err.startswith(
            ("The connection to postgresql:///claims was lost: ", "postgresql:///claims cannot")
        )
        assert main(["--db", url, "articles"]) == 3
        server.recover()
        assert_whole_and_finish(url, corpus)


def test_a_connection_that_is_cut_is_told_and_the_load_can_be_repeated(empty_url: str, corpus: Path) -> None:
    with loading(empty_url, corpus) as process, psycopg.connect(empty_url, autocommit=True) as other:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'claimsdb'"
        while not other.execute(cut).fetchall():
            assert process.poll() is None
        _, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert len(err.splitlines()) == 1
        assert err.startswith("The connection to postgresql:///empty was lost: ")
        assert "What was not finished is undone; type the same command again to go on." in err
    assert_whole_and_finish(empty_url, corpus)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command; return its status and its message, which must be one line."""

    def run(*command: object) -> tuple[int, str]:
        status = main([str(word) for word in command])
        message = capsys.readouterr().err
        assert message.count("\n") == 1
        return status, message

    return run


def test_no_such_database_and_no_such_server_are_told(
    empty_url: str, told: Callable[..., tuple[int, str]]
) -> None:
    for url, words in (
        (empty_url.replace("///empty?", "///nowhere?"), 'database "nowhere" does not exist'),
        ("postgresql:///x?host=/nowhere", "cannot be reached"),
        (empty_url.replace("user=claimsdb", "user=nobody_here"), 'role "nobody_here" does not exist'),
    ):
        status, message = told("--db", url, "claims")
        assert status == 3
        assert words in message


def test_a_database_that_is_set_to_reading_alone_answers_and_takes_nothing(
    empty_url: str, corpus: Path, told: Callable[..., tuple[int, str]]
) -> None:
    with open_database(empty_url) as database:
        database.load(corpus)
        before = database.count_claims()
    another = corpus.with_name("another.txt")
    another.write_text("Another.")
    with psycopg.connect(empty_url, autocommit=True) as owner:
        owner.execute("ALTER DATABASE empty SET default_transaction_read_only = on")
        try:
            for command in (["claim", "add", "1", "--claim", "X.", "--quote", "saw"], ["load", another]):
                status, message = told("--db", empty_url, *command)
                assert status == 3
                assert "postgresql:///empty can only be read" in message
            with open_database(empty_url) as database:
                assert database.count_claims() == before
                assert database.verify().faults == ()
        finally:
            owner.execute("BEGIN; SET TRANSACTION READ WRITE; ALTER DATABASE empty RESET ALL; COMMIT")


@pytest.fixture
def reader(empty_url: str) -> Iterator[str]:
    """The address of the database for a user who may only read."""
    with psycopg.connect(empty_url, autocommit=True) as owner:
        owner.execute("CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        yield empty_url.replace("user=claimsdb", "user=reader")
        owner.execute("DROP OWNED BY reader; DROP ROLE reader")


def test_a_user_who_may_only_read_reads_and_is_told_why_not_more(
    reader: str, corpus: Path, told: Callable[..., tuple[int, str]]
) -> None:
    with open_database(reader) as database:
        assert database.claims() == []
        assert database.verify().faults == ()
    for command in (["load", corpus], ["db", "upgrade", "--reindex"]):
        status, message = told("--db", reader, *command)
        assert status == 3
        assert "does not allow it: " in message
    assert articles(reader) == 0


def test_a_user_without_any_rights_is_told(empty_url: str, told: Callable[..., tuple[int, str]]) -> None:
    with psycopg.connect(empty_url, autocommit=True) as owner:
        owner.execute("CREATE ROLE stranger LOGIN")
        try:
            status, message = told("--db", empty_url.replace("user=claimsdb", "user=stranger"), "claims")
        finally:
            owner.execute("DROP ROLE stranger")
    assert status == 3
    assert "does not allow it: permission denied" in message


def test_a_full_disk_of_the_server_leaves_nothing_half_done(
    empty_url: str, corpus: Path, told: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is what a server says that has no room, in the middle of a transaction."""
    monkeypatch.setattr("claimsdb.sources.batches.MOST_IN_A_TRANSACTION", 1)
    with psycopg.connect(empty_url, autocommit=True) as owner:
        owner.execute(FULL)
        status, message = told("--db", empty_url, "load", corpus)
        assert (status, message) == (
            3,
            "The disk of postgresql:///empty is full: nothing was changed. Make room and try again.\n",
        )
        owner.execute("DROP TRIGGER full_disk ON passages")
    assert articles(empty_url) == 100
    assert_whole_and_finish(empty_url, corpus)


FULL = """
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.quote LIKE 'Bridge 100%' THEN
            RAISE 'could not extend file "base/5/1": No space left on device' USING ERRCODE = 'disk_full';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON passages FOR EACH ROW EXECUTE FUNCTION full_disk();
"""


def test_a_session_that_writes_is_waited_for_and_then_told(
    empty_url: str, corpus: Path, told: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("dialect", "postgresql"):
        monkeypatch.setattr(f"claimsdb.database.{module}.LOCK_SECONDS", 0.2)
    with psycopg.connect(empty_url) as other:
        other.execute("LOCK TABLE articles IN SHARE ROW EXCLUSIVE MODE")
        with open_database(empty_url) as reader:  # who need not wait
            assert reader.claims() == []
        status, message = told("--db", empty_url, "load", corpus)
        assert status == 3
        assert message.startswith(
            "postgresql:///empty is in use by another program that is writing to it (waited 0.2 s)"
        )
    assert main(["--db", empty_url, "load", str(corpus)]) == 0


def test_what_the_reader_of_rows_is_asked_in_one_moment(empty_url: str, corpus: Path) -> None:
    """A list that is being read does not change while somebody else loads."""
    with open_database(empty_url) as reading, open_database(empty_url) as writing:
        writing.load(corpus)
        rows: Any = reading.each_claim()
        seen = [next(rows)]
        writing.add_claim(1, claim="New.", quote="Nobody saw")
        seen += rows
        assert len(seen) == 2 * TEXTS
        assert reading.count_claims() == 2 * TEXTS + 1
