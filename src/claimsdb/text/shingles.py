"""Texts as runs of words, by which copies of a text are known despite edits, other titles and page chrome.

A word is what search takes for one, so letters of scripts without spaces stand alone. A run is a number,
the same in every process.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize
from zlib import crc32

from claimsdb.text.search_form import search_form

MEASURED: Final = 5
"""Words of the runs whose share is an overlap."""

COMPARED: Final = 8
"""Words of the runs by which texts that may be copies are found: longer, so that few are common by chance."""

MOST_KNOWN: Final = 500_000
"""Words whose numbers are remembered."""

_WORD: Final = re.compile(r"\w+")


class _Numbers(dict[str, int]):
    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_KNOWN:
            self.clear()
        number = self[word] = crc32(word.encode())
        return number


_NUMBERS: Final = _Numbers()


def words_in(text: str) -> list[int]:
    """Return the words of a text as numbers, whatever their case, accents and points."""
    found = _WORD.findall(search_form(normalize("NFC", text)).casefold())
    return list(map(_NUMBERS.__getitem__, found))


def runs(words: list[int], length: int) -> list[int]:
    """Return every run of so many words, in order; of fewer words there is the one run."""
    if len(words) <= length:
        return [hash(tuple(words))] if words else []
    return list(map(hash, zip(*(words[place:] for place in range(length)), strict=False)))
