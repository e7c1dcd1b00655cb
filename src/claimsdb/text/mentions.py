"""Where known names stand in a text.

The names form a tree of their words, along which the words of a text are followed: as in Aho and Corasick's
method the work does not grow with the number of names, and as only whole words are followed it needs no
way back. Words are compared by the form in which names are (``text/names.py``), each by itself, so
the offsets found are those of the text as it is stored: Unicode code points, half-open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category, normalize

from claimsdb.text.names import fold_name
from claimsdb.text.search_form import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, KeysView

SHORT: Final = 5
"""Up to how many letters a name in capitals is found in capitals only: WHO is not "who"."""

FEW: Final = 50
"""Of up to how many first words it is sooner found out that none can be in a text than what its words are."""

_NO_LETTERS: Final = f"{UNSPACED}\u02bc"
"""What Python takes for letters and is none of a word: scripts without spaces, and an apostrophe."""


_form: Final = lru_cache(maxsize=2**17)(fold_name.__wrapped__)
"""The form of a word; texts have more words than there are names."""


class _LetterForms(dict[int, str]):
    """What each character is folded to where it stands alone, by its number."""

    def __missing__(self, number: int) -> str:
        self[number] = fold_name(chr(number)).replace(" ", "")
        return self[number]


_LETTER_FORMS: Final = _LetterForms()


class Mention(NamedTuple):
    """A place where a name stands: ``text[start:end]``, and which of the names it is."""

    start: int
    end: int
    name: int


@dataclass(slots=True, eq=False)
class _Node:
    """What words may follow, each with what stands before it, and the names that end here."""

    following: dict[str, _Node] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)


class MentionFinder:
    """Finds many names at once. Names are known by their place in ``names``.

    A name is found whatever its case, accents and typography (a short one in capitals: in capitals), from
    the beginning of a word to the end of one; in scripts without spaces, such as Chinese, anywhere. Signs
    before its first word and behind its last are no part of it.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Node()
        self._in_capitals: set[int] = set()
        for number, name in enumerate(names):
            self._add(number, name)

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the places in their order: the longest name from the left, then on behind it.

        If several names are written alike, each is yielded.
        """
        words = _Words(text)
        first, place, count = self._root.following, 0, len(words.folded)
        if words.have_none_of(first.keys()):
            return
        while place < count:
            if words.folded[place] in first:
                last, names = self._longest(words, place)
                for name in names:
                    yield Mention(*words.span(place, last), name)
                place = last
            place += 1

    def finds_any(self, text: str) -> bool:
        """Tell whether any of the names stands in a text; where few do not, that is soon told."""
        first = self._root.following
        if len(first) <= FEW:
            letters = _letters(text)
            if not any(form.replace(" ", "") in letters for form in first):
                return False
        return next(self.find(text), None) is not None

    def _add(self, number: int, name: str) -> None:
        words = _Words(name)
        node = self._root
        for place in range(len(words.folded)):
            node = node.following.setdefault(words.step(place) if place else words.folded[0], _Node())
        if words.folded:
            node.names.append(number)
        if name.isupper() and sum(map(str.isalpha, name)) <= SHORT:
            self._in_capitals.add(number)

    def _longest(self, words: _Words, first: int) -> tuple[int, list[int]]:
        """Return the last word of the longest name from a word on, and the names; none: that word."""
        node: _Node | None = self._root.following[words.folded[first]]
        place, last, names = first, first, list[int]()
        while node is not None:
            if node.names and (found := self._fitting(node.names, words, first, place)):
                last, names = place, found
            place += 1
            node = node.following.get(words.step(place)) if place < len(words.folded) else None
        return last, names

    def _fitting(self, names: list[int], words: _Words, first: int, last: int) -> list[int]:
        if self._in_capitals.isdisjoint(names):
            return names
        start, end = words.span(first, last)
        in_capitals = words.text[start:end].isupper()
        return [name for name in names if in_capitals or name not in self._in_capitals]


class _Words:
    """The words of a text, folded, with where each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _word(frozenset(text)).split(text)  # what is no word, a word, what is no word, a word, …
        self._ends = list(accumulate(map(len, pieces)))
        self._gaps, written = pieces[::2], pieces[1::2]
        self._forms = {word: _form(word) for word in set(written)}
        self.folded = [self._forms[word] for word in written]

    def have_none_of(self, forms: KeysView[str]) -> bool:
        """Tell whether none of the words has one of some forms."""
        return forms.isdisjoint(self._forms.values())

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where some words stand, from the first to the last."""
        return self._ends[2 * first], self._ends[2 * last + 1]

    def step(self, place: int) -> str:
        """Return a word with what stands between it and the one before."""
        return _gap(self._gaps[place]) + self.folded[place]


def _letters(text: str) -> str:
    """Return a text folded letter by letter, without spaces: all forms of its words stand in it, and more."""
    return normalize("NFC", normalize("NFC", text).translate(_LETTER_FORMS))


@lru_cache(maxsize=1024)
def _gap(signs: str) -> str:
    return fold_name(f"x{signs}x")[1:-1]


@lru_cache(maxsize=16)
def _word(alphabet: frozenset[str]) -> re.Pattern[str]:
    """Match a word of a text with this alphabet, or a character of a script without spaces, and its marks."""
    marks = "".join(
        re.escape(each) for each in sorted(alphabet) if category(each) in {"Mn", "Mc", "Me", "Cf"}
    )
    letters = rf"[^\W{_NO_LETTERS}]+"
    if not marks:
        return re.compile(rf"({letters}|[{UNSPACED}])")
    return re.compile(rf"({letters}(?:[{marks}]+(?:{letters})?)*|[{UNSPACED}][{marks}]*)")
