"""Where each word of a text stands, made once for questions about thousands of quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.units import LETTERS_WITHOUT_SPACES as UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD: Final = re.compile(rf"(?=([{UNSPACED}]{{2}}))|([^\W_{UNSPACED}]+)")
_SEARCHES_BEFORE_INDEX: Final = 300
"""Searches through the whole text that take about as long as the index."""


class WordIndex:
    """A text in which many quotes are looked up. Offsets are code points."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._searches = 0

    def occurrences(self, quote: str) -> Iterator[int]:
        """Yield where the quote stands, overlapping ones too; in no order that means anything."""
        self._searches += 1
        inner = [each for each in words(quote) if each[1] > 0 and each[1] + len(each[0]) < len(quote)]
        if self._searches <= _SEARCHES_BEFORE_INDEX or not inner:
            yield from self._searched(quote)
            return
        word, at = min(inner, key=lambda each: len(self.places(each[0])))
        for place in self.places(word):
            if place >= at and self._text.startswith(quote, place - at):
                yield place - at

    def places(self, word: str) -> Sequence[int]:
        """Return where a word begins, ascending; in scripts without spaces, a pair of letters."""
        return self._places.get(word, ())

    def _searched(self, quote: str) -> Iterator[int]:
        at = self._text.find(quote)
        while at >= 0:
            yield at
            at = self._text.find(quote, at + 1)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word, at in words(self._text):
            places[word].append(at)
        return dict(places)


def words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text with where they begin; in scripts without spaces, pairs of letters."""
    for found in _WORD.finditer(text):
        yield found[1] or found[2], found.start()
