"""How well variants of a name are told from other names, and how fast; how fast mentions are found."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

from benchmarks.chance import Chance
from benchmarks.people import half, people
from benchmarks.tongues import TONGUES, actor
from claimsdb.text.mentions import MentionFinder
from claimsdb.text.name_candidates import Candidates
from claimsdb.text.name_likeness import name_likeness
from claimsdb.text.name_words import name_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

THRESHOLDS: Final = (60, 65, 70, 75, 80, 85, 90, 95)
Result = TypeVar("Result")

NAMES: Final = 10_000
CHARACTERS: Final = 1_000_000
_SYLLABLES: Final = tuple(
    f"{begin}{vowel}" for begin in (*"bdfghjklmnprstvz", "sh", "ch", "kh") for vowel in "aeiou"
)


@dataclass(frozen=True, slots=True)
class Curve:
    """What is proposed from a likeness on: how much of it is right, and how much of what is right."""

    least: float
    precision: float
    recall: float
    proposed: int


def curve(persons: Sequence[tuple[str, ...]], *, every_pair: bool = False) -> list[Curve]:
    """Measure at each threshold, each name being an actor of its own.

    With ``every_pair`` all pairs are compared, not only the candidates.
    """
    owners = [number for number, names in enumerate(persons) for _ in names]
    names = [name for each in persons for name in each]
    right = sum(len(each) * (len(each) - 1) // 2 for each in persons)
    scored = dict(_every_pair(names) if every_pair else _candidates(names))
    return [_point(scored, owners, right, least) for least in THRESHOLDS]


def _every_pair(names: Sequence[str]) -> Iterator[tuple[tuple[int, int], float]]:
    for one, other in combinations(range(len(names)), 2):
        yield (one, other), name_likeness(names[one], names[other]).score


def _candidates(names: Sequence[str]) -> Iterator[tuple[tuple[int, int], float]]:
    for one, other, likeness in Candidates(list(map(name_words, names))).alike(range(len(names)), 0):
        yield (one, other), likeness.score


def _point(scored: dict[tuple[int, int], float], owners: Sequence[int], right: int, least: float) -> Curve:
    proposed = [pair for pair, score in scored.items() if score >= least]
    true = sum(owners[one] == owners[other] for one, other in proposed)
    return Curve(least, true / max(len(proposed), 1), true / right, len(proposed))


def made_up(count: int) -> list[str]:
    """Return made-up names, few of them alike: a given name of some hundreds, a family name of thousands."""
    chance = Chance(1)
    given = [_made_up(chance, 2) for _ in range(800)]
    family = [_made_up(chance, 2 + chance.below(3)) for _ in range(count // 4 + 1)]
    return [f"{chance.one_of(given)} {chance.one_of(family)}" for _ in range(count)]


def _made_up(chance: Chance, syllables: int) -> str:
    return "".join(chance.one_of(_SYLLABLES) for _ in range(syllables)).capitalize()


def article(characters: int, names: Sequence[str]) -> str:
    """Return a text in four scripts in which some names stand."""
    chance = Chance(3)
    sentences: list[str] = []
    written = 0
    while written < characters:
        tongue = TONGUES[chance.below(len(TONGUES))]
        words = [tongue.word(chance.below(5000)) for _ in range(12)]
        sentences.append(" ".join([*words, names[chance.below(len(names))]]) + ". ")
        written += len(sentences[-1])
    return "".join(sentences)


def report(*, names: int) -> str:
    """Return the curve of each half and of all, and the times for so many names."""
    parts = [
        ("the half that the rules were made by", half(0)),
        ("the other half", half(1)),
        ("all", people()),
    ]
    lines = [f"Names, {len(people())} people, {sum(map(len, people()))} names: precision and recall"]
    lines.append("score      " + "".join(f"{least:>14}" for least in THRESHOLDS))
    for called, persons in parts:
        lines += _rows(called, curve(persons))
    return "\n".join([*lines, *_times(names)])


def _rows(called: str, points: Sequence[Curve]) -> Iterable[str]:
    cells = (f"{point.precision:.3f} / {point.recall:.3f}" for point in points)
    return (f"{called}:", "           " + "".join(f"{cell:>14}" for cell in cells))


def _times(count: int) -> Iterator[str]:
    names = made_up(count)
    seconds, apart = _timed(lambda: [name_words(name) for name in names])
    yield f"{count} made-up names taken apart in {seconds:.1f} s"
    candidates = Candidates(apart)
    seconds, pairs = _timed(lambda: sum(1 for _ in candidates.pairs()))
    yield f"{pairs} pairs worth comparing found in {seconds:.1f} s"
    seconds, alike = _timed(lambda: sum(1 for _ in candidates.alike(range(count), 80)))
    yield f"{alike} pairs at least 80 alike among them found in {seconds:.1f} s"
    known = [actor(number) for number in range(NAMES)]
    seconds, finder = _timed(lambda: MentionFinder(known))
    yield f"a finder of {NAMES} names made in {seconds:.2f} s"
    text = article(CHARACTERS, known)
    seconds, found = _timed(lambda: sum(1 for _ in finder.find(text)))
    yield f"{found} mentions found in {len(text)} characters in {seconds:.2f} s"


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = perf_counter()
    result = work()
    return perf_counter() - began, result
