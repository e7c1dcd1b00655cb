"""A text under edit, of which every character remembers where it stood in the first wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

Run = tuple[int, int]
_NOWHERE: Final = -1
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_SENTENCE: Final = re.compile(r"\S[^.!?。！？؟\n]*(?:[.!?؟](?!\s)[^.!?。！？؟\n]*)*[.!?。！？؟]*[”\"»]?")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Edited:
    """Characters with their origins; what is put in has none, what replaces something has that one's."""

    def __init__(self, text: str) -> None:
        self._characters = list(text)
        self._origins = list(range(len(text)))

    @property
    def text(self) -> str:
        """The wording as it is now."""
        return "".join(self._characters)

    def insert(self, at: int, words: str) -> None:
        """Put new words in."""
        self._put(at, at, words, [_NOWHERE] * len(words))

    def delete(self, start: int, end: int) -> None:
        """Take words out."""
        self._put(start, end, "", [])

    def replace(self, start: int, end: int, words: str) -> None:
        """Say it in other words, which are taken to stand for the old ones."""
        old = self._origins[start:end]
        origins = [old[number * len(old) // len(words)] for number in range(len(words))]
        if origins:
            origins[-1] = old[-1]
        self._put(start, end, words, origins)

    def move(self, start: int, end: int, to: int) -> None:
        """Put a run at another place, ``to`` counted before it is taken out."""
        characters, origins = self._characters[start:end], self._origins[start:end]
        self.delete(start, end)
        self._put_at(to if to <= start else to - (end - start), characters, origins)

    def respell(self, spelt: Callable[[str], str]) -> None:
        """Write every character anew, one or more for one."""
        self._each(list(map(spelt, self._characters)))

    def replace_all(self, pattern: str, words: str) -> None:
        """Replace whatever matches, from the end to the beginning."""
        for found in reversed(list(re.finditer(pattern, self.text))):
            self.replace(*found.span(), words)

    def paragraphs(self) -> list[Run]:
        """Return the runs between empty lines."""
        return [found.span() for found in _PARAGRAPH.finditer(self.text)]

    def sentences(self) -> list[Run]:
        """Return the runs of sentences, without the spaces between them."""
        found = _SENTENCE.finditer(self.text)
        return [(each.start(), each.start() + len(each[0].rstrip())) for each in found]

    def words(self, start: int, end: int) -> list[Run]:
        """Return the runs of words in a run."""
        return [found.span() for found in _WORD.finditer(self.text, start, end)]

    def now(self, spans: list[Run]) -> list[tuple[Run | None, float]]:
        """Return where each span of the first wording stands now, and which part of it is left: 0 to 1.

        ``None`` if nothing is left, or if it was torn apart.
        """
        places: dict[int, tuple[int, int]] = {}
        for place, origin in enumerate(self._origins):
            first, _ = places.get(origin, (place, place))
            places[origin] = first, place
        return [self._now(places, *span) for span in spans]

    def _now(self, places: dict[int, Run], start: int, end: int) -> tuple[Run | None, float]:
        left = [places[origin] for origin in range(start, end) if origin in places]
        if not left:
            return None, 0.0
        first, last = min(place for place, _ in left), max(place for _, place in left)
        while first < last and self._characters[first].isspace():
            first += 1
        while first < last and self._characters[last].isspace():
            last -= 1
        return (first, last + 1), len(left) / (end - start)

    def _each(self, spelt: list[str]) -> None:
        pairs = zip(spelt, self._origins, strict=True)
        self._origins = [origin for words, origin in pairs for _ in words]
        self._characters = [character for words in spelt for character in words]

    def _put(self, start: int, end: int, words: str, origins: list[int]) -> None:
        self._characters[start:end] = words
        self._origins[start:end] = origins

    def _put_at(self, at: int, characters: list[str], origins: list[int]) -> None:
        self._characters[at:at] = characters
        self._origins[at:at] = origins
