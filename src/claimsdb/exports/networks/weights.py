"""From the sides that were taken to the ties of a network."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from claimsdb.records.networks import Tie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from claimsdb.exports.networks.tallies import Sides, Tallies
    from claimsdb.records.choices import NetworkKind
    from claimsdb.records.choices import Sides as CountedSides
    from claimsdb.records.networks import Node

COUNTED: Final[dict[CountedSides, Callable[[int, int], int]]] = {
    "ignore": lambda agree, disagree: agree + disagree,
    "agree": lambda agree, _disagree: agree,
    "disagree": lambda _agree, disagree: disagree,
    "subtract": lambda agree, disagree: agree - disagree,
}
SHARED: Final[dict[NetworkKind, tuple[int, int]]] = {
    "congruence": (1, 0),
    "conflict": (0, 1),
    "subtract": (1, -1),
}
"""How much each pair of the same side, and of opposite sides, counts for a tie."""


@dataclass(frozen=True)
class Affiliation:
    """Actors (``rows``) by concepts (``columns``): how often a side was taken."""

    tallies: Tallies
    counted: CountedSides

    @property
    def rows(self) -> Sequence[Node]:
        """Return the actors."""
        return self.tallies.actors

    @property
    def columns(self) -> Sequence[Node]:
        """Return the concepts."""
        return self.tallies.concepts

    @property
    def most_ties(self) -> int:
        """Return how many ties there can be."""
        return sum(map(len, self.tallies.taken))

    def weights(self, row: int) -> Mapping[int, int]:
        """Return the weights of a row that are not 0, by column."""
        count = COUNTED[self.counted]
        found = {column: count(*sides) for column, sides in self.tallies.taken[row].items()}
        return {column: weight for column, weight in found.items() if weight}

    def ties(self) -> Iterator[Tie]:
        """Yield the ties."""
        for place, actor in enumerate(self.rows):
            for column, weight in sorted(self.weights(place).items()):
                agree, disagree = self.tallies.taken[place][column]
                yield Tie(actor.id, self.columns[column].id, weight, agree, disagree)


@dataclass(frozen=True)
class Projection:
    """Nodes of one mode: a tie weighs the sum, over all that both took sides on, of the pairs of sides."""

    tallies: Tallies
    kind: NetworkKind

    @property
    def rows(self) -> Sequence[Node]:
        """Return the nodes."""
        return self.tallies.actors

    columns = rows

    @property
    def most_ties(self) -> int:
        """Return how many ties there can be."""
        return sum(len(each) * (len(each) - 1) // 2 for each in self._takers)

    @cached_property
    def _takers(self) -> list[list[tuple[int, Sides]]]:
        """Who took sides on each of the others, in their order."""
        return [list(sides.items()) for sides in self.tallies.turned().taken]

    def weights(self, row: int, *, after: int = -1) -> Mapping[int, int]:
        """Return the weights of a row that are not 0, by the columns behind ``after``; never of itself."""
        same, opposite = SHARED[self.kind]
        found: defaultdict[int, int] = defaultdict(int)
        for other, (agree, disagree) in self.tallies.taken[row].items():
            on_agree = same * agree + opposite * disagree
            on_disagree = same * disagree + opposite * agree
            for column, sides in self._takers[other]:
                if column > after and column != row:
                    found[column] += on_agree * sides[0] + on_disagree * sides[1]
        return {column: weight for column, weight in found.items() if weight}

    def ties(self) -> Iterator[Tie]:
        """Yield each tie once."""
        for place, node in enumerate(self.rows):
            for column, weight in sorted(self.weights(place, after=place).items()):
                yield Tie(node.id, self.rows[column].id, weight)
