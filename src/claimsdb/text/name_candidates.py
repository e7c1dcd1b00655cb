"""Which of many names are worth comparing: those that share the sounds of a word and the beginning of another.

A name stands in a few blocks. In a block with many names each is compared only with those that are
its neighbours by sound, so the work grows with the number of names and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from claimsdb.text.name_likeness import parts_likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.text.name_likeness import Likeness
    from claimsdb.text.name_words import NameWords

NEIGHBOURS: Final = 40
"""With how many names behind it in a block a name is compared at most."""

RARE: Final = 25
"""Up to how many names a word is so rare that it alone makes them worth comparing."""

_LIKE_SOUNDS: Final = 60.0
_ALONE, _WHOLE, _PAIR = "1=+"


def likely_pairs(
    names: Sequence[NameWords], owners: Sequence[int], least: float
) -> Iterator[tuple[int, int, Likeness]]:
    """Yield the pairs of names of different owners that are at least so like, by their places; some twice."""
    sounds = [" ".join(sorted(name.skeletons)) for name in names]
    for one, other in candidates(names, sounds):
        if owners[one] != owners[other] and fuzz.token_set_ratio(
            sounds[one], sounds[other], score_cutoff=_LIKE_SOUNDS
        ):
            likeness = parts_likeness(names[one], names[other])
            if likeness.score >= least:
                yield one, other, likeness


def candidates(names: Sequence[NameWords], sounds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places of names that share a block; some twice.

    ``sounds`` are the consonants of each name, by which names are neighbours in a large block.
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for key in _keys(name):
            blocks[key].append(place)
    for key, places in blocks.items():
        if len(places) > (RARE if key[0] == _ALONE else NEIGHBOURS):
            if key[0] == _ALONE and all(len(names[place].words) > 1 for place in places):
                continue
            places.sort(key=lambda place: (len(names[place].words), sounds[place]))
        yield from _neighbours(places)


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for first, one in enumerate(places):
        for other in places[first + 1 : first + 1 + NEIGHBOURS]:
            yield one, other





def _keys(name: NameWords) -> set[str]:
    """Return the blocks of a name: all its consonants in one row, each word with another's first, each alone."""
    words = [{reading.skeleton for reading in word.readings} for word in name.words]
    keys = {_WHOLE + "".join(sorted("".join(word.skeleton for word in name.words)))}
    for i, word in enumerate(words):
        others = {other[:1] for j, each in enumerate(words) if j != i for other in each}
        for skeleton in word if not name.words[i].is_initial else ():
            keys |= {_ALONE + skeleton, *(f"{_PAIR}{skeleton}/{begin}" for begin in others)}
    return keys
