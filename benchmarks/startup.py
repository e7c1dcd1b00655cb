"""How long a command takes from the first moment to the last, beside the least it could take."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.timing import Runs, Work, table, time_works
from claimsdb.library import open_database
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

FLOORS: Final = Path(__file__).parent / "floors"
ACTOR: Final = "Randa Kassis"
PYTHON: Final = sys.executable


def _beside(program: str) -> str:
    return str(Path(PYTHON).with_name(program))


CLAIMSDB: Final = _beside("claimsdb")
HELP: Final = "claimsdb --help"
AS_JSON: Final = "claimsdb claims --actor --format json"
AS_TABLE: Final = "claimsdb claims --actor"
NOTHING, TYPER, BARE = "python -c pass", "python -c 'import typer'", "bare Typer program --help"
OTHER_HELP: Final = ("sqlite-utils --help", "datasette --help")
OTHER_QUERY: Final = "sqlite-utils query"
CORE, BY_HAND = "Typer + SQLAlchemy Core, one query", "sqlite3 by hand, same JSON"


class DifferentAnswerError(Exception):
    """The program and the floor by hand answer the question differently, so their times say nothing."""


def report(folder: Path, *, runs: Runs) -> str:
    """Measure the start of the program on the two bundled texts; return the table."""
    seeds = folder / "seeds.db"
    with open_database(seeds, create=True) as database:
        database.load(data_folder("seeds"))
    asked = works(seeds)
    _same_answer(*(work.command for work in asked if work.name in {AS_JSON, BY_HAND}))
    return "Start-up, whole processes\n" + table(time_works(asked, runs=runs, folder=folder))


def works(seeds: Path) -> list[Work]:
    """Return the floors, then the commands with the floors they are held to."""
    claims = (CLAIMSDB, "--db", str(seeds), "claims", "--actor", ACTOR)
    others = _others(seeds)
    helps = tuple(each.name for each in others if each.name in OTHER_HELP)
    queries = tuple(each.name for each in others if each.name == OTHER_QUERY)
    return [
        Work(NOTHING, (PYTHON, "-c", "pass")),
        Work(TYPER, (PYTHON, "-c", "import typer")),
        Work(BARE, (PYTHON, str(FLOORS / "bare_typer.py"), "--help")),
        Work(CORE, (PYTHON, str(FLOORS / "core_query.py"), str(seeds), "--actor", ACTOR)),
        Work(BY_HAND, (PYTHON, str(FLOORS / "sqlite3_claims.py"), str(seeds), ACTOR)),
        *others,
        Work(HELP, (CLAIMSDB, "--help"), (TYPER, BARE, *helps)),
        Work(AS_JSON, (*claims, "--format", "json"), (TYPER, CORE, BY_HAND, *queries)),
        Work(AS_TABLE, claims, (TYPER, CORE, *queries)),
    ]


def _others(seeds: Path) -> list[Work]:
    """Return the programs of others that are there; the group ``bench`` brings them."""
    asked = "SELECT sentence FROM claims JOIN claim_actors ON claim_id = claims.id JOIN actors USING (id)"
    named = [
        Work(OTHER_HELP[0], (_beside("sqlite-utils"), "--help")),
        Work(OTHER_HELP[1], (_beside("datasette"), "--help")),
        Work(OTHER_QUERY, (_beside("sqlite-utils"), "query", str(seeds), asked)),
    ]
    return [each for each in named if Path(each.command[0]).exists()]


def _same_answer(*commands: Sequence[str]) -> None:
    answers = [json.loads(subprocess.run(each, check=True, capture_output=True).stdout) for each in commands]
    if any(answer != answers[0] for answer in answers):
        raise DifferentAnswerError
