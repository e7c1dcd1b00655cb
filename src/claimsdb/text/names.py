"""Names without case and accents, so that they can be matched."""

from __future__ import annotations

import unicodedata
from typing import Final

_ACCENTS: Final = range(200, 241)  # combining classes of marks above, below and beside a letter
_POINTS: Final = range(10, 36)  # Hebrew and Arabic vowel signs
_PLAIN: Final = str.maketrans("\u2019\u2018\u02bc\u2032\u2010\u2011\u2013", "\u0027" * 4 + "-" * 3)


def fold_name(name: str) -> str:
    """Return a name for matching: no case, accents or vowel signs, single spaces, plain apostrophes.

    Signs that make another letter (Indic vowels, Japanese voicing) are kept: they are not accents.
    """
    letters = unicodedata.normalize("NFKD", name.casefold()).translate(_PLAIN)
    bare = "".join(letter for letter in letters if not _is_accent(letter))
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().split())


def _is_accent(letter: str) -> bool:
    combining = unicodedata.combining(letter)
    return combining in _ACCENTS or combining in _POINTS
