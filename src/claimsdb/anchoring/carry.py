"""Carry passages from one wording of an article to a newer one, and say what became of each."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from unicodedata import is_normalized, normalize

from claimsdb.anchoring.alignment import align
from claimsdb.anchoring.cutting import earlier_cut, later_cut, tears
from claimsdb.anchoring.leftover import Leftover
from claimsdb.anchoring.likeness import context_likeness, likeness
from claimsdb.anchoring.places import Places
from claimsdb.anchoring.thresholds import CHOSEN
from claimsdb.anchoring.word_index import WordIndex
from claimsdb.records.carrying import Candidate, Carried
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.anchoring.thresholds import Thresholds
    from claimsdb.anchoring.units import Run

_FOR_ITS_PLACE: Final = 10.0
_MOST_PLACES: Final = 8
_SIDE: Final = 200
_SIDE_THAT_TELLS: Final = 40
_MOST_COMPARED: Final = 64
_AS_GOOD: Final = 0.9
_GONE: Final = Carried("gone")


def carry(old: str, new: str, spans: Sequence[Run], *, thresholds: Thresholds = CHOSEN) -> list[Carried]:
    """Say what became of each span of the old text in the new one, in the order of the spans.

    Spans are half-open runs of code points within the old text, none of them empty. The same texts,
    spans and thresholds always give the same answer.
    """
    carrying = _Carrying(old, new, thresholds)
    known: dict[Run, Carried] = {}
    for span in spans:
        if span not in known:
            known[span] = carrying.carried(span)
    return [known[span] for span in spans]


class _Like(NamedTuple):
    rank: float
    score: float
    place: Run
    here: bool
    context: float


class _Carrying:
    def __init__(self, old: str, new: str, thresholds: Thresholds) -> None:
        self._old, self._new, self._least = old, new, thresholds
        self._places = Places(old, new, align(old, new))
        self._index, self._old_index = WordIndex(new), WordIndex(old)

    def carried(self, span: Run) -> Carried:
        at = self._places.unchanged(*span)
        if at is not None and self._is_whole(span, self._place(span, at)) and not self._contested(span, at):
            return self._unless_doubtful(span, at)
        at = self._places.moved(*span)
        if at is not None and self._is_whole(span, self._place(span, at)):
            return self._one("moved", span, self._place(span, at))
        return self._by_words(span) or self._by_likeness(span)

    def _contested(self, span: Run, at: int) -> bool:
        """Say whether what stands beside a place is rather that of the same words elsewhere before."""
        beside = self._sides(span, at)
        if beside >= _SIDE_THAT_TELLS:
            return False
        others = islice(self._old_index.occurrences(self._old[slice(*span)]), _MOST_COMPARED)
        return any(self._sides(self._place(span, other), at) > beside for other in others)

    def _unless_doubtful(self, span: Run, at: int) -> Carried:
        """Call it exact, unless another alignment that is as good puts it elsewhere."""
        rivals = [
            other
            for other in self._nearby(span)
            if other != at and self._sides(span, other) >= _AS_GOOD * self._sides(span, at)
        ]
        places = [self._place(span, other) for other in [at, *rivals]]
        return self._several(span, places) if rivals else self._one("exact", span, places[0])

    def _nearby(self, span: Run) -> list[int]:
        shifts = sorted(self._places.shifts(*span))
        return [span[0] + shift for shift in shifts if self._stands(span, span[0] + shift)]

    def _stands(self, span: Run, at: int) -> bool:
        stands = at >= 0 and self._new.startswith(self._old[slice(*span)], at)
        return stands and self._is_whole(span, self._place(span, at))

    def _place(self, span: Run, at: int) -> Run:
        return at, at + span[1] - span[0]

    def _sides(self, span: Run, at: int) -> int:
        """Count the characters directly before and after that both places have, to a bound for each side.

        A side that is the same as far as the texts go is counted in full.
        """
        old, new, (start, end) = self._old, self._new, span
        new_end = self._place(span, at)[1]
        before = _common(old[max(start - _SIDE, 0) : start][::-1], new[max(at - _SIDE, 0) : at][::-1])
        return before + _common(old[end : end + _SIDE], new[new_end : new_end + _SIDE])

    def _has_side(self, span: Run, at: int) -> bool:
        """Say whether one side of the place is that of the span, as far as is looked."""
        old, new, (start, end) = self._old, self._new, span
        new_end = self._place(span, at)[1]
        before = old[max(start - _SIDE, 0) : start] == new[max(at - _SIDE, 0) : at]
        return before or old[end : end + _SIDE] == new[new_end : new_end + _SIDE]

    def _by_words(self, span: Run) -> Carried | None:
        """Look for the same words where the alignment does not put them."""
        found = self._occurrences(span)
        if not found:
            return self._in_place(span)
        free = [at for at in found if self._is_free(span, at)]
        most = max((self._sides(span, at) for at in free), default=0)
        merged = [
            at
            for at in self._nearby(span)
            if found == [at] or (self._has_side(span, at) and self._sides(span, at) > most)
        ]
        if merged:
            return self._one("exact", span, self._place(span, merged[0]))
        if free:
            return self._of_free(span, [self._place(span, at) for at in free])
        return self._in_place(span) or self._several(span, [self._place(span, at) for at in found])

    def _is_free(self, span: Run, at: int) -> bool:
        """Say whether no other old place of these words has as good a right to the new one."""
        owner = self._places.owner(*self._place(span, at))
        return owner in {None, span[0]} or self._sides(span, at) > self._sides(self._place(span, owner), at)

    def _of_free(self, span: Run, places: list[Run]) -> Carried:
        low, high = self._places.surroundings(*span)
        here = [place for place in places if low <= place[0] and place[1] <= high]
        outcome = "exact" if here else "moved"
        ranked = sorted(here or places, key=lambda place: -self._support(span, place))
        if (
            len(ranked) > 1
            and self._support(span, ranked[0]) < self._support(span, ranked[1]) + self._least.clearly
        ):
            return self._several(span, ranked)
        best = ranked[0]
        edited = [] if self._sides(span, best[0]) >= _SIDE_THAT_TELLS else self._edited_in_place(span)
        apart = [place for place in edited if place[1] <= best[0] or best[1] <= place[0]]
        return self._several(span, [best, *apart]) if apart else self._one(outcome, span, best)

    def _edited_in_place(self, span: Run) -> list[Run]:
        """Return where the words may have been edited, although they stand as they were elsewhere."""
        return [
            (each.span.start_char, each.span.end_char)
            for carried in (self._in_place(span) or self._by_likeness(span),)
            if carried.outcome == "altered"
            for each in carried.candidates
        ]

    def _support(self, span: Run, place: Run) -> float:
        """Return how much of what surrounds the span surrounds the place: alike, and the same."""
        return self._context(span, place) + self._sides(span, place[0])

    def _context(self, span: Run, place: Run) -> float:
        return context_likeness(self._old, span, self._new, place)

    def _occurrences(self, span: Run) -> list[int]:
        found = self._index.occurrences(self._old[slice(*span)])
        return sorted(
            islice((at for at in found if self._is_whole(span, self._place(span, at))), _MOST_COMPARED)
        )

    def _in_place(self, span: Run) -> Carried | None:
        """Return what the words within the span that stayed say of its ends."""
        place = self._places.mapped(*span)
        place = place and self._widened(span, place)
        if place is None or not self._is_other(span, place):
            return None
        if likeness(self._old[slice(*span)], self._new[slice(*place)]) >= self._least.in_place:
            return self._one("altered", span, place)
        return None

    def _widened(self, span: Run, place: Run) -> Run:
        """Take in what was put in directly before the first word or after the last one, but no spaces."""
        start, end = place
        words = self._new[start:end]
        if not self._old[span[0]].isspace():
            start += len(words) - len(words.lstrip())
        if not self._old[span[1] - 1].isspace():
            end -= len(words) - len(words.rstrip())
        if tears(self._new, start) and not tears(self._old, span[0]):
            start = earlier_cut(self._new, start)
        if tears(self._new, end) and not tears(self._old, span[1]):
            end = later_cut(self._new, end)
        return start, end

    def _is_other(self, span: Run, place: Run) -> bool:
        return place[0] < place[1] and self._old[slice(*span)] != self._new[slice(*place)]

    def _by_likeness(self, span: Run) -> Carried:
        quote = normalize(self._form, self._old[slice(*span)])
        places = set(self._leftover.like(quote, self._places.surroundings(*span), self._least.in_place))
        ranked = sorted(
            (self._like(span, place) for place in places if self._is_other(span, place)), reverse=True
        )
        ranked = [
            each
            for each in ranked
            if each.score >= (self._least.in_place if each.here else self._least.elsewhere)
        ]
        if not ranked:
            return _GONE
        good = [each for each in ranked if each.rank > ranked[0].rank - self._least.clearly]
        if len(good) == 1 and (good[0].here or good[0].context >= self._least.context):
            return self._one("altered", span, good[0].place)
        return self._several(span, [each.place for each in good])

    def _like(self, span: Run, place: Run) -> _Like:
        low, high = self._places.surroundings(*span)
        score = likeness(self._old[slice(*span)], self._new[slice(*place)])
        here, context = low <= place[0] and place[1] <= high, self._context(span, place)
        return _Like(score + context / 5 + _FOR_ITS_PLACE * here, score, place, here, context)

    @cached_property
    def _form(self) -> Literal["NFC", "NFD"]:
        """How the new text writes letters with marks, if it does so all through: apart, or else together."""
        return "NFD" if is_normalized("NFD", self._new) and not is_normalized("NFC", self._new) else "NFC"

    @cached_property
    def _leftover(self) -> Leftover:
        return Leftover(self._new, self._places.leftover(), self._index)

    def _is_whole(self, span: Run, place: Run) -> bool:
        """Say whether the place tears no word at an end where the span tears none."""
        return all(
            not tears(self._new, new) or tears(self._old, old) for old, new in zip(span, place, strict=True)
        )

    def _one(self, outcome: str, span: Run, place: Run) -> Carried:
        return Carried(outcome, (self._candidate(span, place),))

    def _several(self, span: Run, places: list[Run]) -> Carried:
        return Carried("ambiguous", tuple(self._candidate(span, place) for place in places[:_MOST_PLACES]))

    def _candidate(self, span: Run, place: Run) -> Candidate:
        words = self._new[slice(*place)]
        return Candidate(Span(*place, words), likeness(self._old[slice(*span)], words))


def _common(one: str, other: str) -> int:
    if one == other:
        return _SIDE
    different = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(different, min(len(one), len(other)))
