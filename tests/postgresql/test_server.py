from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgresql.binaries import BINDIR, Account, NoServerError, copied, package
from tests.postgresql.server import PREFIX, Server

OWNER = """
import sys
from tests.postgresql.server import Server
server = Server()
print(server.folder, server.url("postgres"), server._stopper.pid, flush=True)
sys.stdin.read()
"""


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        (answer,) = connection.execute(question.encode()).fetchone() or (None,)
        return answer


def process_of(server: Server) -> int:
    return int((server.folder / "data" / "postmaster.pid").read_text().split()[0])


class Killed:
    """A test process with a server, killed so that it can clean up nothing."""

    def __init__(self, *, stopper_too: bool) -> None:
        root = Path(__file__).parents[2]
        owner = subprocess.Popen(
            [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
        )
        assert owner.stdout is not None
        folder, self.url, stopper = owner.stdout.readline().split()
        self.folder = Path(folder)
        if stopper_too:
            os.kill(int(stopper), signal.SIGKILL)
        owner.kill()
        owner.communicate()


@pytest.fixture
def stopped() -> Server:
    with Server() as server:
        server.database("kept")
    return server


def test_the_server_answers_psycopg_and_sqlalchemy_at_the_same_address(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE said (what text)"))
        connection.execute(text("INSERT INTO said VALUES ('مرحبا 👋')"))
    engine.dispose()
    assert ask(postgresql_url, "SELECT what FROM said") == "مرحبا 👋"


def test_the_server_does_not_run_as_root(postgresql: Server) -> None:
    command = ["ps", "-o", "uid=", "-p", str(process_of(postgresql))]
    assert int(subprocess.check_output(command)) == (Account.without_rights().user or os.geteuid()) != 0


def test_the_server_listens_on_no_port(postgresql: Server) -> None:
    assert ask(postgresql.url("postgres"), "SHOW listen_addresses") == ""


def test_two_databases_know_nothing_of_each_other(postgresql: Server) -> None:
    one, other = postgresql.database(), postgresql.database()
    with psycopg.connect(one) as connection:
        connection.execute("CREATE TABLE mine ()")
    assert ask(one, "SELECT to_regclass('mine')::text") == "mine"
    assert ask(other, "SELECT to_regclass('mine')::text") is None
    postgresql.drop(one)
    postgresql.drop(other)


def test_a_database_can_be_made_as_another_one_is(postgresql: Server) -> None:
    pattern = postgresql.database()
    with psycopg.connect(pattern) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 7 AS number")
    made = postgresql.database(template=pattern)
    assert ask(made, "SELECT number FROM mine") == 7
    postgresql.drop(made)
    postgresql.drop(pattern)


def test_a_database_is_dropped_though_somebody_is_connected(postgresql: Server) -> None:
    url = postgresql.database()
    with psycopg.connect(url) as connection:
        postgresql.drop(url)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_a_stopped_server_is_gone_with_its_folder(stopped: Server) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(stopped.url("kept"))
    assert not stopped.folder.exists()


def test_a_server_stops_when_its_test_process_is_killed() -> None:
    killed = Killed(stopper_too=False)
    while killed.folder.exists():
        time.sleep(0.01)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(killed.url)


def test_a_server_that_nobody_stopped_is_swept_by_the_next_run() -> None:
    killed = Killed(stopper_too=True)
    assert ask(killed.url, "SELECT 1") == 1
    with Server():
        assert not killed.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(killed.url)


def test_a_running_server_is_not_swept_by_another_run(postgresql: Server) -> None:
    with Server():
        pass
    assert ask(postgresql.url("postgres"), "SELECT 1") == 1


def test_a_server_that_cannot_be_had_is_a_failure_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(BINDIR, str(tmp_path))
    before = len(list(Path(gettempdir()).glob(f"{PREFIX}{os.getpid()}-*")))
    with pytest.raises(NoServerError) as failure:
        Server()
    assert f"{tmp_path}/postgres cannot be executed" in str(failure.value)
    assert "requirements-dev.lock" in str(failure.value)
    assert BINDIR in str(failure.value)
    assert len(list(Path(gettempdir()).glob(f"{PREFIX}{os.getpid()}-*"))) == before


def test_a_server_that_does_not_start_says_what_it_wrote() -> None:
    with pytest.raises(NoServerError, match="shared_buffers"):
        Server({"shared_buffers": "a cupful"})


def test_programs_that_the_account_cannot_reach_are_copied() -> None:
    account = Account.without_rights()
    with TemporaryDirectory() as name:
        bindir = copied(package(), account, Path(name))
        assert "PostgreSQL" in account.run(bindir / "psql", "--version", cwd=Path(name))
