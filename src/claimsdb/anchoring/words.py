"""Where one word ends and another begins, in scripts that put spaces between words and in others."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

from claimsdb.anchoring.graphemes import IGNORED

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Characters of scripts that put no spaces between words."""


def is_between_words(text: str, index: int) -> bool:
    """Say whether no word goes on across a place; characters that nobody sees are passed over."""
    left, right = index - 1, index
    while left >= 0 and text[left] in IGNORED:
        left -= 1
    while right < len(text) and text[right] in IGNORED:
        right += 1
    return left < 0 or right == len(text) or not (_is_of_a_word(text[left]) and _is_of_a_word(text[right]))


def word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the word begins and ends that a span lies in; a span between words as it is."""
    while start > 0 and _is_of_a_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_of_a_word(text[end]):
        end += 1
    return start, end


def _is_of_a_word(character: str) -> bool:
    return category(character)[0] in "LNM" and not _UNSPACED.match(character)
