"""Find words that belong to a statement: few and common ones, which mean the place near its passage."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.given import proven
from claimsdb.anchoring.words import is_between_words
from claimsdb.errors.anchoring import AmbiguousWordsError, OccurrenceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.anchoring.find import Haystack, Hit
    from claimsdb.records.annotations import WordsNote
    from claimsdb.records.texts import Span

_PLACES_SHOWN: Final = 3


def find_near(haystack: Haystack, words: WordsNote, spans: Iterable[Span]) -> Span:
    """Find the one place that words mean beside a statement, in the text's own wording.

    A place that a program gives is proven. Else they are looked for as ``Haystack.find`` does. Where they
    stand several times and no ``occurrence`` is given, that place is meant which is the only one within the
    paragraphs of the statement's ``spans``; as whole words, if they stand in the text as such.

    Raises:
        AmbiguousWordsError: They stand several times, and not exactly once there.
        OccurrenceError: There is no such ``occurrence``.
        ClaimsDBError: They do not stand in the text; see the errors named in ``Haystack.hits_in_context``.
    """
    if words.span is not None:
        return proven(haystack.text, (words.span,))[0]
    hits = haystack.hits_in_context(words.quote, words.before, words.after)
    if words.occurrence is not None or len(hits) == 1:
        number = words.occurrence or 1
        if number > len(hits):
            raise OccurrenceError(words.quote, number, len(hits))
        return haystack.span(hits[number - 1])
    near = _near(haystack, hits, spans)
    is_whole = partial(_is_whole, haystack.text)
    meant = list(filter(is_whole, near)) if any(map(is_whole, hits)) else near
    if len(meant) == 1:
        return haystack.span(meant[0])
    nearest = set(meant or near)
    numbered = sorted(enumerate(hits, start=1), key=lambda each: each[1] not in nearest)[:_PLACES_SHOWN]
    places = [(number, haystack.place(hit)) for number, hit in numbered]
    raise AmbiguousWordsError(words.quote, len(hits), len(nearest), places)


def _near(haystack: Haystack, hits: Iterable[Hit], spans: Iterable[Span]) -> list[Hit]:
    """Return the hits within the paragraphs of some spans."""
    paragraphs = haystack.paragraphs
    inside = set(chain.from_iterable(paragraphs.all_of((span.start_char, span.end_char)) for span in spans))
    return [hit for hit in hits if inside.issuperset(paragraphs.all_of(hit))]


def _is_whole(text: str, hit: Hit) -> bool:
    return all(is_between_words(text, end) for end in hit)
