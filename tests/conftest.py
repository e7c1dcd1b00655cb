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
from tests.engines import ENGINES, SQLITE, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.postgresql.reused import Reused
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


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that a test runs on; tests that lean on this fixture run on each in turn."""
    return str(request.param)


@pytest.fixture
def empty_place(engine: str, request: pytest.FixtureRequest) -> Where:
    """The path or the address of a database with the schema and nothing in it, the test's own."""
    place: Where = request.getfixturevalue("empty_file" if engine == SQLITE else "empty_url")
    return place


@pytest.fixture
def seeded_place(engine: str, request: pytest.FixtureRequest) -> Where:
    """The path or the address of a database with the two seed texts loaded, the test's own."""
    place: Where = request.getfixturevalue("seeded_file" if engine == SQLITE else "seeded_url")
    return place


@pytest.fixture
def database(empty_place: Where) -> Iterator[Database]:
    """An open database with nothing in it."""
    with open_database(empty_place) as opened:
        yield opened


@pytest.fixture
def seeded(seeded_place: Where) -> Iterator[Database]:
    """An open database with the two seed texts."""
    with open_database(seeded_place) as opened:
        yield opened


@pytest.fixture
def fresh(engine: str, request: pytest.FixtureRequest) -> Callable[[str], Where]:
    """Give an empty database by a name of the test's own, emptied whenever it is asked for again."""
    if engine == SQLITE:
        empty, folder = request.getfixturevalue("_empty_file"), request.getfixturevalue("tmp_path")
        return lambda name: Path(shutil.copy(empty, folder / f"{name}.db"))
    several: Callable[[str], str] = request.getfixturevalue("_several_urls")
    return several


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


@pytest.fixture(scope="session")
def _empty_reused(postgresql: Server) -> Iterator[Reused]:
    from tests.postgresql.reused import Reused  # noqa: PLC0415 (as above)

    url = postgresql.database("empty")
    open_database(url, create=True).check()
    reused = Reused(postgresql, url)
    yield reused
    reused.close()


@pytest.fixture(scope="session")
def _seeded_reused(postgresql: Server) -> Iterator[Reused]:
    from tests.postgresql.reused import Reused  # noqa: PLC0415 (as above)

    url = postgresql.database("seeded")
    open_database(url, create=True).load(data_folder("seeds"))
    reused = Reused(postgresql, url)
    yield reused
    reused.close()


@pytest.fixture(scope="session")
def _several_urls(_empty_reused: Reused) -> Iterator[Callable[[str], str]]:
    made: dict[str, Reused] = {}

    def emptied(name: str) -> str:
        if name not in made:
            made[name] = _empty_reused.another(f"empty_{name}")
        return made[name].reset()

    yield emptied
    for reused in made.values():
        reused.close()


@pytest.fixture
def empty_url(_empty_reused: Reused) -> str:
    """The address of a PostgreSQL database with the schema and nothing in it, the test's own."""
    return _empty_reused.reset()


@pytest.fixture
def seeded_url(_seeded_reused: Reused) -> str:
    """The address of a PostgreSQL database with the two seed texts loaded, the test's own."""
    return _seeded_reused.reset()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the test's folder: text is dedented and encoded as UTF-8, bytes are kept."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else dedent(content).lstrip("\n").encode())
        return path

    return write_file
