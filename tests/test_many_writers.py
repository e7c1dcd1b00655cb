"""Two loads at once, in processes of their own, end as if one had come after the other."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.library import Database, open_database
from tests.engines import on_sqlite, run_sql

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

TEXTS, PROCESSES = 40, 2
NUMBERED = ("claim_id", "statement_id", "article_id")

LOADING = """
import sys
import claimsdb.sources.batches
from claimsdb.cli.main import main
claimsdb.sources.batches.MOST_IN_A_TRANSACTION = 1  # so that the loads take turns, text by text
main(["--db", sys.argv[1], "claims", "--format", "json"])  # everything is imported
print("ready", flush=True)
sys.stdin.readline()
status = main(["--db", sys.argv[1], "load", *sys.argv[2:], "--format", "json"])
sys.exit(status)
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Folders of which any two share half of their texts, and all the same people, outlets and claims."""
    folder = tmp_path_factory.mktemp("writers")
    made = []
    for process in range(PROCESSES):
        own = folder / str(process)
        own.mkdir()
        made.append(own)
        for number in range(process * TEXTS // 2, process * TEXTS // 2 + TEXTS):
            (own / f"{number:02}.txt").write_text(
                f"Text {number}. Bridge {number % 7} is safe, the mayor said. Nobody asked why.\n"
            )
            (own / f"{number:02}.claims.yaml").write_text(annotation(number))
    return made


def annotation(number: int) -> str:
    """Write claims that other texts have too, and relations to those of the text before."""
    relations = f"  relations: [{{supports: '{number - 1:02}.txt#own'}}]\n" if number % 20 else ""
    return f"""\
article: {{outlet: Post {number % 3}, published: 2017-02-{number % 28 + 1:02}, authors: [Ann Lee]}}
actors:
- {{name: The Mayor, kind: person, aliases: [Mayor {number % 5}], identifiers: {{wikidata: Q1}}}}
claims:
- claim: Bridge {number % 7} is safe.
  quote: Bridge {number % 7} is safe
  speakers: [The Mayor, Agency {number % 4}]
  topics: [Bridges > North {number % 3}]
  about: [Bridge {number % 7}]
- key: own
  claim: Nobody asked about {number}.
  quote: Nobody asked why
{relations}"""


def contents(database: Database) -> dict[str, Any]:
    """Return all that is stored, without the numbers, which depend on who came first."""
    statements = (asdict(row) for row in database.claims())
    with database._reading() as connection:
        relations = connection.exec_driver_sql(
            "SELECT a.sentence, r.kind, b.sentence FROM claim_relations AS r "
            "JOIN claims AS a ON a.id = r.claim_id JOIN claims AS b ON b.id = r.related_claim_id"
        ).all()
    return {
        "statements": Counter(
            str(sorted((name, str(value)) for name, value in row.items() if name not in NUMBERED))
            for row in statements
        ),
        "actors": Counter((row.name, row.kind, tuple(sorted(row.names))) for row in database.actors()),
        "outlets": Counter((row.name, row.articles) for row in database.outlets()),
        "topics": Counter(row.topic for row in database.topics()),
        "articles": Counter(row.file for row in database.articles()),
        "relations": Counter(map(tuple, relations)),
        "counts": dict(database.info().counts),
    }


def load_at_once(place: Where, folders: list[Path]) -> list[tuple[int, str]]:
    """Let each folder be loaded by a process, all beginning together; return statuses and messages."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", LOADING, str(place), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for folder in folders
    ]
    for process in processes:
        assert process.stdout is not None
        while process.stdout.readline() != "ready\n":
            assert process.poll() is None
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return [(process.wait(timeout=120), process.communicate()[1]) for process in processes]


def test_two_loads_at_once_leave_what_one_after_the_other_leaves(
    fresh: Callable[[str], Where], folders: list[Path]
) -> None:
    at_once, in_turn = fresh("at_once"), fresh("in_turn")
    assert [status for status, _ in load_at_once(at_once, folders)] == [0] * PROCESSES
    with open_database(at_once) as one, open_database(in_turn) as other:
        for folder in folders:
            assert not other.load(folder).refused
        assert one.verify().faults == ()
        assert contents(one) == contents(other)
        for folder in folders:
            report = one.load(folder)
            assert report.count("unchanged") == len(report.outcomes)


@on_sqlite  # a server's writers wait a minute, and tests/database/test_faults_on_a_server.py tells of it
def test_a_load_beside_a_program_that_does_not_end_says_who_holds_the_file(
    empty_place: Path, folders: list[Path]
) -> None:
    holding = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(empty_place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ((status, message),) = load_at_once(empty_place, folders[:1])
        holder.communicate("\n")
    assert status == 3
    assert message.endswith("Wait for it to end and try again.\n")
    assert f"(process {holder.pid}) that is writing to it (waited 5 s)" in message
    assert len(message.splitlines()) == 1
    assert run_sql(empty_place, "SELECT count(*) FROM articles") == [(0,)]
