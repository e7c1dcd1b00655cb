"""How long a load takes, beside inserts of the same rows by hand under the same guards."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.corpus import write_folder, write_lines
from benchmarks.timing import Runs, Work, table, time_works
from claimsdb.library import open_database
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOORS: Final = Path(__file__).parent / "floors"
COUNTED: Final = (
    *("outlets", "articles", "versions", "passages", "actors", "actor_names", "claims", "claim_actors"),
    *("topics", "claim_topics", "statements", "attributions", "claim_keys", "claim_relations"),
)


class DifferentRowsError(Exception):
    """The program and the floor by hand store different rows, so their times say nothing."""

    def __init__(self, theirs: list[int], ours: list[int]) -> None:
        super().__init__(f"by hand {theirs}, claimsdb {ours} rows in {', '.join(COUNTED)}")


def report(folder: Path, *, runs: Runs, claims: int) -> str:
    """Measure loads into a database that has its schema already; return the table."""
    lines, texts, empty = folder / "corpus.jsonl", folder / "corpus", folder / "empty.db"
    write_lines(lines, claims)
    write_folder(texts, claims)
    with open_database(empty, create=True) as database:
        database.check()
    measured = time_works(list(_works(folder, lines, texts, empty, claims)), runs=runs, folder=folder)
    _same_rows(folder / "guarded.db", folder / "ours.db")
    _same_rows(folder / "bare.db", folder / "ours.db")
    return "Loading, whole processes\n" + table(measured)


def _works(folder: Path, lines: Path, texts: Path, empty: Path, claims: int) -> Iterator[Work]:
    guarded, bare, utils = (
        f"sqlite3 by hand, guards and search, {claims:,} claims",
        f"sqlite3 by hand, neither, {claims:,} claims",
        f"sqlite-utils with its search, {claims:,} claims",
    )
    by_hand, by_utils = str(FLOORS / "sqlite3_bulk_load.py"), str(FLOORS / "sqlite_utils_load.py")
    for name, database, option in ((guarded, "guarded.db", "--guards"), (bare, "bare.db", "--bare")):
        path = folder / database
        yield Work(name, (sys.executable, by_hand, str(path), str(lines), option), before=_fresh(empty, path))
    floors = [guarded, bare]
    if find_spec("sqlite_utils"):  # of the group bench
        path = folder / "utils.db"
        command = (sys.executable, by_utils, str(path), str(lines), str(empty))
        yield Work(utils, command, before=partial(path.unlink, missing_ok=True))
        floors.append(utils)
    first = f"claimsdb load, JSON Lines, {claims:,} claims"
    yield from _loads(first, folder / "ours.db", lines, tuple(floors), empty)
    yield from _loads(
        f"claimsdb load, folder, {claims:,} claims", folder / "folder.db", texts, (guarded,), empty
    )
    seeds = (*_load(folder / "seeds.db"), str(data_folder("seeds")))
    yield Work("claimsdb load, the two bundled texts", seeds, before=_fresh(empty, folder / "seeds.db"))


def _loads(name: str, database: Path, source: Path, floors: tuple[str, ...], empty: Path) -> Iterator[Work]:
    """Yield a first load, and the same again."""
    command = (*_load(database), str(source))
    yield Work(name, command, floors, before=_fresh(empty, database))
    yield Work(f"{name}, again", command, (name,))


def _load(database: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "claimsdb", "--db", str(database), "load")


def _fresh(empty: Path, target: Path) -> partial[Path]:
    return partial(shutil.copyfile, empty, target)


def _same_rows(theirs: Path, ours: Path) -> None:
    counts = [_counts(theirs), _counts(ours)]
    if counts[0] != counts[1]:
        raise DifferentRowsError(*counts)


def _counts(path: Path) -> list[int]:
    connection = sqlite3.connect(path)
    counts = [
        int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (names from above)
        for table in COUNTED
    ]
    connection.close()
    return counts
