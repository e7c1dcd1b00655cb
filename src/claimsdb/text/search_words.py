"""What a user types into a search: words, ``"phrases"`` and ``begin*``, never the engine's own syntax."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from claimsdb.errors.questions import NoWordsError
from claimsdb.text.search_form import UNSPACED, search_form

_TERMS: Final = re.compile(r'"([^"]*)"?|(\S+)')
_WORD: Final = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[\w\u0300-\u036f])+")
_AROUND: Final = 90  # code points kept on each side of the first mark


def search_expression(words: str) -> str:
    """Return the FTS5 expression for what a user typed: every term must be there.

    Raises:
        NoWordsError: nothing in it is a word.
    """
    terms = [_quoted(term) for term in _terms(words)]
    if not terms:
        raise NoWordsError(words)
    return " AND ".join(terms)


def mark(text: str, words: str) -> str:
    """Return the part of a text around its first hit, every searched word between ``[`` and ``]``."""
    wanted = [(_folded(word), term.endswith("*")) for term in _terms(words) for word in _WORD.findall(term)]
    hits = [match.span() for match in _WORD.finditer(text) if _hit(_folded(match[0]), wanted)]
    first, last = _window(text, hits[0][0] if hits else 0)
    pieces, place = ["…" if first else ""], first
    for start, end in _joined(hits):
        if first <= start and end <= last:
            pieces += [text[place:start], "[", text[start:end], "]"]
            place = end
    return "".join([*pieces, text[place:last], "…" if last < len(text) else ""])


def _terms(words: str) -> list[str]:
    found = (phrase or word for phrase, word in _TERMS.findall(words))
    return [term for term in found if any(letter.isalnum() for letter in term)]


def _quoted(term: str) -> str:
    prefix = " *" if term.endswith("*") else ""
    plain = search_form(unicodedata.normalize("NFC", term.rstrip("*"))).replace('"', '""').replace("\0", " ")
    return f'"{plain}"{prefix}'


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", search_form(word).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()


def _hit(word: str, wanted: list[tuple[str, bool]]) -> bool:
    return any(word == each or (prefix and word.startswith(each)) for each, prefix in wanted)


def _window(text: str, hit: int) -> tuple[int, int]:
    first, last = max(0, hit - _AROUND), min(len(text), hit + 2 * _AROUND)
    return (0 if not first else text.find(" ", first, hit) + 1 or first), last


def _joined(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
