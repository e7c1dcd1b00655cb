"""How claims bear on one by ``same_as`` and ``refines``: which say it too, which say more, which less.

A claim that refines another says all that the other says and more. So a statement of the finer claim is
one of the coarser, and who denies the coarser denies the finer; neither holds the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.corroboration.circles import reached_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    Tie: TypeAlias = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Bearing:
    """The claims that bear on one, itself among them, as sets of their numbers.

    ``saying`` say as much or more: who states them states the claim. ``said`` say as much or less: who
    denies them denies it. ``cluster`` are all that are tied to it in any direction.
    """

    saying: frozenset[int]
    said: frozenset[int]
    cluster: frozenset[int]


class Ties:
    """Ties, each (claim, ``same_as`` or ``refines``, related claim), which may run in circles."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        self._coarser: dict[int, set[int]] = {}
        self._finer: dict[int, set[int]] = {}
        self._either: dict[int, set[int]] = {}
        for one, kind, other in ties:
            self._tie(one, other)
            if kind == "same_as":
                self._tie(other, one)

    def bearing_on(self, claim: int) -> Bearing:
        """Return what bears on a claim."""
        ways = (self._finer, self._coarser, self._either)
        return Bearing(*(frozenset(_reached(claim, each)) for each in ways))

    def _tie(self, finer: int, coarser: int) -> None:
        for ways in (self._coarser, self._finer, self._either):
            ways.setdefault(finer, set())
            ways.setdefault(coarser, set())
        self._coarser[finer].add(coarser)
        self._finer[coarser].add(finer)
        self._either[finer].add(coarser)
        self._either[coarser].add(finer)


def _reached(claim: int, ways: dict[int, set[int]]) -> Iterable[int]:
    return reached_from(claim, ways) if claim in ways else (claim,)
