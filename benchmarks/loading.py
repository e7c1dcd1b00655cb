"""How long a load takes, beside inserts of the same rows by hand under the same guards."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.corpus import write_folder, write_lines
from benchmarks.timing import Runs, Work, table, time_works
from claimsdb.library import open_database
from claimsdb.paths import data_folder

BY_HAND: Final = Path(__file__).parent / "floors" / "sqlite3_load.py"
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
    theirs, ours, other = (folder / name for name in ("theirs.db", "ours.db", "other.db"))
    floor = f"sqlite3 by hand, JSON Lines, {claims:,} claims"
    load = (sys.executable, "-m", "claimsdb", "--db")
    asked = [
        Work(floor, (sys.executable, str(BY_HAND), str(theirs), str(lines)), before=_fresh(empty, theirs)),
        Work(
            f"claimsdb load, JSON Lines, {claims:,} claims",
            (*load, str(ours), "load", str(lines)),
            (floor,),
            before=_fresh(empty, ours),
        ),
        Work(
            f"claimsdb load, folder, {claims:,} claims",
            (*load, str(other), "load", str(texts)),
            (floor,),
            before=_fresh(empty, other),
        ),
        Work("claimsdb load, the same folder again", (*load, str(other), "load", str(texts)), (floor,)),
        Work(
            "claimsdb load, the two bundled texts",
            (*load, str(folder / "seeds.db"), "load", str(data_folder("seeds"))),
            before=_fresh(empty, folder / "seeds.db"),
        ),
    ]
    measured = time_works(asked, runs=runs, folder=folder)
    _same_rows(theirs, ours)
    return "Loading, whole processes\n" + table(measured)


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
