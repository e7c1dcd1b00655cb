"""The passage most like a quote that does not stand in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from claimsdb.anchoring.difference import word_difference
from claimsdb.anchoring.folding import fold_needle
from claimsdb.anchoring.graphemes import extends, is_boundary, is_unspaced, trim
from claimsdb.records.texts import Nearest, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimsdb.anchoring.folding import Folding

FoldedSpan = tuple[int, int]

_LEAST_SCORE = 50.0
# The search is bit-parallel: its time grows with the text and, at worst, with the square of the
# needle. These bounds keep an ordinary miss under half a second, so that a list of wrong quotes
# is still told at once.
_LONGEST_NEEDLE = 400
_LONGEST_TEXT = 2_000_000
_LONGEST_QUOTE = 10_000
_MOST_MOVES = 50
_LONGEST_WORD = 100  # beyond it the text is no prose, and may be cut anywhere


def nearest_passage(quote: str, source: str, folding: Folding) -> Nearest | None:
    """Find the passage of the source most like the quote, cut at words.

    Its score is the likeness of the folded forms, twice the shared characters in order over all
    characters of both, in percent. ``None`` if no passage reaches 50, or the source is longer
    than two million characters, or the quote than ten thousand.
    """
    if len(source) > _LONGEST_TEXT or len(quote) > _LONGEST_QUOTE:
        return None
    needle, text = fold_needle(quote), folding.text
    window = _window(needle, text)
    if window is None:
        return None

    def likeness(span: FoldedSpan) -> float:
        return fuzz.ratio(needle, text[slice(*span)])

    words = _word_start(text, window[0]), _word_end(text, window[1])
    likest = trim(text, *_likest(likeness, text, words))
    if likeness(likest) < _LEAST_SCORE:
        return None
    span = _source_span(source, folding, *likest)
    return Nearest(span, likeness(likest), word_difference(quote, span.quote))


def _window(needle: str, text: str) -> FoldedSpan | None:
    """Find where a needle of its length is most alike; a long one is known by its first or last part."""
    head, tail = needle[:_LONGEST_NEEDLE], needle[-_LONGEST_NEEDLE:]
    rest = len(needle) - len(head)
    first = fuzz.partial_ratio_alignment(head, text, score_cutoff=_LEAST_SCORE)
    last = fuzz.partial_ratio_alignment(tail, text, score_cutoff=_LEAST_SCORE) if rest else None
    if last and (first is None or last.score > first.score):
        return max(last.dest_start - rest, 0), last.dest_end
    return (first.dest_start, min(first.dest_end + rest, len(text))) if first else None


def _likest(likeness: Callable[[FoldedSpan], float], text: str, span: FoldedSpan) -> FoldedSpan:
    """Move the ends of a span by words for as long as that makes it more alike."""
    for _move in range(_MOST_MOVES):
        better = max(_moved(text, *span), key=likeness)
        if likeness(better) <= likeness(span):
            break
        span = better
    return span


def _moved(text: str, start: int, end: int) -> list[FoldedSpan]:
    later, earlier = min(start + 1, len(text)), max(end - 1, 0)
    wider_start, wider_end = max(start - 1, 0), min(end + 1, len(text))
    return [
        (_word_end(text, later), end),
        (_word_start(text, wider_start), end),
        (start, _word_start(text, earlier)),
        (start, _word_end(text, wider_end)),
    ]


def _word_start(text: str, index: int) -> int:
    return next(edge for edge in range(index, -1, -1) if not _inside_word(text, edge, index))


def _word_end(text: str, index: int) -> int:
    return next(edge for edge in range(index, len(text) + 1) if not _inside_word(text, edge, index))


def _inside_word(text: str, edge: int, seen_from: int) -> bool:
    if not 0 < edge < len(text) or abs(edge - seen_from) > _LONGEST_WORD:
        return False
    return not is_boundary(text, edge) or (_in_word(text[edge - 1]) and _in_word(text[edge]))


def _in_word(character: str) -> bool:
    return (character.isalnum() and not is_unspaced(character)) or extends(character)


def _source_span(source: str, folding: Folding, start: int, end: int) -> Span:
    while (span := _whole_span(folding, start, end)) is None:
        start, end = max(start - 1, 0), min(end + 1, len(folding.text))
    return Span(*span, source[slice(*span)])


def _whole_span(folding: Folding, start: int, end: int) -> tuple[int, int] | None:
    whole = is_boundary(folding.text, start) and is_boundary(folding.text, end)
    return folding.span(start, end) if whole else None
