"""A small world written as SQL, so that these tests lean on the schema alone."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.postgresql.reused import Reused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {1: "Kassis said: “talks began 🕊 in Астана”.", 2: "Kassis said nothing.", 3: "Another article."}

WORLD = """
    INSERT INTO outlets (id, name, name_folded) VALUES (1, 'Al Mayadeen TV', 'al mayadeen tv');
    INSERT INTO articles (id, outlet_id, title, published, published_earliest, published_latest)
        VALUES (1, 1, 'On talks', '2017-02', '2017-02-01', '2017-02-28');
    INSERT INTO articles (id, title) VALUES (2, 'Undated');
    INSERT INTO actors (id, name, kind) VALUES (1, 'Randa Kassis', 'person'), (2, 'Kazakhstan', 'state');
    INSERT INTO actor_names (actor_id, name, name_folded)
        VALUES (1, 'Randa Kassis', 'randa kassis'), (1, 'Kassis', 'kassis'), (2, 'Kazakhstan', 'kazakhstan');
    INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES {versions};
    INSERT INTO passages (id, version_id, start_char, end_char, quote)
        VALUES (1, 1, 0, 6, 'Kassis'), (2, 1, 14, 27, 'talks began 🕊'), (3, 2, 0, 6, 'Kassis'),
        (4, 1, 0, 11, 'Kassis said');
    INSERT INTO claims (id, sentence, event_date, event_earliest, event_latest)
        VALUES (1, 'Talks began in Astana.', '2017', '2017-01-01', '2017-12-31');
    INSERT INTO claims (id, sentence) VALUES (2, 'Kassis spoke.');
    INSERT INTO claim_actors (claim_id, actor_id, role) VALUES (1, 2, 'other'), (2, 1, 'subject');
    INSERT INTO statements (id, claim_id, passage_id, said, said_earliest, said_latest)
        VALUES (1, 1, 2, '2017-01-23', '2017-01-23', '2017-01-23');
    INSERT INTO statements (id, claim_id, passage_id) VALUES (2, 2, 1);
    INSERT INTO attributions (statement_id, position, actor_id) VALUES (1, 1, 1);
"""


def version(number: int, article: int, order: int) -> str:
    text = TEXTS[number]
    return f"({number}, {article}, {order}, '{text}', '{hashlib.sha256(text.encode()).hexdigest()}')"


def world_sql() -> str:
    versions = ", ".join((version(1, 1, 1), version(2, 1, 2), version(3, 2, 1)))
    return WORLD.format(versions=versions)


@pytest.fixture(scope="session")
def _world_file(_empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.db"
    path.write_bytes(_empty_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"BEGIN; {world_sql()} COMMIT;")
    return path


@pytest.fixture
def world_file(_world_file: Path, tmp_path: Path) -> Path:
    """A file with two articles, three versions, four passages, two claims and two statements."""
    path = tmp_path / "world.db"
    path.write_bytes(_world_file.read_bytes())
    return path


@pytest.fixture
def world(_world_file: Path) -> Iterator[sqlite3.Connection]:
    """The same in memory, opened as any other program opens it: foreign keys off."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with closing(sqlite3.connect(_world_file)) as original:
            original.backup(copy)
        yield copy


@pytest.fixture(scope="session")
def _world_reused(_empty_reused: Reused) -> Iterator[Reused]:
    empty = _empty_reused.another("world")
    with psycopg.connect(empty.url, autocommit=True) as connection:
        connection.execute(world_sql().encode())
        for (name,) in connection.execute("SELECT sequencename FROM pg_sequences").fetchall():
            connection.execute("SELECT setval(%s, 100)", [name])
    empty.close()
    reused = Reused(empty.server, empty.url)
    yield reused
    reused.close()


@pytest.fixture
def world_url(_world_reused: Reused) -> str:
    """The address of a PostgreSQL database with the same rows, the test's own; the next numbers are 101."""
    return _world_reused.reset()


@pytest.fixture
def server(world_url: str) -> Iterator[psycopg.Connection[Any]]:
    """A plain connection to it, as any other program opens it, each statement a transaction of its own."""
    with psycopg.connect(world_url, autocommit=True) as connection:
        yield connection
