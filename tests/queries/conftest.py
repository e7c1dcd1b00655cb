"""What the questions are asked of: three short articles in which everything occurs."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from claimsdb.database.dialect import DIALECTS

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
def statements_run(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Database], AbstractContextManager[list[str]]]:
    """Gather the SQL that a database is asked in a block, through SQLAlchemy and straight to the driver."""

    @contextmanager
    def gather(database: Database) -> Iterator[list[str]]:
        run: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: object) -> None:
            run.append(statement)

        def noting(question: str, as_named: Callable[[str], str]) -> str:
            run.append(question)
            return as_named(question)

        event.listen(database._engine, "before_cursor_execute", note)
        with monkeypatch.context() as patch:
            for dialect in DIALECTS.values():
                patch.setattr(dialect, "named", partial(noting, as_named=dialect.named))
            yield run
        event.remove(database._engine, "before_cursor_execute", note)

    return gather
