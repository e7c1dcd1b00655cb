"""What an alignment left over of a new text, searched for what is like a quote, with bounded work."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.likeness import likest
from claimsdb.anchoring.units import LETTERS_WITHOUT_SPACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.anchoring.units import Run

_WORD: Final = re.compile(rf"[{LETTERS_WITHOUT_SPACES}]|[^\W_{LETTERS_WITHOUT_SPACES}]+")
_SHORT_REGION: Final = 4_000
"""Characters of a region that is searched letter by letter; in longer ones, words say where to look."""

_SELDOM: Final = 24
"""A word that occurs more often says nothing of a place."""

_MOST_WINDOWS: Final = 4
_WINDOW: Final = 64
_WORK: Final = 300_000_000
"""Characters compared with 64 of a quote, for all quotes together: some seconds."""


class Leftover:
    """Runs of a text, in order. Offsets are code points of the text."""

    def __init__(self, text: str, runs: Sequence[Run]) -> None:
        self._text = text
        self._short = [run for run in runs if run[1] - run[0] <= _SHORT_REGION]
        self._long = [run for run in runs if run[1] - run[0] > _SHORT_REGION]
        self._work = _WORK

    def like(self, quote: str, near: Run, least: float) -> Iterator[Run]:
        """Yield the places most like a quote, one for each stretch that may hold one; nearby ones first."""
        middle = sum(near) // 2
        regions = sorted(
            self._short, key=lambda run: (run[1] < near[0] or near[1] < run[0], abs(run[0] - middle))
        )
        for region in [*self._windows(quote), *regions]:
            self._work -= (region[1] - region[0] + 64) * (len(quote) // 64 + 1)
            if self._work < 0:
                return
            place = likest(quote, self._text, region, least)
            if place is not None:
                yield place

    def _windows(self, quote: str) -> list[Run]:
        """Return where the seldom words of a quote stand together, as they do in it."""
        if not self._long:
            return []
        votes: Counter[int] = Counter()
        for term, at in _terms(quote, 0, len(quote)):
            places = self._index.get(term, ())
            if len(places) <= _SELDOM:
                votes.update({(place - at) // _WINDOW for place in places})
        near = Counter({each: count + max(votes[each - 1], votes[each + 1]) for each, count in votes.items()})
        room = _WINDOW + len(quote) // 3
        best = [each for each, _ in sorted(near.items(), key=lambda each: (-each[1], each[0]))]
        windows = []
        for each in best:
            run = max(each * _WINDOW - room, 0), min(each * _WINDOW + len(quote) + room, len(self._text))
            if all(run[1] <= other[0] + room or other[1] - room <= run[0] for other in windows):
                windows.append(run)
            if len(windows) == _MOST_WINDOWS:
                break
        return windows

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: defaultdict[str, list[int]] = defaultdict(list)
        for start, end in self._long:
            for term, at in _terms(self._text, start, end):
                places = index[term]
                if len(places) <= _SELDOM:
                    places.append(at)
        return dict(index)


def _terms(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield words and pairs of words, with where they begin."""
    words = [(found[0], found.start()) for found in _WORD.finditer(text, start, end)]
    for (word, at), (following, _) in pairwise([*words, ("", end)]):
        yield word, at
        if following:
            yield f"{word} {following}", at
