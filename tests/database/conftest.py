"""A small world written as SQL, so that these tests lean on the schema alone."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

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


@pytest.fixture(scope="session")
def _world_file(_empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.db"
    versions = ", ".join((version(1, 1, 1), version(2, 1, 2), version(3, 2, 1)))
    path.write_bytes(_empty_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("BEGIN;" + WORLD.format(versions=versions) + "COMMIT;")
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
