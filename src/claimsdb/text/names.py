"""Names without case and accents, so that they can be matched."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_ACCENTS: Final = range(200, 241)  # combining classes of marks above, below and beside a letter
_POINTS: Final = range(10, 37)  # Hebrew, Arabic and Syriac vowel signs
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("\u2019\u2018\u02bc\u2032", "'"),
        **dict.fromkeys("\u2010\u2011\u2013", "-"),
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "\u0640": "",  # tatweel only stretches an Arabic word
    }
)
_LETTERS: Final = {unicodedata.normalize("NFD", letter): letter for letter in "йїўѓќ"}
"""Cyrillic letters whose sign nobody leaves off, as many do with ё: й is no accented и."""


class _Seen(dict[int, str | None]):
    """What is left of each character, by its number: itself, or nothing. Found out when it is first met."""

    def __missing__(self, number: int) -> str | None:
        letter = chr(number)
        combining = unicodedata.combining(letter)
        is_dropped = combining in _ACCENTS or combining in _POINTS or unicodedata.category(letter) == "Cf"
        self[number] = None if is_dropped else letter
        return self[number]


_SEEN: Final = _Seen()


@lru_cache(maxsize=2**14)
def fold_name(name: str) -> str:
    """Return a name for matching: no case, accents or vowel signs, single spaces, plain apostrophes.

    Accents are those a writer may leave off: Müller is Muller, Łukasz Lukasz, KILIÇ Kılıç, Горбачёв
    Горбачев. Signs that make another letter are kept: й, Indic vowels, Japanese voicing. Characters
    that cannot be seen (joiners, direction marks) are dropped. Folding a folded name changes nothing.
    """
    if name.isascii():
        return " ".join(name.casefold().split())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold())
    letters = letters.casefold().translate(_PLAIN)
    for taken_apart, letter in _LETTERS.items():
        letters = letters.replace(taken_apart, letter)
    return " ".join(unicodedata.normalize("NFKC", letters.translate(_SEEN)).split())
