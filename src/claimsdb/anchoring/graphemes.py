"""Where a text may be cut without tearing a character as its reader sees it.

A small part of the extended grapheme clusters of Unicode Standard Annex 29, enough to keep
combining marks, Hangul syllables, emoji sequences and flags whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

IGNORED = (
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte-order mark
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # directions of writing
)
"""Characters that a reader does not see and that no quote needs to repeat."""

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Kana and Han, written without spaces between words, as ranges of a regular expression's class."""

_JOINER = "\u200d"
_EXTENDING = (
    (0x0E33, 0x0E33),  # Thai and Lao vowel signs that Unicode calls letters
    (0x0EB3, 0x0EB3),
    (0x1160, 0x11FF),  # Hangul vowels and final consonants
    (0xD7B0, 0xD7FF),
    (0xFF9E, 0xFF9F),  # half-width voicing marks of Japanese
    (0x16D63, 0x16D63),  # Kirat Rai vowel signs
    (0x16D67, 0x16D6A),
    (0x1F3FB, 0x1F3FF),  # skin tones
    (0xE0020, 0xE007F),  # tags of subdivision flags
)
_UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
_FIRST_EXTENDING = "\u0300"


@lru_cache(maxsize=4096)
def extends(character: str) -> bool:
    """Say whether the character continues the one before it."""
    if character < _FIRST_EXTENDING:
        return False
    code = ord(character)
    return (
        character == _JOINER
        or category(character).startswith("M")
        or any(first <= code <= last for first, last in _EXTENDING)
    )


def is_boundary(text: str, index: int) -> bool:
    """Say whether the text may be cut before ``index``, looking through ignored characters."""
    left, right = index, index
    while left > 0 and text[left - 1] in IGNORED:
        left -= 1
    while right < len(text) and text[right] in IGNORED:
        right += 1
    if left == 0 or right == len(text):
        return True
    return not (
        extends(text[right])
        or (text[left - 1] == _JOINER and category(text[right]).startswith("S"))
        or (_is_flag_half(text[right]) and _flag_halves_before(text, left) % 2)
    )


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the spaces at a span's ends out of it, but not one that carries a mark."""
    while start < end and text[start] == " " and is_boundary(text, start + 1):
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    return start, end


def is_unspaced(character: str) -> bool:
    """Say whether the character is a word's part of a script without spaces between words."""
    return _UNSPACED_CHARACTER.match(character) is not None


def _flag_halves_before(text: str, index: int) -> int:
    start = index
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return index - start


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
