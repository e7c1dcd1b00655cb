"""What an alignment left over of a new text, searched for what is like a quote, with bounded work."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.likeness import likest
from claimsdb.anchoring.word_index import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.anchoring.units import Run
    from claimsdb.anchoring.word_index import WordIndex

_LONGEST_SEARCHED: Final = 4_000
"""Characters of a region that is searched letter by letter; in longer ones, words say where to look."""

_SELDOM: Final = 24
"""A word that occurs more often says nothing of a place."""

_MOST_WINDOWS: Final = 4
_WINDOW: Final = 64
_WORK: Final = 50_000_000
"""Characters compared with 64 of a quote, for all quotes together: some seconds."""


class Leftover:
    """Runs of a text, in order, of which no run of the old text is the known origin."""

    def __init__(self, text: str, runs: Sequence[Run], index: WordIndex) -> None:
        self._text, self._runs, self._index = text, runs, index
        self._starts = [start for start, _ in runs]
        self._work = _WORK

    def like(self, quote: str, near: Run, least: float) -> Iterator[Run]:
        """Yield the places most like a quote, one for each stretch that may hold one; nearby ones first.

        It ends early when the work that all quotes may take is used up.
        """
        for region in [*self._nearby(near), *self._windows(quote)]:
            self._work -= (region[1] - region[0] + _WINDOW) * (len(quote) // 64 + 1)
            if self._work < 0:
                return
            place = likest(quote, self._text, region, least)
            if place is not None:
                yield place

    def _nearby(self, near: Run) -> list[Run]:
        first = max(bisect_right(self._starts, near[0]) - 1, 0)
        last = bisect_right(self._starts, near[1])
        runs = [run for run in self._runs[first:last] if near[0] < run[1] and run[0] < near[1]]
        return [run for run in runs if run[1] - run[0] <= _LONGEST_SEARCHED][:_MOST_WINDOWS]

    def _windows(self, quote: str) -> list[Run]:
        """Return where the seldom words of a quote stand together, as they do in it."""
        votes = self._votes(quote)
        near = {each: count + max(votes[each - 1], votes[each + 1]) for each, count in votes.items()}
        room = _WINDOW + len(quote) // 3
        windows: list[Run] = []
        for each in sorted(near, key=lambda each: (-near[each], each)):
            window = self._within_run(each * _WINDOW - room, each * _WINDOW + len(quote) + room)
            if all(window[1] <= start + room or end - room <= window[0] for start, end in windows):
                windows.append(window)
            if len(windows) == _MOST_WINDOWS:
                break
        return windows

    def _votes(self, quote: str) -> Counter[int]:
        votes: Counter[int] = Counter()
        for word, at in words(quote):
            places = self._index.places(word)
            if len(places) <= _SELDOM:
                votes.update({(place - at) // _WINDOW for place in places if self._is_left(place)})
        return votes

    def _is_left(self, place: int) -> bool:
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._runs[at][1]

    def _within_run(self, start: int, end: int) -> Run:
        """Cut a window to the run that it shares most with."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end)
        shared = [(max(start, run[0]), min(end, run[1])) for run in self._runs[first:last]]
        return max(shared, key=lambda run: run[1] - run[0])
