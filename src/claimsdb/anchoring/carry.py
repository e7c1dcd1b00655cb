"""Carry passages from one wording of an article to a newer one, and say what became of each."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.alignment import align
from claimsdb.anchoring.cutting import tears
from claimsdb.anchoring.likeness import context_likeness, likeness, likest, settled
from claimsdb.anchoring.places import Places
from claimsdb.records.carrying import Candidate, Carried
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.anchoring.units import Run

LEAST_IN_PLACE: Final = 65.0
LEAST_ELSEWHERE: Final = 75.0
_CLEARLY: Final = 10.0
_MOST_PLACES: Final = 8
_WORK: Final = 400_000_000
_GONE: Final = Carried("gone")


def carry(old: str, new: str, spans: Sequence[Run]) -> list[Carried]:
    """Say what became of each span of the old text in the new one, in the order of the spans.

    Spans are half-open runs of code points within the old text. Outcomes are those of
    `claimsdb.records.carrying.Carried`.
    """
    carrying = _Carrying(old, new)
    known: dict[Run, Carried] = {}
    for span in spans:
        if span not in known:
            known[span] = carrying.carried(span)
    return [known[span] for span in spans]


class _Carrying:
    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._places = Places(old, new, align(old, new))
        self._work = _WORK

    def carried(self, span: Run) -> Carried:
        start, end = span
        at = self._places.unchanged(start, end)
        if at is not None and self._is_whole(span, (at, at + end - start)):
            return self._unless_doubtful(span, at)
        return self._by_words(span) or self._by_likeness(span)

    def _unless_doubtful(self, span: Run, at: int) -> Carried:
        """Call it exact, unless another alignment that is as good puts it elsewhere."""
        size = span[1] - span[0]
        rivals = [
            other
            for other in self._nearby(span)
            if other != at and self._sides(span, other) >= self._sides(span, at)
        ]
        places = [(other, other + size) for other in [at, *rivals]]
        return self._one("exact", places[0]) if not rivals else self._several(places)

    def _nearby(self, span: Run) -> list[int]:
        shifts = sorted(self._places.shifts(*span))
        return [span[0] + shift for shift in shifts if self._stands(span, span[0] + shift)]

    def _stands(self, span: Run, at: int) -> bool:
        size = span[1] - span[0]
        return (
            at >= 0
            and self._new.startswith(self._old[slice(*span)], at)
            and self._is_whole(span, (at, at + size))
        )

    def _sides(self, span: Run, at: int) -> int:
        """Count the characters directly before and after that both places have, to a bound for each side."""
        old, new, (start, end) = self._old, self._new, span
        after = _common(old[end : end + 64], new[at + end - start : at + end - start + 64])
        before = _common(old[max(start - 64, 0) : start][::-1], new[max(at - 64, 0) : at][::-1])
        return after + before

    def _has_side(self, span: Run, at: int) -> bool:
        """Say whether one side of the place is that of the span, as far as is looked."""
        old, new, (start, end), new_end = self._old, self._new, span, at + span[1] - span[0]
        before = old[max(start - 64, 0) : start] == new[max(at - 64, 0) : at]
        return before or old[end : end + 64] == new[new_end : new_end + 64]

    def _by_words(self, span: Run) -> Carried | None:
        """Look for the same words where the alignment does not put them."""
        size = span[1] - span[0]
        found = self._occurrences(span)
        free = [at for at in found if self._places.owner(at, at + size) is None]
        if free:
            return self._of_free(span, [(at, at + size) for at in free])
        merged = [at for at in self._nearby(span) if self._has_side(span, at)]
        if merged:
            return self._one("exact", (merged[0], merged[0] + size))
        altered = self._in_place(span)
        if altered is None and found:
            return self._several([(at, at + size) for at in found])
        return altered

    def _of_free(self, span: Run, places: list[Run]) -> Carried:
        low, high = self._places.surroundings(*span)
        here = [place for place in places if low <= place[0] and place[1] <= high]
        outcome = "exact" if here else "moved"
        places = here or places
        if len(places) == 1:
            return self._one(outcome, places[0])
        ranked = sorted(places, key=lambda place: -self._context(span, place))
        if self._context(span, ranked[0]) >= self._context(span, ranked[1]) + _CLEARLY:
            return self._one(outcome, ranked[0])
        return self._several(ranked)

    def _context(self, span: Run, place: Run) -> float:
        return context_likeness(self._old, span, self._new, place)

    def _occurrences(self, span: Run) -> list[int]:
        quote, places = self._old[slice(*span)], list[int]()
        at = self._new.find(quote)
        while at >= 0 and len(places) < _MOST_PLACES:
            if self._is_whole(span, (at, at + len(quote))):
                places.append(at)
            at = self._new.find(quote, at + 1)
        return places

    def _in_place(self, span: Run) -> Carried | None:
        mapped = self._places.mapped(*span)
        if mapped is None:
            return None
        quote = self._old[slice(*span)]
        place = settled(quote, self._new, mapped)
        if quote != self._new[slice(*place)] and likeness(quote, self._new[slice(*place)]) >= LEAST_IN_PLACE:
            return self._one("altered", place, span)
        return None

    def _by_likeness(self, span: Run) -> Carried:
        quote = self._old[slice(*span)]
        low, high = self._places.surroundings(*span)
        candidates: list[tuple[float, Run]] = []
        for region in self._leftover:
            here = region[0] < high and low < region[1]
            least = LEAST_IN_PLACE if here else LEAST_ELSEWHERE
            self._work -= (region[1] - region[0]) * (len(quote) // 64 + 1)
            if self._work < 0:
                break
            place = likest(quote, self._new, region, least)
            if place is None or quote == self._new[slice(*place)]:
                continue
            score = likeness(quote, self._new[slice(*place)])
            if score >= least:
                candidates.append((score, place))
        candidates.sort(reverse=True)
        if not candidates:
            return _GONE
        good = [place for score, place in candidates if score > candidates[0][0] - _CLEARLY]
        return self._one("altered", good[0], span) if len(good) == 1 else self._several(good, span)

    @cached_property
    def _leftover(self) -> list[Run]:
        return self._places.leftover()

    def _is_whole(self, span: Run, place: Run) -> bool:
        """Say whether the place tears no word at an end where the span tears none."""
        return all(
            not tears(self._new, new) or tears(self._old, old) for old, new in zip(span, place, strict=True)
        )

    def _one(self, outcome: str, place: Run, span: Run | None = None) -> Carried:
        return Carried(outcome, (self._candidate(place, span),))

    def _several(self, places: list[Run], span: Run | None = None) -> Carried:
        return Carried("ambiguous", tuple(self._candidate(place, span) for place in places[:_MOST_PLACES]))

    def _candidate(self, place: Run, span: Run | None) -> Candidate:
        words = self._new[slice(*place)]
        score = 100.0 if span is None else likeness(self._old[slice(*span)], words)
        return Candidate(Span(*place, words), score)


def _common(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
