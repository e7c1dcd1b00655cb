"""How like two pieces of text are, and where a piece most like another begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from claimsdb.anchoring.cutting import earlier_cut, later_cut, tears
from claimsdb.anchoring.folding import fold_key, fold_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.anchoring.units import Run

_NEVER_EQUAL: Final = 99.9
_MOST_MOVES: Final = 60
_CONTEXT: Final = 48


def likeness(quote: str, words: str) -> float:
    """Return how like two wordings are: 0 to 100, and 100 only for the same code points.

    It is twice the characters that both have in order, over the characters of both, in percent, of
    the folded forms: typography counts for little, and never for nothing.
    """
    if quote == words:
        return 100.0
    return min(fuzz.ratio(fold_key(quote), fold_key(words)), _NEVER_EQUAL)


def context_likeness(old: str, span: Run, new: str, place: Run) -> float:
    """Return how like the surroundings of two places are, 0 to 100: the less like side counts half."""
    before = fuzz.ratio(
        old[max(span[0] - _CONTEXT, 0) : span[0]], new[max(place[0] - _CONTEXT, 0) : place[0]]
    )
    after = fuzz.ratio(old[span[1] : span[1] + _CONTEXT], new[place[1] : place[1] + _CONTEXT])
    return (2 * max(before, after) + min(before, after)) / 3


def settled(quote: str, text: str, place: Run) -> Run:
    """Move the ends of a place that is about right to where it is most like the quote, cut at words."""
    start, end = place
    quote = fold_signs(quote)
    if tears(text, start):
        start = _better(quote, text, [(earlier_cut(text, start), end), (later_cut(text, start), end)])[0]
    if tears(text, end):
        end = _better(quote, text, [(start, later_cut(text, end)), (start, earlier_cut(text, end))])[1]
    place = start, end
    for _move in range(_MOST_MOVES):
        better = _better(quote, text, [place, *_moved(text, *place)])
        if better == place:
            break
        place = better
    return place


def _better(folded: str, text: str, places: list[Run]) -> Run:
    """Return the place whose words take the fewest edits; a longer one may take half as many as it is longer.

    So a first word that was replaced stays, and one that was put in before it goes.
    """

    def worse(place: Run) -> float:
        words = fold_signs(text[slice(*place)])
        return Levenshtein.distance(folded, words) - len(words) / 2

    return min(places, key=worse)


def _moved(text: str, start: int, end: int) -> Iterator[Run]:
    for places in ((earlier_cut(text, start), end), (later_cut(text, start), end)):
        if places[0] < places[1]:
            yield places
    for places in ((start, later_cut(text, end)), (start, earlier_cut(text, end))):
        if places[0] < places[1]:
            yield places


def likest(quote: str, text: str, region: Run, least: float) -> Run | None:
    """Return the place in a region that is most like the quote; ``None`` if none is as like as the least."""
    start, end = region
    found = fuzz.partial_ratio_alignment(quote, text[start:end], score_cutoff=least)
    if found is None or found.dest_start >= found.dest_end:
        return None
    room = len(quote) // 4 + 8
    low = max(start, start + found.dest_start - room)
    high = min(end, start + found.dest_end + room)
    edits = [edit for edit in Levenshtein.opcodes(quote, text[low:high]) if edit.tag in {"equal", "replace"}]
    if not edits:
        return None
    return settled(quote, text, (low + edits[0].dest_start, low + edits[-1].dest_end))
