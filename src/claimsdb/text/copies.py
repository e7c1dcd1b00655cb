"""Which of many texts may be copies of each other, and how much of one stands in the other.

One in eight runs of words of each text is kept, chosen by its words, so that all texts keep the same ones;
texts that share enough of them are measured. Memory is 12 bytes for each run that is kept, less than
1 KB for a news article. What stands in many texts, or in several of one publisher alone, is page chrome
or a usual phrase: it neither finds nor measures copies.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, chain, combinations, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from claimsdb.text.shingles import MEASURED, kept_runs, runs, words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MANY: Final = 50
"""A run in more texts than this says nothing of any two of them."""

SEVERAL: Final = 4
"""A run in as many texts of one publisher, and in no others, is that publisher's page chrome."""

LEAST: Final = 10
"""Texts of fewer runs are too short to be called copies, unless they are the same."""

_SHELVES: Final = 64


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, in percent of the runs of the first, of the second, and of both together."""

    of_first: int
    of_second: int
    of_both: int
    of_shorter: int


class Sketches:
    """Some runs of many texts. A text is known by its place, from 0; a publisher by any number."""

    def __init__(self) -> None:
        self._runs = [array("q") for _ in range(_SHELVES)]
        self._owners = [array("I") for _ in range(_SHELVES)]
        self._publishers: list[int | None] = []
        self._sizes: list[int] = []
        self.boilerplate: set[int] = set()

    def add(self, text: str, publisher: int | None) -> None:
        """Add a text; None is a publisher that is not known."""
        place = len(self._sizes)
        kept = {run for _place, run in kept_runs(words_in(text))}
        self._publishers.append(publisher)
        self._sizes.append(len(kept))
        for run in kept:
            shelf = run % _SHELVES
            self._runs[shelf].append(run)
            self._owners[shelf].append(place)

    def candidates(self, least: int, only: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the pairs that may share ``least`` percent of the shorter; ``only`` those of one text."""
        shared: Counter[tuple[int, int]] = Counter()
        for owners in self._shared():
            pairs = combinations(owners, 2)
            shared.update(pairs if only is None else (pair for pair in pairs if only in pair))
        for (first, second), count in sorted(shared.items()):
            # What is kept is a sample, and long runs suffer more from edits than those that are measured.
            if 400 * count >= least * min(self._sizes[first], self._sizes[second]):
                yield first, second

    def _shared(self) -> Iterator[list[int]]:
        """Yield the texts of each run that several share and that is no boilerplate, which is remembered."""
        for shelf, owners in zip(self._runs, self._owners, strict=True):
            for run, found in groupby(sorted(zip(shelf, owners, strict=True)), key=itemgetter(0)):
                places = [place for _run, place in found]
                if len(places) == 1:
                    continue
                if self._is_boilerplate(places):
                    self._put_aside(run, places)
                else:
                    yield places

    def _is_boilerplate(self, places: list[int]) -> bool:
        if len(places) > MANY:
            return True
        publishers = {self._publishers[place] for place in places}
        return len(places) >= SEVERAL and len(publishers) == 1 and None not in publishers

    def _put_aside(self, run: int, places: Iterable[int]) -> None:
        self.boilerplate.add(run)
        for place in places:
            self._sizes[place] -= 1


def measured_runs(text: str, boilerplate: Collection[int] = ()) -> set[int]:
    """Return the runs of a text by which it is measured: all but those of its boilerplate."""
    if not boilerplate:
        return set(runs(words_in(text)))
    lines = [words_in(line) for line in text.split("\n")]
    words = list(chain.from_iterable(lines))
    begins = list(accumulate(map(len, lines), initial=0))
    aside = bytearray(len(words))
    kept = [(place, run in boilerplate) for place, run in kept_runs(words)]
    for begin, end in _stretches(kept, begins):
        aside[begin:end] = bytes([1]) * (end - begin)
    return {run for place, run in enumerate(runs(words)) if not aside[place]}


def overlap_of(first: set[int], second: set[int]) -> Overlap | None:
    """Return what two texts share; None if one is too short to say."""
    shorter = min(len(first), len(second))
    if shorter < LEAST:
        return None
    shared = len(first & second)
    return Overlap(
        _percent(shared, len(first)),
        _percent(shared, len(second)),
        _percent(shared, len(first) + len(second) - shared),
        _percent(shared, shorter),
    )


def _percent(part: int, whole: int) -> int:
    """Return a share rounded down, so that only all of it is 100."""
    return 100 * part // whole


def _stretches(kept: list[tuple[int, bool]], begins: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where words of boilerplate begin and end: from one kept run of it to the next.

    ``kept`` are the places of runs and whether they are boilerplate. Where it borders on other words it ends
    with the last line that ends before them, and begins with the first line that begins after them, if
    there is one; ``begins`` are the first words of lines, and last the number of words.
    """
    if not kept:
        return
    end = begins[-1]
    bounds = [(0, kept[0][1]), *kept, (end, kept[-1][1])]
    for (left, left_is), (right, right_is) in pairwise(bounds):
        if left_is and right_is:
            yield left, min(right + 1, end)
        elif left_is:
            yield left, max(left + 1, begins[bisect_right(begins, right) - 1])
        elif right_is:
            line = min(begins[bisect_right(begins, left)], right)
            yield (
                max(left + 1, line - MEASURED + 1),
                right + 1,
            )  # runs that reach into the line are of neither
