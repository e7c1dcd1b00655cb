"""How often passages were carried rightly, wrongly, or left to a person."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.revisions.cases import Truth, changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.revisions.cases import Case
    from benchmarks.revisions.edited import Run

NEAR: Final = 2
"""Characters by which an end may be off."""

EDITED: Final = (0.05, 0.15)
_DIGITS: Final = re.compile(r"\d+")
KINDS: Final = (
    "once",
    "repeated",
    "lightly edited",
    "edited",
    "rewritten",
    "number changed",
    "gone",
    "words left",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a passage is said to stand, if anywhere, and whether that is said without a question."""

    place: Run | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Count:
    """Answers of one kind: right, wrong (a place that is not the passage's), in all."""

    right: int
    wrong: int
    asked: int

    @property
    def rightly(self) -> float:
        """The part that is right, in percent."""
        return 100 * self.right / self.asked if self.asked else 100.0

    @property
    def wrongly(self) -> float:
        """The part that is wrong, in percent."""
        return 100 * self.wrong / self.asked if self.asked else 0.0


Carrier = "Callable[[Case], Sequence[Answer]]"


def verdicts(answered: Iterable[tuple[Case, Sequence[Answer]]]) -> dict[str, Count]:
    """Count the answers by what became of the passages; a passage may be of several kinds."""
    counted: Counter[tuple[str, str]] = Counter()
    for case, answers in answered:
        for truth, answer in zip(case.truths, answers, strict=True):
            for kind in kinds_of(case, truth):
                counted.update([(kind, "asked"), (kind, verdict(truth, answer, exactly=kind in _EXACTLY))])
    return {
        kind: Count(counted[kind, "right"], counted[kind, "wrong"], counted[kind, "asked"]) for kind in KINDS
    }


_EXACTLY: Final = ("once", "repeated")


def kinds_of(case: Case, truth: Truth) -> Iterator[str]:
    """Say of which kinds a passage is; of none if its truth is uncertain."""
    quote = case.old[slice(*truth.span)]
    if not truth.certain:
        return
    if truth.place is None:
        yield "words left" if quote in case.new else "gone"
    elif case.new[slice(*truth.place)] == quote:
        if case.new.count(quote) == 1:
            yield "once"
        if case.old.count(quote) > 1 or case.new.count(quote) > 1:
            yield "repeated"
    else:
        share = changed(case, truth)
        yield "lightly edited" if share < EDITED[0] else "edited" if share <= EDITED[1] else "rewritten"
        if _DIGITS.findall(quote) != _DIGITS.findall(case.new[slice(*truth.place)]):
            yield "number changed"


def verdict(truth: Truth, answer: Answer, *, exactly: bool) -> str:
    """Say ``right``, ``wrong`` for a place that shares nothing with the true one, or ``other``."""
    place = answer.place if answer.sure else None
    if place is None or truth.place is None:
        return "right" if truth.place is place is None else "wrong" if place else "other"
    off = 0 if exactly else NEAR
    if all(abs(said - true) <= off for said, true in zip(place, truth.place, strict=True)):
        return "right"
    return "other" if place[0] < truth.place[1] and truth.place[0] < place[1] else "wrong"
