"""The heaviest chain of pairs that ascend on both sides."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.anchoring.units import Run


def heaviest_chain(pairs: Sequence[Run], weights: Sequence[int]) -> list[Run]:
    """Choose from pairs that ascend on the left those that ascend on the right too and weigh most together.

    Time grows with n log n: a Fenwick tree holds the heaviest chain that ends up to each right side.
    """
    ranks = sorted({right for _, right in pairs})
    heaviest: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for number, ((_, right), weight) in enumerate(zip(pairs, weights, strict=True)):
        place = bisect_left(ranks, right)
        below = _heaviest_up_to(heaviest, place)
        before.append(below[1])
        _enter(heaviest, place + 1, (below[0] + weight, number))
    chain = []
    last = _heaviest_up_to(heaviest, len(ranks))[1]
    while last >= 0:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]


def _heaviest_up_to(heaviest: list[tuple[int, int]], place: int) -> tuple[int, int]:
    best = (0, -1)
    while place > 0:
        if heaviest[place][0] > best[0]:
            best = heaviest[place]
        place &= place - 1
    return best


def _enter(heaviest: list[tuple[int, int]], place: int, chain: tuple[int, int]) -> None:
    while place < len(heaviest):
        if chain[0] > heaviest[place][0]:
            heaviest[place] = chain
        place += place & -place
