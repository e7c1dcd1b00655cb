"""How like two names are, in any script, and why: to propose, never to merge by.

[docs/names.md](../../../docs/names.md) says what the scores mean and how well they tell variants of one
name from the names of two people.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from claimsdb.text.name_words import name_words
from claimsdb.text.word_likeness import SAME, word_likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.text.name_letters import Word
    from claimsdb.text.name_words import NameWords
    from claimsdb.text.word_likeness import Likely

_SHORT: Final = 70.0
"""The most that a name of one word says of a name of several."""

_ALONE: Final = 0.95
_A_WORD_MORE: Final = 5.0
_AN_INITIAL_MORE: Final = 2.0
_INITIALS_APART: Final = 25.0
_ANOTHER_ORDER: Final = 2.0
_NUMBER_IN_ONE: Final = 15.0
_NUMBERS_APART: Final = 40.0
_WRITTEN_TOGETHER: Final = 94.0
_LIKE_TOGETHER: Final = 0.85
_MOST_TURNED: Final = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two names are, 0 to 100, and the reason in words."""

    score: float
    reason: str


def name_likeness(one: str, other: str) -> Likeness:
    """Return how like two names are: 100 only if they are the same but for titles, case and accents.

    The words are paired, in any order; the pair that is least like counts as much as all together.
    """
    return parts_likeness(name_words(one), name_words(other))


def parts_likeness(one: NameWords, other: NameWords) -> Likeness:
    """Return how like two names are that were taken apart before."""
    if not one.words or not other.words:
        return Likeness(0.0, "a name without words")
    fewer, more = sorted((one, other), key=lambda name: len(name.words))
    paired = _paired(fewer.words, more.words)
    score, reasons = _together(paired, fewer.words, more.words)
    if len(fewer.words) < len(more.words):
        joined = _joined(fewer.words, more.words)
        if joined > score:
            score, reasons = joined, ["the same letters in other words"]
    score, reasons = _numbered(score, reasons, one.numbers, other.numbers)
    if one.titled != other.titled:
        reasons.append("one with a title")
    return Likeness(round(max(score, 0.0), 1), "; ".join(reasons) or "the same words")


def _paired(fewer: Sequence[Word], more: Sequence[Word]) -> list[tuple[Likely, int, int]]:
    """Pair each word of the shorter name with one of the longer, the likest first."""
    every = sorted(
        ((word_likeness(a, b), i, j) for i, a in enumerate(fewer) for j, b in enumerate(more)),
        key=lambda each: (-each[0][0], abs(each[1] - each[2])),
    )
    pairs: list[tuple[Likely, int, int]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for likely, i, j in every:
        if i not in taken[0] and j not in taken[1]:
            pairs.append((likely, i, j))
            taken[0].add(i)
            taken[1].add(j)
    return sorted(pairs, key=lambda pair: pair[1])


def _together(
    pairs: Sequence[tuple[Likely, int, int]], fewer: Sequence[Word], more: Sequence[Word]
) -> tuple[float, list[str]]:
    scores = [score for (score, _), _, _ in pairs]
    score = (sum(scores) / len(scores) + min(scores)) / 2
    reasons = [reason for (_, reason), _, _ in pairs if reason]
    left = [word for j, word in enumerate(more) if j not in {j for _, _, j in pairs}]
    if len(fewer) == 1:
        score = min(score * _ALONE, _SHORT) if left else score if score == SAME else score * _ALONE
        return score, [*reasons, *(["a short form"] if left else [])]
    if any(j > k for (_, _, j), (_, _, k) in pairwise(pairs)):
        score -= _ANOTHER_ORDER
        reasons.append("in another order")
    an_initial = _INITIALS_APART if any(word.is_initial for word in fewer) else _AN_INITIAL_MORE
    for word in left:
        score -= an_initial if word.is_initial else _A_WORD_MORE
        reasons.append(f"{word.plain} in one only")
    return score, reasons


def _joined(fewer: Sequence[Word], more: Sequence[Word]) -> float:
    """Compare names as if written without spaces, as Chinese and Korean ones are, in any order of words."""
    together = "".join(word.readings[0].letters for word in fewer)
    if len(more) > _MOST_TURNED or any(word.is_initial or word.script == "bare" for word in (*fewer, *more)):
        return 0.0
    turned = {"".join(word.readings[0].letters for word in words) for words in permutations(more)}
    best = max(Levenshtein.normalized_similarity(together, each) for each in turned)
    return _WRITTEN_TOGETHER * best if best >= _LIKE_TOGETHER else 0.0


def _numbered(
    score: float, reasons: list[str], one: frozenset[str], other: frozenset[str]
) -> tuple[float, list[str]]:
    if one == other:
        return score, reasons
    listed = " / ".join(", ".join(sorted(each)) or "none" for each in (one, other))
    capped = min(score, _NUMBERS_APART) if one and other else score - _NUMBER_IN_ONE
    return capped, [*reasons, f"numbers {listed}"]
