"""Find a quote of which words are left out: its parts, one after another, in the text's own wording."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.folding import SPACES
from claimsdb.anchoring.graphemes import IGNORED
from claimsdb.anchoring.omissions import is_whole, ways_to_cut, word_in_brackets
from claimsdb.anchoring.readings import Readings, tightest
from claimsdb.anchoring.words import is_between_words
from claimsdb.errors.anchoring import (
    AmbiguousPartsError,
    BracketedWordError,
    ContextMismatchError,
    OccurrenceError,
    PartNotFoundError,
    PartsOutOfOrderError,
    shorten,
)
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.anchoring.find import Haystack
    from claimsdb.anchoring.omissions import Parts
    from claimsdb.anchoring.readings import Hit, Reading

    Places = list[list[Hit]]

_PLACES_SHOWN: Final = 3
_CONTEXT: Final = 30


def find_spans(
    haystack: Haystack,
    quote: str,
    *,
    before: str | None = None,
    after: str | None = None,
    occurrence: int | None = None,
) -> tuple[Span, ...]:
    """Find the passage that a quote means, or the passages, in the order of the text.

    It is looked for as it is, as ``Haystack.find`` does. If it does not stand so, it is cut where words
    are left out (see ``claimsdb.anchoring.omissions``), and its parts must stand one after another, cut at
    whole words. ``before`` and ``after`` are beside its two ends. Of several readings those within one
    paragraph are meant; if that leaves more than one, ``occurrence`` counts them, by the place of the
    first part, then of the next. Parts with nothing but white space between them become one span.

    Raises:
        ClaimsDBError: it does not stand in the text, or not exactly once; see the errors named in
            ``Haystack.find`` and in ``claimsdb.errors.anchoring``.
    """
    if is_whole(quote) or _stands(haystack, quote) or not (ways := ways_to_cut(quote)):
        return (haystack.find(quote, before=before, after=after, occurrence=occurrence),)
    for parts in ways:
        if len(parts) > 1 and (places := _places_in_order(haystack, parts)):
            reading = _chosen(haystack, quote, _beside(haystack, quote, places, before, after), occurrence)
            return tuple(_spans(haystack.text, reading))
        if len(parts) == 1 and _stands(haystack, parts[0]):
            return (haystack.find(parts[0], before=before, after=after, occurrence=occurrence),)
    raise _absence(haystack, quote, ways[-1])


def _stands(haystack: Haystack, part: str) -> bool:
    return any(haystack.hits_by_likeness(part))


def _absence(haystack: Haystack, quote: str, parts: Parts) -> Exception:
    word = word_in_brackets(quote)
    if word is not None:
        return BracketedWordError(quote, word)
    for number, part in enumerate(parts):
        if not any(_places(haystack, part, number, len(parts))):
            return PartNotFoundError(quote, part, haystack.nearest(part))
    return PartsOutOfOrderError(quote, parts)


def _places_in_order(haystack: Haystack, parts: Parts) -> Places:
    """Return where each part stands, if all do one after another: letter by letter, or else folded."""
    found = [_places(haystack, part, number, len(parts)) for number, part in enumerate(parts)]
    for places in ([exact or folded for exact, folded in found], [folded for _exact, folded in found]):
        if all(places) and Readings(places).count:
            return places
    return []


def _places(haystack: Haystack, part: str, number: int, count: int) -> tuple[list[Hit], list[Hit]]:
    """Return where a part stands letter by letter, and folded: beside a sign, in whole words."""
    exact, _stripped, folded = haystack.hits_by_likeness(part)

    def is_whole(hit: Hit) -> bool:
        start, end = hit
        return (number == 0 or is_between_words(haystack.text, start)) and (
            number == count - 1 or is_between_words(haystack.text, end)
        )

    return list(filter(is_whole, exact)), list(filter(is_whole, folded))


def _beside(haystack: Haystack, quote: str, places: Places, before: str | None, after: str | None) -> Places:
    first = [hit for hit in places[0] if haystack.stands_beside(hit, before, None)]
    last = [hit for hit in places[-1] if haystack.stands_beside(hit, None, after)]
    left = [first, *places[1:-1], last]
    if all(left) and Readings(left).count:
        return left
    readings = tightest(places, haystack.paragraphs.of)
    count = sum(each.count for each in readings)
    raise ContextMismatchError(quote, before, after, count, _shown(haystack.text, readings))


def _chosen(haystack: Haystack, quote: str, places: Places, occurrence: int | None) -> Reading:
    readings = tightest(places, haystack.paragraphs.of)
    count = sum(each.count for each in readings)
    if occurrence is None and count > 1:
        raise AmbiguousPartsError(quote, count, _shown(haystack.text, readings))
    number = 1 if occurrence is None else occurrence
    if not 1 <= number <= count:
        raise OccurrenceError(quote, number, count)
    return _numbered(readings, number - 1)


def _numbered(readings: Sequence[Readings], number: int) -> Reading:
    for each in readings:
        if number < each.count:
            return each.reading(number)
        number -= each.count
    raise AssertionError(number)


def _spans(text: str, reading: Reading) -> Iterator[Span]:
    """Yield the spans of a reading; those with nothing left out between them as one."""
    start, end = reading[0]
    for following in reading[1:]:
        if text[end : following[0]].strip(SPACES + IGNORED):
            yield Span(start, end, text[start:end])
            start = following[0]
        end = following[1]
    yield Span(start, end, text[start:end])


def _shown(text: str, readings: Sequence[Readings]) -> list[str]:
    count = sum(each.count for each in readings)
    return [_place(text, _numbered(readings, number)) for number in range(min(count, _PLACES_SHOWN))]


def _place(text: str, reading: Reading) -> str:
    start, end = reading[0][0], reading[-1][1]
    before = "…" * (start > _CONTEXT) + text[max(start - _CONTEXT, 0) : start]
    after = text[end : end + _CONTEXT] + "…" * (end + _CONTEXT < len(text))
    marked = [f">>{shorten(text[slice(*hit)], 2 * _CONTEXT)}<<" for hit in reading]
    gaps = [shorten(text[left[1] : right[0]], 2 * _CONTEXT) for left, right in pairwise(reading)]
    joined = "".join(f"{mark} {gap} " for mark, gap in zip(marked, [*gaps, ""], strict=True))
    return " ".join(f"{before}{joined.rstrip()}{after}".split())
