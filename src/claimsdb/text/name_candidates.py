"""Which of many names to compare: those that share the sounds of a word and the beginning of another.

A name stands in a few blocks. In a block with many names each is compared only with those that are
its neighbours by sound, so the work grows with the number of names and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from claimsdb.text.name_likeness import parts_likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.text.name_letters import Word
    from claimsdb.text.name_likeness import Likeness
    from claimsdb.text.name_words import NameWords

NEIGHBOURS: Final = 20
"""With how many names behind it in a block a name is compared at most."""

_WORTH: Final = 80.0
_WORTH_BY_SOUND: Final = 60.0
_ALONE, _WHOLE, _PAIR = "1=+"


class Candidates:
    """Names made ready to find those among them that are alike; ``names`` are known by their places."""

    def __init__(self, names: Sequence[NameWords]) -> None:
        self._names = names
        ordered = [sorted(name.words, key=_skeleton) for name in names]
        self._sounds = [" ".join(map(_skeleton, words)) for words in ordered]
        self._rows = [[_row(words, reading) for words in ordered] for reading in (0, -1)]
        self._counts = [len(words) for words in ordered]
        self._bare = [any(word.script != "other" for word in name.words) for name in names]
        self._whole = ["".join(sorted(sounds)).strip() for sounds in self._sounds]

    def alike(
        self, owners: Sequence[int], least: float, wanted: int | None = None
    ) -> Iterator[tuple[int, int, Likeness]]:
        """Yield the pairs of different owners' names that are at least so like.

        With an owner that is ``wanted``, each of its names is compared with all others.
        """
        for one, other in self.pairs() if wanted is None else self._pairs_of(owners, wanted):
            if owners[one] != owners[other]:
                likeness = parts_likeness(self._names[one], self._names[other])
                if likeness.score >= least:
                    yield one, other, likeness

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of names that share a block and are worth comparing with care, each once."""
        seen: set[tuple[int, int]] = set()
        for key, places in self._blocks().items():
            places.sort(key=self._neighbourly)
            if len(places) <= NEIGHBOURS or key[0] != _ALONE or self._counts[places[0]] == 1:
                found = set(self._worth_comparing(places)) - seen
                seen |= found
                yield from found
            # else so many have the word that it says little

    def _worth_comparing(self, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of neighbours in a block, most of which one measure of all rules out at once."""
        columns = [[rows[place] for place in places] for rows in self._rows]
        if columns[0] == columns[1]:
            del columns[1]
        mixed = any(self._counts[place] > self._counts[places[0]] or self._bare[place] for place in places)
        for first, one in enumerate(places):
            behind = slice(first + 1, first + 1 + NEIGHBOURS)
            near = {
                step for mine in columns for theirs in columns for step in _near(mine[first], theirs[behind])
            }
            for step, other in enumerate(places[behind]) if mixed else ():
                if self._is_worth(one, other):
                    near.add(step)
            for step in near:
                other = places[first + 1 + step]
                yield min(one, other), max(one, other)

    def _pairs_of(self, owners: Sequence[int], wanted: int) -> Iterator[tuple[int, int]]:
        for one in range(len(owners)):
            if owners[one] == wanted:
                near = {
                    place for mine in self._rows for rows in self._rows for place in _near(mine[one], rows)
                }
                near.update(other for other in range(len(owners)) if self._is_worth(one, other))
                yield from ((one, other) for other in sorted(near))

    def _blocks(self) -> dict[str, list[int]]:
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            blocks[_WHOLE + self._whole[place]].append(place)
            for key in _keys(name):
                blocks[key].append(place)
        return blocks

    def _neighbourly(self, place: int) -> tuple[int, str]:
        return self._counts[place], self._sounds[place]

    def _is_worth(self, one: int, other: int) -> bool:
        """Look whether names are worth comparing that have other numbers of words, or leave vowels out."""
        if self._counts[one] == self._counts[other]:
            bare = self._bare[one] or self._bare[other]
            return bare and fuzz.ratio(self._sounds[one], self._sounds[other]) >= _WORTH_BY_SOUND
        if self._whole[one] == self._whole[other]:
            return True  # written together and apart
        if self._bare[one] or self._bare[other]:
            return fuzz.token_set_ratio(self._sounds[one], self._sounds[other]) >= _WORTH_BY_SOUND
        return any(
            fuzz.token_set_ratio(mine[one], theirs[other], score_cutoff=_WORTH) > 0
            for mine in self._rows
            for theirs in self._rows
        )


def _near(row: str, others: Sequence[str]) -> Iterator[int]:
    found = process.extract(row, others, scorer=fuzz.ratio, score_cutoff=_WORTH, limit=None)
    return (step for _, _, step in found)


def _row(words: Sequence[Word], reading: int) -> str:
    """Write the words as they are first or last read, each where its consonants put it."""
    readings = sorted((word.readings[reading] for word in words), key=lambda each: each.skeleton)
    return " ".join(each.rough for each in readings)


def _skeleton(word: Word) -> str:
    return word.skeleton


def _keys(name: NameWords) -> set[str]:
    """Return the blocks of a name: each word, alone and with the first consonant of each other."""
    words = [{reading.skeleton for reading in word.readings} for word in name.words]
    keys: set[str] = set()
    for i, word in enumerate(words):
        others = {other[:1] for j, each in enumerate(words) if j != i for other in each}
        for skeleton in word if not name.words[i].is_initial else ():
            keys |= {_ALONE + skeleton, *(f"{_PAIR}{skeleton}/{begin}" for begin in others)}
    return keys
