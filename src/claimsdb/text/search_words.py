"""What a user types into a search: words, ``"phrases"`` and ``begin*``, never the engine's own syntax."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
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
    if text.isascii() and form.find(HIT) <= _AROUND and len(text) <= 2 * _AROUND:
        return form.replace(HIT, "[").replace(END, "]")  # as most are: shown whole, and their own form
    hits = _hits(text, form)
    first, last = _window(text, hits[0][0] if hits else 0)
    pieces, place = [], first
    for start, end in hits:
        if start >= last:
            break
        pieces += [text[place:start], "[", text[start : min(end, last)], "]"]
        place = min(end, last)
    return ("…" if first else "") + "".join(pieces) + text[place:last] + ("…" if last < len(text) else "")


def storable(words: str) -> str:
    """Return words with what UTF-8 cannot write replaced by ``?``: a terminal can hand over stray bytes."""
    return words.encode("utf-8", "replace").decode()


def _has_word(term: str) -> bool:
    return any(letter.isalnum() for letter in search_form(term))


def _term(typed: str) -> Term:
    plain = unicodedata.normalize("NFC", storable(typed).replace('"', " ").replace("\0", " ").strip(" *"))
    return Term(search_form(plain), begins=typed.rstrip('"').endswith("*"))


def _hits(text: str, form: str) -> list[tuple[int, int]]:
    """Return where in a text its hits begin and end; a character without a form goes with the last."""
    hits: list[tuple[int, int]] = []
    for start, end in _places(text, _marked(form)):
        if hits and start <= hits[-1][1]:
            hits[-1] = (hits[-1][0], end)
        else:
            hits.append((start, end))
    return hits


def _marked(form: str) -> list[tuple[int, int]]:
    """Return where the hits would stand in a form if it had no marks."""
    spans, place = [], 0
    for piece in form.split(HIT):
        hit, end, after = piece.partition(END)
        if end and hit:
            spans.append((place, place + len(hit)))
        place += len(hit) + len(after)
    return spans


def _places(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where in a text stands what stands in its form."""
    if text.isascii():
        return spans
    ends = list(accumulate(map(_length, text)))
    return [(bisect_right(ends, start), _end(ends, end)) for start, end in spans]


def _end(ends: list[int], end: int) -> int:
    last = bisect_right(ends, end - 1)
    return bisect_right(ends, ends[last])


@lru_cache(maxsize=4096)
def _length(letter: str) -> int:
    return len(search_form(letter))


def _window(text: str, hit: int) -> tuple[int, int]:
    first, last = max(0, hit - _AROUND), min(len(text), hit + 2 * _AROUND)
    return (0 if not first else text.find(" ", first, hit) + 1 or first), last
