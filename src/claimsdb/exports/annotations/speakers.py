"""The chain of speakers of a statement, with the words by which the loader finds where each is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.near import find_near
from claimsdb.errors.base import ClaimsDBError
from claimsdb.exports.annotations.anchors import Anchor, beside
from claimsdb.exports.annotations.naming import HERE, Naming
from claimsdb.records.annotations import SpeakerNote, WordsNote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.anchoring.find import Haystack
    from claimsdb.records.annotation_export import WrittenLink
    from claimsdb.records.texts import Span

MOST_PLACES: Final = 1000


def chain_of(
    links: Sequence[WrittenLink], spans: Sequence[Span], haystack: Haystack, naming: Naming
) -> tuple[tuple[SpeakerNote, ...], int]:
    """Return the links as notes, and how many of their words no quote leads to."""
    notes, lost = [], 0
    for link in links:
        source, cue = (words_of(haystack, span, spans) if span else None for span in (link.source, link.cue))
        lost += [source, cue].count(None) - [link.source, link.cue].count(None)
        name = None if link.actor_id is None else naming.called(link.actor_id)
        notes.append(SpeakerNote(HERE, name, link.label, source, cue, link.quotation))
    return tuple(notes), lost


def words_of(haystack: Haystack, span: Span, spans: Sequence[Span]) -> WordsNote | None:
    """Return how to write the words of a link beside its statement; None if nothing leads to them."""
    return next((note for note in _ways(haystack, span) if _leads_to(haystack, note, span, spans)), None)


def _ways(haystack: Haystack, span: Span) -> Iterator[WordsNote]:
    anchors = list(beside(haystack.text, span.quote, [span]))
    yield from (_note(each) for each in anchors)
    numbers = range(1, _count(haystack, span.quote) + 1)
    yield from (_note(anchors[0]._replace(occurrence=number)) for number in numbers)


def _note(anchor: Anchor) -> WordsNote:
    return WordsNote(anchor.quote, HERE, anchor.before, anchor.after, anchor.occurrence)


def _count(haystack: Haystack, quote: str) -> int:
    try:
        return min(len(haystack.hits_in_context(quote, None, None)), MOST_PLACES)
    except ClaimsDBError:  # it cuts through a character
        return 0


def _leads_to(haystack: Haystack, note: WordsNote, span: Span, spans: Sequence[Span]) -> bool:
    try:
        return find_near(haystack, note, spans) == span
    except ClaimsDBError:  # it does not stand so, or not once
        return False
