"""What the tests share: databases built by migration, and texts written for the occasion."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from claimsdb.library import Database, open_database
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.postgresql.server import Server


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "claims.db"
    with open_database(path, create=True) as database:
        database.check()
    return path


@pytest.fixture(scope="session")
def _seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / "claims.db"
    with open_database(path, create=True) as database:
        database.load(data_folder("seeds"))
    return path


@pytest.fixture
def empty_file(_empty_file: Path, tmp_path: Path) -> Path:
    """A file with the schema and nothing in it, the test's own."""
    return Path(shutil.copy(_empty_file, tmp_path / "claims.db"))


@pytest.fixture
def seeded_file(_seeded_file: Path, tmp_path: Path) -> Path:
    """A file with the two seed texts loaded, the test's own."""
    return Path(shutil.copy(_seeded_file, tmp_path / "seeded.db"))


@pytest.fixture
def database(empty_file: Path) -> Iterator[Database]:
    """An open database with nothing in it."""
    with open_database(empty_file) as opened:
        yield opened


@pytest.fixture
def seeded(seeded_file: Path) -> Iterator[Database]:
    """An open database with the two seed texts."""
    with open_database(seeded_file) as opened:
        yield opened


@pytest.fixture
def shell(empty_file: Path) -> Iterator[sqlite3.Connection]:
    """A plain SQLite connection to an empty database, foreign keys off, as any other program opens it."""
    connection = sqlite3.connect(empty_file, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, this process's own."""
    from tests.postgresql.server import Server  # noqa: PLC0415  # psycopg takes its time; most runs need none

    with Server() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: Server) -> Iterator[str]:
    """The address of a PostgreSQL database with nothing in it, no schema either, the test's own."""
    url = postgresql.database()
    yield url
    postgresql.drop(url)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the test's folder: text is dedented and encoded as UTF-8, bytes are kept."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else dedent(content).lstrip("\n").encode())
        return path

    return write_file
