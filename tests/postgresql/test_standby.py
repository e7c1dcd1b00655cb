"""A hot standby answers questions, and says why it takes no claims in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from claimsdb.errors.database import StandbyError
from claimsdb.library import copy_database, open_database, upgrade_database
from claimsdb.paths import data_folder
from claimsdb.records.questions import ClaimFilter
from tests.postgresql.binaries import Account, binaries
from tests.postgresql.server import OWNER, Server
from tests.postgresql.test_server import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPLICATING = {"wal_level": "replica", "max_wal_senders": "4"}


class Pair(NamedTuple):
    """A database on its server, and the same one on a standby that follows it."""

    primary: str
    standby: str


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with Server(REPLICATING) as server:
        url = server.database("claims")
        upgrade_database(url)
        with open_database(url) as database:
            database.load(data_folder("seeds"))
        account, folder = Account.without_rights(), server.folder / "standby"
        bindir = binaries(account, server.folder)
        copy = ("--write-recovery-conf", "--no-sync", "--checkpoint=fast", f"--pgdata={folder}")
        account.run(
            bindir / "pg_basebackup",
            *copy,
            f"--host={server.folder}",
            f"--username={OWNER}",
            cwd=server.folder,
        )
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(f"unix_socket_directories = '{folder}'\n")
        pg_ctl = (bindir / "pg_ctl", f"--pgdata={folder}", "--silent")
        account.run(*pg_ctl, "start", "--wait", f"--log={folder / 'log'}", cwd=folder)
        try:
            yield Pair(url, url.replace(str(server.folder), str(folder)))
        finally:
            account.run(*pg_ctl, "stop", "--mode=immediate", cwd=server.folder)


def test_questions_and_searches_have_the_same_answers(pair: Pair) -> None:
    assert ask(pair.standby, "SELECT pg_is_in_recovery()") is True
    wanted = ClaimFilter(actor="Kassis")
    with open_database(pair.primary) as primary, open_database(pair.standby) as standby:
        assert standby.claims(wanted) == primary.claims(wanted) != []
        assert standby.search("peace") == primary.search("peace") != []


def test_who_is_named_where_is_found_though_nothing_can_be_kept(pair: Pair) -> None:
    with open_database(pair.standby) as standby:
        found = standby.actor("Kassis").mentions, standby.uncoded()
        assert ask(pair.standby, "SELECT count(*) FROM mentions") == 0
        with open_database(pair.primary) as primary:
            assert (primary.actor("Kassis").mentions, primary.uncoded()) == found
        assert found[0] != ()


def test_exports_and_copies_work(pair: Pair, tmp_path: Path) -> None:
    with open_database(pair.standby) as standby:
        assert dict(standby.export_csv(tmp_path / "tables").counts)["statements"] > 0
    assert copy_database(pair.standby, tmp_path / "copy.db").counts


def test_what_the_server_takes_in_is_soon_on_the_standby(pair: Pair) -> None:
    with open_database(pair.primary) as primary:
        primary.add_claim(1, claim="The standby follows.", quote="caught the international world off guard")
    with open_database(pair.standby) as standby:
        for _ in range(100):
            if standby.search("standby"):
                break
            time.sleep(0.1)
        assert standby.search("standby")


def test_a_load_is_refused_in_one_sentence(pair: Pair) -> None:
    with open_database(pair.standby) as standby, pytest.raises(StandbyError, match="standby"):
        standby.load(data_folder("seeds"))
