"""A database of what is hard to write: formulas, scripts, quotes, line ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimsdb.library import Database, open_database
from tests.engines import POSTGRESQL, SQLITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgresql.server import Server

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1", "''+1", "＝1", '"=1"', "=cmd|' /C calc'!A0"]
WORDS = [
    "a, b; c",
    'she said "no"',
    "it's",
    "مرحبا بالعالم",
    "Қазақстан",
    "漢字",
    "🙂🏽",
    "e\u0301",
    "[/]",
    "NULL",
]


def _hostile_lines() -> str:
    records = []
    for number, words in enumerate([*FORMULAS, *WORDS, "x" * 300_000, "two\n\nparagraphs", "a\rb"]):
        quote = words.strip()
        records.append(
            {
                "text": f"{words}\n\nThe end of number {number}: {quote}.",
                "article": {"file": f"{number}.txt", "title": quote[:500], "outlet": quote[:100] or None},
                "actors": [{"name": quote[:200], "identifiers": {"wikidata": f"Q{number}"}}],
                "claims": [
                    {
                        "claim": f"{quote[:500]} is number {number}",
                        "quote": f"number {number}: {quote}",
                        "speakers": [quote[:200], {"unnamed": f"-{number}"}],
                        "about": [quote[:200]],
                        "topics": [quote[:100]],
                    }
                ],
            }
        )
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture(scope="session")
def _hostile_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "hostile.jsonl").write_text(_hostile_lines())
    with open_database(folder / "claims.db", create=True) as database:
        _load(database, folder / "hostile.jsonl")
    return folder / "claims.db"


@pytest.fixture(scope="session")
def _hostile_url(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    lines = tmp_path_factory.mktemp("hostile") / "hostile.jsonl"
    lines.write_text(_hostile_lines())
    url = postgresql.database()
    _load(open_database(url, create=True), lines)
    return url


def _load(database: Database, lines: Path) -> None:
    report = database.load(lines)
    assert [str(each) for outcome in report.refused for each in outcome.problems] == []
    assert len(report.outcomes) == len(FORMULAS) + len(WORDS) + 3


@pytest.fixture
def hostile(engine: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    of_engine = {SQLITE: "_hostile_database", POSTGRESQL: "_hostile_url"}
    with open_database(request.getfixturevalue(of_engine[engine])) as opened:
        yield opened
