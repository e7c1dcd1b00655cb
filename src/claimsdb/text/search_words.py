"""What a user types into a search: words, ``"phrases"`` and ``begin*``, never the engine's own syntax."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import Final

from claimsdb.errors.questions import NoWordsError
from claimsdb.text.search_form import search_form

HIT, END = "\ufdd0", "\ufdd1"
"""What the engine is asked to put around each hit: two noncharacters, which no text has."""

_TERMS: Final = re.compile(r'"[^"]*"?\*?|\S+')
_AROUND: Final = 90  # code points kept before the first mark, and twice as many after it


def search_expression(words: str) -> str:
    """Return the FTS5 expression for what a user typed: every term must be there.

    Raises:
        NoWordsError: nothing in it is a word.
    """
    terms = [_quoted(term) for term in _TERMS.findall(words) if _has_word(term)]
    if not terms:
        raise NoWordsError(words)
    return " AND ".join(terms)


def mark(text: str, form: str) -> str:
    """Return the part of a text around its first hit, every hit between ``[`` and ``]``.

    ``form`` is the search form of the text, with each hit between ``HIT`` and ``END``.
    """
    hits = _hits(text, form)
    first, last = _window(text, hits.index(True) if True in hits else 0)
    shown = zip(text[first:last], hits[first:last], strict=True)
    pieces = [
        (hit, "".join(letter for letter, _ in run)) for hit, run in groupby(shown, lambda each: each[1])
    ]
    marked = "".join(f"[{piece}]" if hit else piece for hit, piece in pieces)
    return ("…" if first else "") + marked + ("…" if last < len(text) else "")


def storable(words: str) -> str:
    """Return words with what UTF-8 cannot write replaced by ``?``: a terminal can hand over stray bytes."""
    return words.encode("utf-8", "replace").decode()


def _has_word(term: str) -> bool:
    return any(letter.isalnum() for letter in search_form(term))


def _quoted(term: str) -> str:
    prefix = " *" if term.rstrip('"').endswith("*") else ""
    plain = unicodedata.normalize("NFC", storable(term).replace('"', " ").replace("\0", " ").strip(" *"))
    return f'"{search_form(plain)}"{prefix}'


def _hits(text: str, form: str) -> list[bool]:
    """Tell of each character of a text whether it belongs to a hit; one without a form goes with the last."""
    letters, inside = [], False
    for letter in form:
        if letter in (HIT, END):
            inside = letter == HIT
        else:
            letters.append(inside)
    hits: list[bool] = []
    place = 0
    for letter in text:
        length = len(search_form(letter))
        hits.append(any(letters[place : place + length]) if length else bool(hits and hits[-1]))
        place += length
    return hits


def _window(text: str, hit: int) -> tuple[int, int]:
    first, last = max(0, hit - _AROUND), min(len(text), hit + 2 * _AROUND)
    return (0 if not first else text.find(" ", first, hit) + 1 or first), last
