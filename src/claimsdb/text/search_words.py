"""What a user types into a search: words, ``"phrases"`` and ``begin*``, never the engine's own syntax."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from claimsdb.errors.questions import NoWordsError
from claimsdb.text.search_form import search_form

if TYPE_CHECKING:
    from collections.abc import Sequence

HIT, END = "\ufdd0", "\ufdd1"
"""What the engine is asked to put around each hit: two noncharacters, which no text has."""

_TERMS: Final = re.compile(r'"[^"]*"?\*?|\S+')
_AROUND: Final = 90  # code points kept before the first mark, and twice as many after it


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for, whatever the engine: words that stand together, in their search form.

    With ``begins`` the last of them may go on.
    """

    form: str
    begins: bool = False


def search_terms(words: str) -> list[Term]:
    """Return what a user typed as terms, all of which must be there.

    Raises:
        NoWordsError: nothing in it is a word.
    """
    terms = [_term(typed) for typed in _TERMS.findall(words) if _has_word(typed)]
    if not terms:
        raise NoWordsError(words)
    return terms


def fts5_expression(terms: Sequence[Term]) -> str:
    """Write terms as SQLite's FTS5 reads them."""
    return " AND ".join(f'"{term.form}"' + (" *" if term.begins else "") for term in terms)


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


def _term(typed: str) -> Term:
    plain = unicodedata.normalize("NFC", storable(typed).replace('"', " ").replace("\0", " ").strip(" *"))
    return Term(search_form(plain), begins=typed.rstrip('"').endswith("*"))


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
