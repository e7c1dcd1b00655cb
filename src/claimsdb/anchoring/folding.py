"""Typographic variants made equal, with the way back to the offsets of the true text.

Folded are quotation marks and apostrophes (single and double apart), dashes and hyphens, the
ellipsis sign, runs of white space, ignored characters, and canonically equivalent spellings
(Normalization Form C of Unicode Standard Annex 15; compatibility characters stay themselves).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from unicodedata import is_normalized, normalize

from claimsdb.anchoring.graphemes import IGNORED, extends, trim

_SINGLE_QUOTES = "`´ʹʻʼʽ\u05f3‘’‚‛′‵‹›『』﹃﹄＇"
_DOUBLE_QUOTES = "«»ʺ\u05f4“”„‟″‶「」﹁﹂｢｣〝〞〟＂"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
SPACES = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_ONE_FOR_ONE = str.maketrans(
    _SINGLE_QUOTES + _DOUBLE_QUOTES + _DASHES + SPACES,
    "'" * len(_SINGLE_QUOTES) + '"' * len(_DOUBLE_QUOTES) + "-" * len(_DASHES) + " " * len(SPACES),
)
_IGNORED_RUN = re.compile(f"[{IGNORED}]+")


class Folding:
    """A text in its folded form; offsets of both are Unicode code points.

    Only the pieces whose length changes are remembered, so a text of plain prose costs little.
    """

    def __init__(self, source: str) -> None:
        self._starts: list[int] = []  # of the changed pieces, in the folded text
        self._ends: list[int] = []
        self._source_starts: list[int] = []
        self._source_ends: list[int] = []
        self.text = "".join(self._pieces(source)).translate(_ONE_FOR_ONE)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Carry a folded span to the source, or ``None`` if it cuts a changed piece in two.

        Ignored characters at its ends are left outside.
        """
        after = bisect_right(self._ends, start)
        before = bisect_left(self._starts, end)
        if self._cuts(after, start) or self._cuts(before - 1, end):
            return None
        return start + self._shift(after), end + self._shift(before)

    def index(self, source_index: int) -> int:
        """Carry a source offset to the folded text; from inside a changed piece, to its start."""
        after = bisect_right(self._source_ends, source_index)
        if after < len(self._starts) and self._source_starts[after] < source_index:
            return self._starts[after]
        return source_index - self._shift(after)

    def _pieces(self, source: str) -> list[str]:
        pieces: list[str] = []
        done = shift = 0
        for changing in _changing(source).finditer(source):
            start, end = changing.span()
            folded = _fold_piece(changing[0])
            pieces += source[done:start], folded
            done = end
            if len(folded) != end - start:
                self._remember(start + shift, len(folded), start, end)
                shift += len(folded) - (end - start)
        return [*pieces, source[done:]]

    def _remember(self, folded_start: int, length: int, start: int, end: int) -> None:
        self._starts.append(folded_start)
        self._ends.append(folded_start + length)
        self._source_starts.append(start)
        self._source_ends.append(end)

    def _cuts(self, piece: int, index: int) -> bool:
        return 0 <= piece < len(self._starts) and self._starts[piece] < index < self._ends[piece]

    def _shift(self, pieces: int) -> int:
        return self._source_ends[pieces - 1] - self._ends[pieces - 1] if pieces else 0


def fold(text: str) -> str:
    """Write the text in its folded form; folding twice changes nothing more."""
    return Folding(text).text


def fold_signs(text: str) -> str:
    """Fold a short text but for runs of spaces, faster and without the way back: to measure likeness by."""
    if text.isascii():
        return text.translate(_ONE_FOR_ONE)
    plain = normalize("NFC", _IGNORED_RUN.sub("", text)).translate(_ONE_FOR_ONE)
    return plain.replace("…", "...")


def fold_key(text: str) -> str:
    """Fold a short text, without spaces around it, likewise: to compare it by."""
    return " ".join((text if text.isascii() else fold_signs(text)).split())


@lru_cache(maxsize=1024)
def fold_needle(text: str) -> str:
    """Fold what is looked for, without the spaces around it."""
    folded = fold(text)
    return folded[slice(*trim(folded, 0, len(folded)))]


@lru_cache(maxsize=4096)
def _fold_piece(piece: str) -> str:
    if piece[0].isspace():
        return " "
    return normalize("NFC", _IGNORED_RUN.sub("", piece)).replace("…", "...")


def _changing(source: str) -> re.Pattern[str]:
    """Match the pieces of this very text that fold to another length or spelling."""
    plain = _IGNORED_RUN.sub("", source)
    clusters = [] if is_normalized("NFC", plain) else _clusters(set(plain))
    return re.compile("|".join([rf"\s[\s{IGNORED}]*\s", *clusters, "…", _IGNORED_RUN.pattern]))


def _clusters(alphabet: set[str]) -> list[str]:
    # Classes of the characters that occur: listing all marks of Unicode takes longer than folding.
    extending = "".join(map(re.escape, filter(extends, alphabet)))
    respelt = "".join(re.escape(character) for character in alphabet if not is_normalized("NFC", character))
    forms = {rf"[^\s{IGNORED}](?:[{IGNORED}]*[{extending}])+": extending, f"[{respelt}]": respelt}
    return [form for form, characters in forms.items() if characters]
