"""How a statement's words are quoted, so that the loader finds just these passages again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from claimsdb.anchoring.parts import find_spans
from claimsdb.errors.anchoring import AmbiguousPartsError, AmbiguousQuoteError
from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.anchoring.find import Haystack
    from claimsdb.records.texts import Span

OMISSIONS: Final = (" … ", " […] ")
"""What stands for the words left out: the second is also read where the text has dots of its own."""

MOST_WAYS: Final = 1000
_WORDS: Final = 4
_CHARACTERS: Final = 60


class Anchor(NamedTuple):
    """A quote, and what tells it from the same words elsewhere in the text."""

    quote: str
    before: str | None = None
    after: str | None = None
    occurrence: int | None = None


def anchor_of(haystack: Haystack, spans: Sequence[Span]) -> Anchor | None:
    """Return how to quote some passages; None if no quote leads to them: they cut through a character."""
    for quote in _quotes(spans):
        for anchor in beside(haystack.text, quote, spans):
            if found := _found(haystack, anchor, spans):
                return found
    return None


def _quotes(spans: Sequence[Span]) -> list[str]:
    words = [span.quote for span in spans]
    return words if len(words) == 1 else [omission.join(words) for omission in OMISSIONS]


def beside(text: str, quote: str, spans: Sequence[Span]) -> Iterator[Anchor]:
    """Yield ways to quote some passages, the words beside them only where they are needed."""
    yield Anchor(quote)
    before, after = _words_before(text, spans[0].start_char), _words_after(text, spans[-1].end_char)
    if after:
        yield Anchor(quote, after=after)
    if before:
        yield Anchor(quote, before=before)
    if before and after:
        yield Anchor(quote, before, after)


def _found(haystack: Haystack, anchor: Anchor, spans: Sequence[Span]) -> Anchor | None:
    """Return an anchor that leads to the spans, counted only where words beside it cannot tell."""
    try:
        return anchor if _leads_to(haystack, anchor, spans) else None
    except (AmbiguousQuoteError, AmbiguousPartsError) as fault:
        if anchor.before is None and anchor.after is None and _can_be_told(haystack, anchor, spans):
            return None
        return _counted(haystack, anchor, spans, min(fault.count, MOST_WAYS))
    except ClaimsDBError:  # it does not stand so
        return None


def _can_be_told(haystack: Haystack, anchor: Anchor, spans: Sequence[Span]) -> bool:
    for each in beside(haystack.text, anchor.quote, spans):
        try:
            if each != anchor and _leads_to(haystack, each, spans):
                return True
        except ClaimsDBError:  # the words beside it do not tell it
            continue
    return False


def _counted(haystack: Haystack, anchor: Anchor, spans: Sequence[Span], count: int) -> Anchor | None:
    numbered = (anchor._replace(occurrence=number) for number in range(1, count + 1))
    return next((each for each in numbered if _leads_to(haystack, each, spans)), None)


def _leads_to(haystack: Haystack, anchor: Anchor, spans: Sequence[Span]) -> bool:
    quote, before, after, occurrence = anchor
    return find_spans(haystack, quote, before=before, after=after, occurrence=occurrence) == tuple(spans)


def _words_before(text: str, start: int) -> str:
    near = text[max(start - _CHARACTERS, 0) : start]
    words = near.split()[1 if start > _CHARACTERS else 0 :]
    return " ".join(words[-_WORDS:])


def _words_after(text: str, end: int) -> str:
    near = text[end : end + _CHARACTERS]
    words = near.split()[: -1 if end + _CHARACTERS < len(text) else None]
    return " ".join(words[:_WORDS])
