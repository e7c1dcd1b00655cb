"""Which sentences of an old wording became which of a new one, where none or few stayed the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

Pair = tuple[int, int, int, int]
"""Sentences ``old[a:b]`` that became ``new[c:d]``: one or a few and one or a few."""

LEAST_ALIKE: Final = 55.0
"""Below it two sentences are no more alike than any two of a language are."""

_LEAST_LENGTHS: Final = 0.4
_FOR_EACH_MORE: Final = 1.0
_STEPS: Final = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))


def pair_alike(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair the sentences of two short lists, in order, so that most characters stand beside their like.

    The work grows with the product of the lengths; the caller keeps that small.
    """
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    came: list[list[tuple[int, int]]] = [[(0, 0)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) + 1):
        for j in range(len(new) + 1):
            if i or j:
                best[i][j], came[i][j] = _best_way(best, old, new, i, j)
    return _way_back(came, len(old), len(new))


def _best_way(
    best: list[list[float]], old: Sequence[str], new: Sequence[str], i: int, j: int
) -> tuple[float, tuple[int, int]]:
    ways = []
    if i:
        ways.append((best[i - 1][j], (1, 0)))
    if j:
        ways.append((best[i][j - 1], (0, 1)))
    for a, b in _STEPS:
        if i >= a and j >= b:
            gain = _gain(old[i - a : i], new[j - b : j])
            if gain > 0:
                ways.append((best[i - a][j - b] + gain, (a, b)))
    return max(ways)


def _gain(old: Sequence[str], new: Sequence[str]) -> float:
    sizes = sum(map(len, old)), sum(map(len, new))
    if min(sizes) < _LEAST_LENGTHS * max(sizes):
        return 0.0
    alike = fuzz.ratio(" ".join(old), " ".join(new), score_cutoff=LEAST_ALIKE)
    return (alike - LEAST_ALIKE) * sum(sizes) / 100 - _FOR_EACH_MORE * (len(old) + len(new) - 2)


def _way_back(came: list[list[tuple[int, int]]], i: int, j: int) -> list[Pair]:
    pairs = []
    while i or j:
        a, b = came[i][j]
        if a and b:
            pairs.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return pairs[::-1]
