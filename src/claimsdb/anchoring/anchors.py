"""Sentences that two texts have in common, by number: where a comparison may begin."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.increasing import heaviest_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimsdb.anchoring.pairing import Pair
    from claimsdb.anchoring.units import Run

Gap = tuple[int, int, int, int]
"""Sentences ``old[a:b]`` and ``new[c:d]`` that are still to be compared."""

_DEEPEST: Final = 12


def anchored(old: Sequence[str], new: Sequence[str], gaps: list[Gap]) -> tuple[list[Pair], list[Gap]]:
    """Pair what is equal in the gaps, and return what is left between."""
    pairs: list[Pair] = []
    left: list[Gap] = []
    waiting = [(gap, 0) for gap in gaps]
    while waiting:
        gap, depth = waiting.pop()
        anchors = _equal(old, new, gap) if depth < _DEEPEST else []
        pairs += anchors
        if anchors:
            waiting += [(each, depth + 1) for each in between(gap, anchors)]
        else:
            left.append(gap)
    return pairs, left


def _equal(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[Pair]:
    a, b, c, d = gap
    there = once(dict(zip(range(c, d), new[c:d], strict=True)))
    here = once(dict(zip(range(a, b), old[a:b], strict=True)))
    pairs = [(i, there[words]) for words, i in here.items() if words in there]
    if pairs:
        pairs = heaviest_chain(pairs, [len(old[i]) for i, _ in pairs])
    return spread(old, new, gap, pairs)


def once(words: Mapping[int, str]) -> dict[str, int]:
    """Return what occurs once, with its number."""
    places: dict[str, int] = {}
    for number, word in words.items():
        places[word] = -1 if word in places else number
    return {word: number for word, number in places.items() if number >= 0}


def outside(runs: Sequence[Run], blocks: Sequence[Run]) -> list[int]:
    """Return the numbers of the ascending runs that no block holds whole."""
    outside, at = [], 0
    for number, (start, end) in enumerate(runs):
        while at < len(blocks) and blocks[at][1] < end:
            at += 1
        if at == len(blocks) or start < blocks[at][0]:
            outside.append(number)
    return outside


def spread(old: Sequence[str], new: Sequence[str], gap: Gap, pairs: list[Run]) -> list[Pair]:
    """Let the anchors, and the ends of the gap, grow over what is equal beside them."""
    a, b, c, d = gap
    grown = list(pairs)
    for (last_a, last_c), (end_b, end_d) in pairwise([(a - 1, c - 1), *pairs, (b, d)]):
        i, j, k, m = last_a + 1, last_c + 1, end_b, end_d
        while i < k and j < m and old[i] == new[j]:
            grown.append((i, j))
            i, j = i + 1, j + 1
        while i < k and j < m and old[k - 1] == new[m - 1]:
            k, m = k - 1, m - 1
            grown.append((k, m))
    return [(i, i + 1, j, j + 1) for i, j in sorted(grown)]


def between(gap: Gap, anchors: Sequence[Pair]) -> list[Gap]:
    """Return what is left of a gap between anchors, where there is anything on both sides."""
    a, b, c, d = gap
    ends = [(a, a, c, c), *anchors, (b, b, d, d)]
    rest = [(left[1], right[0], left[3], right[2]) for left, right in pairwise(ends)]
    return [each for each in rest if each[0] < each[1] and each[2] < each[3]]


def strictly(chain: Sequence[Run]) -> Iterator[Run]:
    """Leave out pairs whose left side is that of the pair before."""
    last = -1
    for left, right in chain:
        if left > last:
            yield left, right
            last = left


def equal_run(old: Mapping[int, str], new: Mapping[int, str], at: int, shift: int) -> range:
    """Return the numbers around ``at`` whose sentences stand in the new text too, ``shift`` further on."""
    first = last = at
    while (first - 1) in old and old[first - 1] == new.get(first - 1 + shift):
        first -= 1
    while (last + 1) in old and old[last + 1] == new.get(last + 1 + shift):
        last += 1
    return range(first, last + 1)
