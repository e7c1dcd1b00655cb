"""Texts as runs of words, by which copies of a text are known despite edits, other titles and page chrome.

A word is what search takes for one, so letters of scripts without spaces stand alone. Words and runs are
numbers, the same in every process.
"""

from __future__ import annotations

from operator import xor
from typing import Final
from unicodedata import category, normalize
from zlib import crc32

from claimsdb.text.search_form import search_form

MEASURED: Final = 5
"""Words of the runs whose share is an overlap."""

COMPARED: Final = 8
"""Words of the runs by which texts that may be copies are found: longer, so that few are common by chance."""

KEPT: Final = 8
"""Of how many of those runs one is kept, chosen by its first two words, so that all texts keep the same."""

MOST_KNOWN: Final = 500_000
"""Words whose numbers are remembered."""


class _Letters(dict[int, str]):
    """How each character is written: as search has it, in lower case; what is in no word as a space."""

    def __missing__(self, code: int) -> str:
        form = search_form(chr(code)).casefold()
        self[code] = "".join(each if each.isalnum() or category(each)[0] == "M" else " " for each in form)
        return self[code]


class _Numbers(dict[str, int]):
    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_KNOWN:
            self.clear()
        number = self[word] = crc32(word.encode())
        return number


_LETTERS: Final = _Letters()
_NUMBERS: Final = _Numbers()


def words_in(text: str) -> list[int]:
    """Return the words of a text as numbers, whatever their case, accents and points."""
    found = normalize("NFC", text).translate(_LETTERS).split()
    return list(map(_NUMBERS.__getitem__, found))


def runs(words: list[int]) -> list[int]:
    """Return every run of ``MEASURED`` words, by the place of its first; of fewer words there is none."""
    return list(map(hash, zip(*(words[place:] for place in range(MEASURED)), strict=False)))


def kept_runs(words: list[int]) -> list[tuple[int, int]]:
    """Return the runs of ``COMPARED`` words that are kept, each with the place of its first word."""
    last = len(words) - COMPARED
    chosen = (place for place, both in enumerate(map(xor, words, words[1:])) if both % KEPT == 0)
    return [(place, hash(tuple(words[place : place + COMPARED]))) for place in chosen if place <= last]
