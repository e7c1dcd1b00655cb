"""Finds in a text the words that were looked for, where the engine does not point at them itself."""

from __future__ import annotations

import unicodedata
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from claimsdb.text.search_form import search_form
from claimsdb.text.search_words import END, HIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.text.search_words import Term

    Word = tuple[int, int, str]
    """Where a word begins and ends in a form, and the word as it is compared."""


def marked_form(text: str, terms: Sequence[Term]) -> str:
    """Return the search form of a text, each hit of a term between ``HIT`` and ``END``."""
    form = search_form(text)
    words = list(_words(form))
    pieces, place = [], 0
    for start, end in _joined(sorted(_hits(words, terms))):
        pieces += [form[place:start], HIT, form[start:end], END]
        place = end
    return "".join(pieces) + form[place:]


def _words(form: str) -> Iterator[Word]:
    end = 0
    for in_word, run in groupby(form, _in_word):
        letters = "".join(run)
        start, end = end, end + len(letters)
        if in_word:
            yield start, end, _folded(letters)


def _in_word(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] in "LMN" or category in {"Co", "Cn"}


def _folded(word: str) -> str:
    return search_form(unicodedata.normalize("NFD", word.casefold()))


def _hits(words: Sequence[Word], terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for place, (_start, _end, word) in enumerate(words):
        places.setdefault(word, []).append(place)
    for term in terms:
        wanted = [word for _start, _end, word in _words(term.form)]
        for first in _first_places(places, wanted, begins=term.begins):
            run = words[first : first + len(wanted)]
            if _is_hit([word for _start, _end, word in run], wanted, begins=term.begins):
                yield run[0][0], run[-1][1]


def _first_places(places: dict[str, list[int]], wanted: list[str], *, begins: bool) -> Iterable[int]:
    """Return where a run of words could begin."""
    if begins and len(wanted) == 1:
        return chain.from_iterable(numbers for word, numbers in places.items() if word.startswith(wanted[0]))
    return places.get(wanted[0], ()) if wanted else ()


def _is_hit(found: list[str], wanted: list[str], *, begins: bool) -> bool:
    if begins:
        return len(found) == len(wanted) and found[:-1] == wanted[:-1] and found[-1].startswith(wanted[-1])
    return found == wanted


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Make one of spans that overlap."""
    if not spans:
        return
    start, end = spans[0]
    for next_start, next_end in islice(spans, 1, None):
        if next_start >= end:
            yield start, end
            start = next_start
        end = max(end, next_end)
    yield start, end
