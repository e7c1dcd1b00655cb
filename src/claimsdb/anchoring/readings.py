"""The ways in which parts stand one after another in a text, each at one of its places."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Hit = tuple[int, int]
Reading = tuple[Hit, ...]


class Readings:
    """Ways to choose a place for each part, none beginning before the one before it ends.

    ``places`` are the places of each part, by where they begin. There may be very many ways, which
    are counted without being gone through. They are in order of the first part's place, then the next's.
    """

    def __init__(self, places: Sequence[Sequence[Hit]]) -> None:
        self._places = places
        self._starts = [[start for start, _end in each] for each in places]
        self._ways = [[1] * len(places[-1])]
        for number in range(len(places) - 2, -1, -1):
            following = [*accumulate(reversed(self._ways[0]), initial=0)][::-1]
            starts = self._starts[number + 1]
            self._ways.insert(0, [following[bisect_left(starts, end)] for _start, end in places[number]])
        self.count = sum(self._ways[0])

    def reading(self, number: int) -> Reading:
        """Return one way, by its number from 0."""
        return tuple(self._chosen(number))

    def _chosen(self, number: int) -> Iterator[Hit]:
        end = 0
        for places, starts, ways in zip(self._places, self._starts, self._ways, strict=True):
            place = bisect_left(starts, end)
            while number >= ways[place]:
                number -= ways[place]
                place += 1
            yield places[place]
            end = places[place][1]


def tightest(places: Sequence[Sequence[Hit]], paragraph: Callable[[Hit], int | None]) -> list[Readings]:
    """Return the readings that lie within one paragraph, by paragraph; if there are none, all of them.

    ``paragraph`` tells in which one a hit lies; None, if it lies in several.
    """
    by_paragraph = [_grouped(hits, paragraph) for hits in places]
    shared = sorted(set.intersection(*map(set, by_paragraph)))
    within = [Readings([each[number] for each in by_paragraph]) for number in shared]
    return [each for each in within if each.count] or [Readings(places)]


def _grouped(hits: Iterable[Hit], paragraph: Callable[[Hit], int | None]) -> dict[int, list[Hit]]:
    grouped: dict[int, list[Hit]] = {}
    for hit in hits:
        number = paragraph(hit)
        if number is not None:
            grouped.setdefault(number, []).append(hit)
    return grouped
