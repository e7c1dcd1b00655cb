"""A PostgreSQL server for one run of tests or benchmarks: on a local socket, and gone when the run is."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from tests.postgresql.binaries import Account, NoServerError, binaries

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX: Final = "claimsdb-pg-"
"""Of the server's folder; then come the process that it serves, and something random."""

OWNER: Final = "claimsdb"

SETTINGS: Final[Mapping[str, str]] = {
    "autovacuum": "off",  # statistics are as the test left them
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "50",
    "max_wal_senders": "0",
    "shared_buffers": "48MB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}
"""Nothing outlives the run, so nothing need reach the disk."""

STOP: Final = """
read -r _
"$1/pg_ctl" stop --silent --mode immediate --pgdata "$2/data"
cd / && rm -rf "$2"
"""
"""Waits for a line, or for the end of its input, which comes when the test process ends, however it ends."""


class Server:
    """A running server; a context manager that stops it.

    Args:
        settings: lines of postgresql.conf, over ``SETTINGS``.

    Raises:
        NoServerError: it cannot be found or does not start.
    """

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        account = Account.without_rights()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        try:
            account.own(self.folder)
            bindir = binaries(account, self.folder)
        except BaseException:
            shutil.rmtree(self.folder)
            raise
        self._names = count(1)
        self._account, self._bindir = account, bindir
        self._stopper = account.popen("sh", "-c", STOP, "sh", bindir, self.folder, cwd=self.folder)
        try:
            sweep(account, bindir)
            _start(account, bindir, self.folder, {**SETTINGS, **(settings or {})})
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def url(self, name: str) -> str:
        """Return the address of a database, as psycopg and SQLAlchemy read it."""
        return f"postgresql:///{name}?host={self.folder}&user={OWNER}"

    def database(self, name: str | None = None, *, template: str | None = None) -> str:
        """Create a database, empty or as another one is, and return its address.

        Args:
            name: made up if it is not given.
            template: address of the database to copy, to which nobody may be connected.
        """
        made = name or f"made_{next(self._names)}"
        like = _name(template) if template else "template1"
        self._admin.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(made), Identifier(like)))
        return self.url(made)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is connected to it."""
        self._admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(_name(url))))

    def crash(self) -> None:
        """Stop the server as a power cut would; ``recover`` starts it again."""
        self._forget()
        self._pg_ctl("stop", "--mode=immediate")

    def recover(self) -> None:
        """Start the server after a ``crash``."""
        self._pg_ctl("start", "--wait", f"--log={self.folder / 'log'}")

    def _pg_ctl(self, *command: str) -> None:
        data = f"--pgdata={self.folder / 'data'}"
        self._account.run(self._bindir / "pg_ctl", *command, "--silent", data, cwd=self.folder)

    def _forget(self) -> None:
        if "_admin" in self.__dict__:
            self._admin.close()
            del self._admin

    def stop(self) -> None:
        """Stop the server at once and remove its folder."""
        self._forget()
        self._stopper.communicate("now\n")

    @cached_property
    def _admin(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url("postgres"), autocommit=True)


def sweep(account: Account, bindir: Path) -> None:
    """Stop and remove servers whose test process was killed together with what should have stopped them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}[0-9]*-*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        if not _lives(int(process)):
            account.popen("sh", "-c", STOP, "sh", bindir, folder, cwd=Path("/")).communicate()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start(account: Account, bindir: Path, folder: Path, settings: Mapping[str, str]) -> None:
    data = folder / "data"
    version = account.run(bindir / "postgres", "--version", cwd=folder)
    major = int(version.split()[2].partition(".")[0])
    locale = ("--locale-provider=builtin", "--locale=C.UTF-8") if major >= 17 else ("--locale=C",)
    same = ("--encoding=UTF8", "--auth=trust", f"--username={OWNER}", "--no-sync", f"--pgdata={data}")
    account.run(bindir / "initdb", *locale, *same, cwd=folder)
    ours = {"listen_addresses": "", "unix_socket_directories": str(folder), **settings}
    with (data / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in ours.items())
    log = folder / "log"
    try:
        account.run(bindir / "pg_ctl", "start", "--wait", f"--log={log}", f"--pgdata={data}", cwd=folder)
    except NoServerError as error:
        raise NoServerError(f"it did not start: {log.read_text()}") from error


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
