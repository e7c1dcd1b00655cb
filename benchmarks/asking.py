"""How long the statements of an actor take, beside the best SQL by hand, and beside a small database."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from benchmarks.asked import FREQUENT, MIDDLING, RARE, Asked
from benchmarks.calls import Call, spreads, time_calls
from benchmarks.floors import sqlite3_asking as floor
from benchmarks.startup import DifferentAnswerError
from claimsdb.library import open_database
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from claimsdb.library import Database

SHOWN: Final = 50
YEAR: Final = "2012"
ACTORS: Final[Mapping[str, Asked]] = {"rare": RARE, "middling": MIDDLING, "frequent": FREQUENT}


def report(
    database: Path, *, small: Path | None = None, actors: Mapping[str, Asked] = ACTORS, runs: int = 200
) -> str:
    """Measure the first statements of several actors, all and narrowed; return the table.

    ``small`` is a smaller database of the same kind, in which the same is asked for comparison.
    """
    with ExitStack() as stack:
        opened = stack.enter_context(open_database(database))
        by_hand = stack.enter_context(closing(sqlite3.connect(database)))
        by_hand.execute("PRAGMA cache_size = -8000")  # as much as the program has
        less = None if small is None else stack.enter_context(open_database(small))
        places = [by_hand, *([] if small is None else [stack.enter_context(closing(sqlite3.connect(small)))])]
        known = {name: (asked, _narrowings(asked, places)) for name, asked in actors.items()}
        return _table([*_calls(opened, by_hand, known, less)], runs)


def _table(calls: list[Call], runs: int) -> str:
    title = f"Asking, the first {SHOWN} statements by or about an actor, in process\n"
    return title + spreads(time_calls(calls, runs=runs))


def _calls(
    opened: Database,
    by_hand: sqlite3.Connection,
    actors: Mapping[str, tuple[Asked, dict[str, dict[str, Any]]]],
    less: Database | None,
) -> Iterator[Call]:
    for name, (asked, narrowings) in actors.items():
        for narrowed, words in narrowings.items():
            called = f"{name} actor{narrowed}"
            hand, small = f"{called}: by hand", f"{called}: in the small database"
            by_floor = partial(floor.claims, by_hand, asked.actor, limit=SHOWN, **words)
            wanted = ClaimFilter(actor=asked.actor, **words)
            ours = partial(opened.claims, wanted, limit=SHOWN)
            _same_answer([row[5] for row in by_floor()], [row.statement_id for row in ours()])
            yield Call(hand, by_floor)
            if less is not None:
                yield Call(small, partial(less.claims, wanted, limit=SHOWN))
            yield Call(called, ours, (hand, *([small] if less is not None else [])))


def _narrowings(asked: Asked, places: Sequence[sqlite3.Connection]) -> dict[str, dict[str, Any]]:
    """Return the narrowings of an actor, as far as the names are in every one of some databases."""
    if not _is_there(places, "actor_names WHERE name = ?", asked.actor):
        return {}
    narrowings = {"": {}, ", year": {"published": YEAR}}
    if _is_there(places, "outlets WHERE name = ?", asked.outlet):
        narrowings[", outlet"] = {"outlet": asked.outlet}
    if _is_there(places, "topics WHERE path = ?", asked.topic):
        narrowings[", topic"] = {"topic": asked.topic}
    return narrowings


def _is_there(places: Sequence[sqlite3.Connection], where: str, name: str) -> bool:
    query = f"SELECT 1 FROM {where}"  # noqa: S608 (from above)
    return all(place.execute(query, [name]).fetchone() for place in places)


def _same_answer(expected: list[Any], answered: list[Any]) -> None:
    if expected != answered:
        raise DifferentAnswerError
