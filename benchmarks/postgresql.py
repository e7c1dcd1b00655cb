"""How long a load into PostgreSQL takes, beside COPY by hand of the same rows under the same guards."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psycopg

from benchmarks.corpus import write_lines
from benchmarks.loading import COUNTED, DifferentRowsError
from benchmarks.timing import Runs, Work, table, time_works
from claimsdb.library import upgrade_database
from tests.postgresql.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

BY_HAND: Final = Path(__file__).parent / "floors" / "psycopg_load.py"
DERIVED: Final = ("claims_search", "passages_search", "listings")
AS_USERS_HAVE: Final = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
BYTES: Final = """
    SELECT relname, pg_total_relation_size(oid) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""


def report(folder: Path, *, runs: Runs, claims: int, keep: Path | None = None) -> str:
    """Measure loads into databases that have their schema already; ``keep`` is a folder for the sizes.

    Raises:
        NoServerError: there is no PostgreSQL server to be had.
    """
    lines = folder / "corpus.jsonl"
    write_lines(lines, claims)
    with Server(AS_USERS_HAVE) as server:
        empty, theirs, ours = (server.database(name) for name in ("empty", "theirs", "ours"))
        upgrade_database(empty)
        floor = f"psycopg by hand, COPY, {claims:,} claims"
        load = (sys.executable, "-m", "claimsdb", "--db", ours, "load", str(lines))
        asked = [
            Work(
                floor,
                (sys.executable, str(BY_HAND), theirs, str(lines)),
                before=partial(_fresh, server, empty, theirs),
            ),
            Work(
                f"claimsdb load, PostgreSQL, {claims:,} claims",
                load,
                (floor,),
                before=partial(_fresh, server, empty, ours),
            ),
        ]
        measured = time_works(asked, runs=runs, folder=folder)
        counts = [_counts(url) for url in (theirs, ours)]
        if counts[0] != counts[1]:
            raise DifferentRowsError(*counts)
        if keep is not None:
            _keep(keep / "postgresql.json", ours, claims)
    return "Loading on PostgreSQL, whole processes\n" + table(measured)


def _fresh(server: Server, empty: str, target: str) -> None:
    server.drop(target)
    server.database(target.partition("?")[0].rpartition("/")[2], template=empty)


def _counts(url: str) -> list[int]:
    names = (*COUNTED, *DERIVED)
    queries = (f"SELECT count(*) FROM {name}" for name in names)  # noqa: S608 (from our own lists)
    return [int(next(_asked(url, query))[0]) for query in queries]


def _keep(path: Path, url: str, claims: int) -> None:
    ((version,),) = _asked(url, "SHOW server_version")
    stored = {"version": version, "claims": claims, "bytes_of": dict(_asked(url, BYTES))}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _asked(url: str, query: str) -> Iterator[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        yield from connection.execute(query.encode()).fetchall()
