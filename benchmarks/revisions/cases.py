"""Two wordings of an article, passages of the first, and where each of them truly stands in the second."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from benchmarks.chance import Chance
from benchmarks.revisions.edited import Edited
from benchmarks.revisions.edits import OF_PAGES, OF_PARTS, OF_WORDS
from benchmarks.revisions.prose import article
from claimsdb.text.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.revisions.edited import Run
    from benchmarks.revisions.edits import Edit
    from benchmarks.tongues import Tongue

PASSAGES_AN_ARTICLE: Final = 14
SHORTEST: Final = 6
GONE_BELOW: Final = 0.3
STANDS_FROM: Final = 0.6
_TORN: Final = 3
_BESIDE: Final = 1_000
_ABOUT_AS_MUCH: Final = 0.9
_LETTERS: Final = re.compile(r"[^\W_\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Truth:
    """A passage of the old wording, where it stands in the new one (``None`` if it is gone).

    ``certain`` is false if so much of it was taken out that one may say either.
    """

    span: Run
    place: Run | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """Two wordings, and what is true of passages of the first."""

    language: str
    old: str
    new: str
    truths: tuple[Truth, ...]


def cases(passages: int, *, seed: int = 0) -> Iterator[Case]:
    """Yield cases with as many passages in all; a seed gives the same ones on every machine."""
    number = seed
    while passages > 0:
        case = _case(number)
        passages -= len(case.truths)
        number += 1
        yield case


def _case(number: int) -> Case:
    chance = Chance(number)
    text, tongue = article(chance, number)
    return revised(chance, text, tongue, _edits(chance))


def revised(chance: Chance, text: str, tongue: Tongue, edits: Sequence[Edit]) -> Case:
    """Choose passages of a text, and edit it."""
    old = _as_read(text)
    edited = Edited(old)
    spans = chosen(chance, edited)
    for edit in edits:
        edit(chance, edited, tongue)
    new = _as_read(edited.text)
    return Case(tongue.language, old, new, tuple(truths(old, edited, spans)))


def _edits(chance: Chance) -> list[Edit]:
    wanted: list[Edit] = [
        chance.one_of(OF_WORDS) for _ in range(2 + chance.below(40 if chance.one_in(3) else 8))
    ]
    wanted += [chance.one_of(OF_PARTS) for _ in range(chance.below(5))]
    wanted += [chance.one_of(OF_PAGES)] if chance.one_in(2) else []
    return wanted


def _as_read(text: str) -> str:
    """Read a text as it came from a system whose lines end otherwise."""
    read = read_text(text.replace("\n", "\r\n").encode(), name="article.txt", media_type="text/plain").text
    if read != text:
        raise AssertionError(text)
    return read


def chosen(chance: Chance, text: Edited) -> list[Run]:
    """Choose passages: sentences, two together, parts of one, a few words."""
    sentences = text.sentences()
    spans = {_chosen(chance, text, sentences) for _ in range(PASSAGES_AN_ARTICLE)}
    return sorted(span for span in spans if span[1] - span[0] >= SHORTEST)


def _chosen(chance: Chance, text: Edited, sentences: list[Run]) -> Run:
    number = chance.below(len(sentences))
    start, end = sentences[number]
    how = chance.below(8)
    if how < 4:
        return start, end
    if how == 4 and number + 1 < len(sentences):
        return start, sentences[number + 1][1]
    words = text.words(start, end)
    if len(words) < 4:
        return start, end
    first = chance.below(len(words) - 2)
    last = min(first + 2 + chance.below(3 if how == 7 else 14), len(words) - 1)
    return words[first][0], words[last][1]


def truths(old: str, edited: Edited, spans: list[Run]) -> Iterator[Truth]:
    """Yield what is true of each span that was not torn apart."""
    for span, (place, left) in zip(spans, edited.now(spans), strict=True):
        if place is None or left < GONE_BELOW:
            yield Truth(span, None, certain=place is None or left < GONE_BELOW / 2)
        elif place[1] - place[0] < _TORN * (span[1] - span[0]) + 60:
            whole = _with_whole_words(edited.text, place)
            told_apart = _is_told_apart(old, edited.text, span, whole)
            yield Truth(span, whole, certain=left >= STANDS_FROM and told_apart)


def _is_told_apart(old: str, new: str, span: Run, place: Run) -> bool:
    """Say whether what stands beside these words tells their place from others, and them from other passages.

    Where it does not, the edits left no trace by which anybody could tell.
    """
    quote, here = old[slice(*span)], _beside(old, span, new, place)
    rivals = [_beside(old, span, new, other) for other in _places(quote, new) if other != place]
    rivals += [_beside(old, other, new, place) for other in _places(quote, old) if other != span]
    return all(rival < _ABOUT_AS_MUCH * here for rival in rivals)


def _places(quote: str, text: str) -> Iterator[Run]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _beside(old: str, span: Run, new: str, place: Run) -> int:
    before = old[: span[0]][::-1][:_BESIDE], new[: place[0]][::-1][:_BESIDE]
    after = old[span[1] :][:_BESIDE], new[place[1] :][:_BESIDE]
    return sum(_BESIDE if a == b else _common(a, b) for a, b in (before, after))


def _common(one: str, other: str) -> int:
    different = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(different, min(len(one), len(other)))


def _with_whole_words(text: str, place: Run) -> Run:
    """Widen a place over letters that were put in before its first word or after its last one."""
    start, end = place
    while start and _LETTERS.fullmatch(text[start - 1 : start + 1]):
        start -= 1
    while _LETTERS.fullmatch(text[end - 1 : end + 1]):
        end += 1
    return start, end


def changed(case: Case, truth: Truth) -> float:
    """Return which part of a passage's characters is another now: 0 to 1."""
    assert truth.place is not None
    return Levenshtein.normalized_distance(case.old[slice(*truth.span)], case.new[slice(*truth.place)])
