"""A quote cut where its writer left words out or put words of their own into brackets.

Signs of words left out are ``…``, ``...``, ``. . .``, and the same in brackets: ``[…]``, ``(...)``, ``<…>``.
``[sic]`` says that nothing is changed; one letter in brackets, as in ``[h]e``, that its case is; other words
in square brackets are put in, or stand for what was left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import category

from claimsdb.anchoring.graphemes import IGNORED
from claimsdb.anchoring.words import word_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Parts = tuple[str, ...]

_DOTS: Final = r"(?:[…⋯]|\.(?:\s?\.){2,})[….⋯]*"
_BRACKETED: Final = rf"[\[(（［〔【<]\s*{_DOTS}\s*[\])）］〕】>]"
_BRACKETED_SIGN: Final = re.compile(_BRACKETED)
_SIGN: Final = re.compile(f"{_BRACKETED}|{_DOTS}")
_IN_BRACKETS: Final = rf"(?!{_BRACKETED})\[[^\[\]]*\]"
_SIGN_OR_BRACKETS: Final = re.compile(f"{_BRACKETED}|{_DOTS}|{_IN_BRACKETS}")
_SIC: Final = re.compile(r"\s*(?:[\[(]\s*sic\s*!?\s*[\])]|\[\s*[!?]+\s*\])", re.IGNORECASE)
_LETTER: Final = re.compile(r"(?<!\w)\[([^\W\d_])\](?=[^\W\d_])")
_WORDS: Final = re.compile(rf"\s*{_IN_BRACKETS}")
_BRACKETS: Final = re.compile(_IN_BRACKETS)

MOST_PARTS: Final = 20
"""A quote of more parts is no quote any more; to look for all of them could take for ever."""


def is_whole(quote: str) -> bool:
    """Say at a glance that a quote has no sign that could be of words left out or put in."""
    return not ("…" in quote or "[" in quote or "(" in quote or quote.count(".") > 2 or "⋯" in quote)  # noqa: PLR2004 (dots)


def ways_to_cut(quote: str) -> list[Parts]:
    """Return the ways to read a quote that does not stand as it is, the least bold first; mostly none.

    Each is the parts that must stand one after another. What the text itself may hold (a bare ellipsis,
    a word in brackets) is taken for a mark of the writer's only after it was taken as it is.
    """
    if is_whole(quote):
        return []
    ways = dict.fromkeys(_ways(quote))
    return [way for way in ways if way != (quote,) and 1 <= len(way) <= MOST_PARTS]


def word_in_brackets(quote: str) -> str | None:
    """Return the first word that a quote changes by brackets, other than in the case of its first letter."""
    words = _as_it_was(quote)
    for found in _BRACKETS.finditer(words):
        around = word_around(words, *found.span())
        if around != found.span():
            return words[slice(*around)]
    return None


def is_cut_so(quote: str, words: Iterable[str]) -> bool:
    """Say whether a quote, read in some way, is just these parts, written in the same characters."""
    return tuple(words) in ((quote,), *ways_to_cut(quote))


def _ways(quote: str) -> Iterator[Parts]:
    as_it_was = _as_it_was(quote)
    for words in (quote, as_it_was, _WORDS.sub("", as_it_was)):
        yield _visible([words])
        yield _visible(_BRACKETED_SIGN.split(words))
        yield _visible(_SIGN.split(words))
    if word_in_brackets(quote) is None:
        yield _visible(_SIGN_OR_BRACKETS.split(as_it_was))


def _as_it_was(quote: str) -> str:
    """Undo what changes no word: ``[sic]``, and the case of a letter."""
    return _LETTER.sub(lambda found: found[1].swapcase(), _SIC.sub("", quote))


def _visible(parts: Iterable[str]) -> Parts:
    """Leave out parts that are nothing but punctuation, which could be anywhere."""
    stripped = (part.strip() for part in parts)
    return tuple(part for part in stripped if not all(map(_is_point, part)))


def _is_point(character: str) -> bool:
    return category(character)[0] in "PZC" or character.isspace() or character in IGNORED
