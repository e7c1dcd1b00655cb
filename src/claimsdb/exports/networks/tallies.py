"""How often each actor took either side on each concept, what is said again counted once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from claimsdb.records.networks import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claimsdb.exports.networks.uttered import Uttered
    from claimsdb.records.choices import Duplicates

Sides = tuple[int, int]
"""How often one agreed, and how often one did not."""
CYCLE: Final = 400
"""Years after which the calendar, weeks included, begins again."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """Actors and concepts, each in the order of names, and the sides that were taken.

    ``taken`` has, by the place of an actor, the sides by the place of a concept.
    """

    actors: tuple[Node, ...]
    concepts: tuple[Node, ...]
    taken: tuple[dict[int, Sides], ...]

    def turned(self) -> Tallies:
        """Return the same seen from the concepts."""
        turned: list[dict[int, Sides]] = [{} for _ in self.concepts]
        for actor, sides in enumerate(self.taken):
            for concept, both in sides.items():
                turned[concept][actor] = both
        return Tallies(self.concepts, self.actors, tuple(turned))


def tally(statements: Iterable[Uttered], duplicates: Duplicates) -> Tallies:
    """Count statements; those that say the same within a stretch of time or a document count once."""
    stretch = STRETCHES[duplicates]
    met: set[tuple[object, ...]] = set()
    names: dict[str, tuple[str, str | None]] = {}
    concepts: dict[int, str] = {}
    counts: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for each in statements:
        if stretch is not None:
            said = (each.speaker.key, each.concept, each.agrees, stretch(each))
            if said in met:
                continue
            met.add(said)
        names[each.speaker.key] = each.speaker.name, each.speaker.kind
        concepts[each.concept] = each.concept_name
        counts[each.speaker.key][each.concept][0 if each.agrees else 1] += 1
    return _ordered(names, concepts, counts)


def _ordered(
    names: dict[str, tuple[str, str | None]],
    concepts: dict[int, str],
    counts: defaultdict[str, defaultdict[int, list[int]]],
) -> Tallies:
    totals: defaultdict[int, int] = defaultdict(int)
    for its in counts.values():
        for concept, sides in its.items():
            totals[concept] += sum(sides)
    by_name = sorted(names, key=lambda key: (names[key][0], key))
    numbers = sorted(concepts, key=lambda number: (concepts[number], number))
    places = {number: place for place, number in enumerate(numbers)}
    return Tallies(
        tuple(
            Node(names[key][0], key, "actor", names[key][1], sum(map(sum, counts[key].values())))
            for key in by_name
        ),
        tuple(
            Node(concepts[number], f"concept-{number}", "concept", None, totals[number]) for number in numbers
        ),
        tuple({places[each]: (both[0], both[1]) for each, both in counts[key].items()} for key in by_name),
    )


@lru_cache(maxsize=2**14)
def _week(day: str) -> tuple[int, int]:
    """Return the ISO 8601 week of a day and the year it belongs to; the year 0, which Python has not, too."""
    year = int(day[:4])
    moved = 0 if year else CYCLE
    iso = date(year + moved, int(day[5:7]), int(day[8:])).isocalendar()
    return iso.year - moved, iso.week


STRETCHES: Final[dict[Duplicates, Callable[[Uttered], object] | None]] = {
    "all": None,
    "document": lambda each: each.article,
    "week": lambda each: each.day and _week(each.day),
    "month": lambda each: each.day and each.day[:7],
    "year": lambda each: each.day and each.day[:4],
    "range": lambda _each: None,
}
"""What two statements that say the same must share to count once; no day is a stretch of its own."""
