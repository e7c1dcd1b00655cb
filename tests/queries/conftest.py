"""What the questions are asked of: three short articles in which everything occurs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from claimsdb.library import Database

POST = "Bridge trouble. The bridge is unsafe, Ben said. The minister has gone."
POST_CLAIMS = """
    claimsdb: 1
    annotator: coder
    article: {title: Bridge trouble, outlet: Daily Póst, published: 2017-02-15, authors: [Eve, Ann Lee]}
    actors:
      - {name: Ann Lee, kind: person, aliases: [Lee, Энн Ли], identifiers: {wikidata: Q1}}
      - {name: Bo Lee, kind: person, aliases: [Lee]}
      - {name: Ben Ó Dálaigh, kind: person, aliases: [Ben]}
      - {name: Bridge Authority, kind: organisation}
    claims:
      - key: unsafe
        claim: The bridge is unsafe.
        kind: state
        when: 2015/2017
        about: [Bridge Authority, {object: Ann Lee}]
        topics: [Infrastructure > Bridges]
        statements:
          - quote: The bridge is unsafe
            speakers: [Ben Ó Dálaigh, Bridge Authority]
            said: 2017-02-14
      - key: gone
        claim: The minister resigned.
        kind: event
        when: 2016
        status: suggested
        about: [Ann Lee]
        topics: [Politics]
        relations: [{supports: unsafe, rationale: it was his bridge}]
        quote: The minister has gone
"""
TIMES = "There is no danger. Rain is expected."
TIMES_CLAIMS = """
    claimsdb: 1
    article: {outlet: The Times, published: 2018}
    claims:
      - claim: The bridge is unsafe.
        when: 2015/2017
        quote: There is no danger
        speakers: [Ann Lee]
        stance: denies
      - key: rain
        claim: It will rain.
        when: 2018/..
        topics: [Weather, Infrastructure]
        quote: Rain is expected
        speakers: [{unnamed: experts}]
        stance: predicts
"""
PAGE = "Rain fell."
PAGE_CLAIMS = """
    claimsdb: 1
    claims:
      - {key: rain, claim: Rain fell., topics: [Weather], quote: Rain fell}
"""


@pytest.fixture
def corpus(database: Database, write: Callable[[str, str], Path]) -> Database:
    """The three articles, loaded in this order."""
    for name, text, claims in (
        ("post", POST, POST_CLAIMS),
        ("times", TIMES, TIMES_CLAIMS),
        ("page", PAGE, PAGE_CLAIMS),
    ):
        write(f"{name}.claims.yaml", claims)
        assert not database.load(write(f"{name}.txt", text)).refused
    return database


@pytest.fixture
def statements_run() -> Callable[[Database], AbstractContextManager[list[str]]]:
    """Gather the SQL that a database is asked within a block, the beginning of transactions apart.

    The driver tells, since not all of it goes through SQLAlchemy.
    """

    @contextmanager
    def gather(database: Database) -> Iterator[list[str]]:
        run: list[str] = []
        listening = True

        def note(statement: str) -> None:
            if listening and not statement.startswith(("BEGIN", "ROLLBACK", "COMMIT", "PRAGMA", "--")):
                run.append(statement)

        def begun(connection: Any) -> None:
            connection.connection.driver_connection.set_trace_callback(note)

        if database.location.is_postgresql:
            with cursors_heard(note):
                yield run
            return
        event.listen(database._engine, "begin", begun)
        try:
            yield run
        finally:
            event.remove(database._engine, "begin", begun)
            listening = False

    return gather


@contextmanager
def cursors_heard(note: Callable[[str], None]) -> Iterator[None]:
    """Hear what psycopg is asked, which has no callback of its own for it."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in (psycopg.Cursor, psycopg.ServerCursor):

            def heard(cursor: Any, query: Any, *rest: Any, _own: Any = kind.execute, **options: Any) -> Any:
                note(str(query))
                return _own(cursor, query, *rest, **options)

            patch.setattr(kind, "execute", heard)
        yield
