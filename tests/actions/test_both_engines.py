"""Whatever is loaded, edited, pruned and added by hand, both engines answer and export alike."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.errors.base import ClaimsDBError
from claimsdb.library import Database, open_database
from tests.actions.test_any_edit import TEXT, WORDS, Sets, sets
from tests.actions.test_batch import TIMES, count_anew, records
from tests.actions.test_batch import rows as stored

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = (
    *(
        "outlets",
        "articles",
        "article_authors",
        "versions",
        "version_facts",
        "annotation_files",
        "annotators",
    ),
    *("actors", "actor_names", "actor_identifiers", "topics", "claims", "claim_keys", "claim_actors"),
    *("claim_topics", "passages", "statements", "attributions", "claim_relations"),
    *("carryings", "carrying_candidates", "carrying_decisions"),
)
NUMBERS = {
    "same_text_as",
    "claim_id",
    "statement_id",
    "article_id",
    "actor_id",
    "outlet_id",
    "topic_id",
    "version_id",
}
NUMBERS |= {"passage_id", "number"}
CIRCLE = "in a circle, which makes none of them more likely"

ADDED = st.fixed_dictionaries(
    {
        "claim": st.sampled_from(("Mine.", "It fell.", "Said in both.")),
        "quote": st.sampled_from(TEXT.split()),
    },
    optional={
        "speakers": st.lists(st.sampled_from(("Ann Lee", "Ben", "lee")), max_size=2),
        "when": st.sampled_from(("2015", "2016-05/..", "soon")),
        "topics": st.lists(st.sampled_from(("Bridges > North", "Dams", "Ärger")), max_size=2, unique=True),
    },
)
STEP = st.one_of(
    st.tuples(st.just("edit"), sets(), st.booleans()),
    st.tuples(st.just("lines"), st.lists(records(), min_size=1, max_size=4), st.booleans()),
    st.tuples(
        st.just("change"),
        st.sampled_from(("a.txt", "b.txt")),
        st.lists(st.sampled_from((*WORDS, "eight", "ones")), min_size=1, max_size=9).map(" ".join),
        st.booleans(),
    ),
    st.tuples(
        st.just("decide"),
        st.integers(0, 3),
        st.sampled_from(("accept", "choose", "reject", "undo")),
        st.integers(1, 2),
    ),
    st.tuples(st.just("add"), ADDED, st.sampled_from(("a.txt", "b.txt"))),
)


def write(folder: Path, step: Any) -> None:
    """Write the files that a step is about."""
    match step:
        case ("edit", Sets() as edition, _):
            for name, notes in (("a", edition.first), ("b", edition.second)):
                (folder / f"{name}.txt").write_text(TEXT)
                (folder / f"{name}.claims.yaml").write_text(json.dumps({"claimsdb": 1, "claims": notes}))
        case ("lines", lines, _):
            (folder / "lines.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        case ("change", name, wording, _):
            (folder / name).write_text(wording)


def take(database: Database, folder: Path, step: Any) -> object:
    """Do a step; return what it told, the numbers apart."""
    try:
        match step:
            case ("add", claim, article):
                return [without_numbers(row) for row in database.add_claim(article, **claim)]
            case ("decide", place, decision, candidate):
                known = database.reviews(everything=True)
                if place >= len(known):
                    return None
                chosen = candidate if decision == "choose" else None
                return without_numbers(
                    database.review(known[place].number, decision, candidate=chosen, by="Ada")
                )
            case _:
                return [
                    without_numbers(outcome) for outcome in database.load(folder, prune=step[-1]).outcomes
                ]
    except ClaimsDBError as refusal:
        return re.sub("[0-9]+", "N", refusal.sentence)


def without_numbers(row: Any) -> Any:
    return bare(asdict(row))


def bare(value: Any) -> Any:
    """Return a value as if no number had been left out, and all were done at one moment."""
    if isinstance(value, dict):
        return {name: bare(each) for name, each in value.items() if name not in {*NUMBERS, *TIMES}}
    if isinstance(value, str) and value.endswith(CIRCLE):  # it names claims by their numbers
        return re.sub(r"\d+", "N", value)
    return [bare(each) for each in value] if isinstance(value, list | tuple) else value


def answers(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return what the questions answer, in their order."""
    asked: dict[str, Callable[[], Any]] = {
        "claims": database.claims,
        "articles": database.articles,
        "outlets": database.outlets,
        "actors": database.actors,
        "topics": database.topics,
        "reviews": lambda: database.reviews(everything=True),
        "search": lambda: sorted(database.search("fell one two"), key=str),
    }
    return {name: [without_numbers(row) for row in ask()] for name, ask in asked.items()}


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row, numbered as if no number had been left out."""
    found = stored(database, TABLES)
    for table in ("claims", "passages"):
        for row in found[table]:
            row.pop("name", None)  # by which Datasette, which reads SQLite, shows a row
    count_anew(found)
    return {table: sorted(rows, key=str) for table, rows in found.items()}


def exported(database: Database, folder: Path) -> dict[str, list[list[str]]]:
    """Return the cells of an export, but for numbers and moments."""
    shutil.rmtree(folder, ignore_errors=True)
    database.export_csv(folder)
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        header, *lines = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
        kept = [
            place
            for place, name in enumerate(header)
            if name not in TIMES and name != "id" and not name.endswith("_id")
        ]
        tables[path.name] = sorted([line[place] for place in kept] for line in lines)
    return tables


@pytest.fixture
def both(
    _empty_file: Path, _several_urls: Callable[[str], str], tmp_path: Path
) -> Callable[[], tuple[Path, str]]:
    """Give an empty database of each engine, emptied whenever they are asked for."""
    here = tmp_path / "here.db"
    return lambda: (Path(shutil.copy(_empty_file, here)), _several_urls("there"))


# Every example works on databases that are emptied before.
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=4))
def test_the_same_work_leaves_the_same_on_both_engines(
    tmp_path_factory: pytest.TempPathFactory,
    both: Callable[[], tuple[Path, str]],
    steps: list[Any],
) -> None:
    folder = tmp_path_factory.mktemp("both")
    (folder / "texts").mkdir()
    path, url = both()
    with open_database(path) as here, open_database(url) as there:
        for step in steps:
            write(folder / "texts", step)
            assert take(there, folder / "texts", step) == take(here, folder / "texts", step)
        assert everything(there) == everything(here)
        assert answers(there) == answers(here)
        assert exported(there, folder / "csv") == exported(here, folder / "csv")
        assert there.verify() == here.verify()
    shutil.rmtree(folder)
