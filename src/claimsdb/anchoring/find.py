"""Find a quote in a text: its exact wording first, then typographic variants of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.folding import SPACES, Folding, fold_needle
from claimsdb.anchoring.graphemes import IGNORED, is_boundary, trim
from claimsdb.anchoring.paragraphs import Paragraphs
from claimsdb.errors.anchoring import (
    AmbiguousQuoteError,
    ContextMismatchError,
    EmptyQuoteError,
    OccurrenceError,
    QuoteNotFoundError,
    shorten,
)
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.texts import Nearest

_PLACES_SHOWN = 3
_CONTEXT = 30

Hit = tuple[int, int]


class Haystack:
    """A text in which many quotes are looked up; its folded form is made once, when first needed.

    Offsets are Unicode code points, half-open. No hit begins or ends inside a character as its
    reader sees it (a letter with its marks, a flag, a family of emoji).
    """

    def __init__(self, text: str) -> None:
        self.text: Final = text

    def find(
        self,
        quote: str,
        *,
        before: str | None = None,
        after: str | None = None,
        occurrence: int | None = None,
    ) -> Span:
        """Find the one passage that the quote means, in the text's own wording.

        Where the exact wording does not stand (beside ``before`` and ``after``), white space around
        the quote is dropped and typographic variants match (see ``claimsdb.anchoring.folding``).

        Args:
            quote: The words looked for.
            before: What stands directly before it, but for white space; compared in folded form.
            after: What stands directly after it, likewise.
            occurrence: Which of the hits left is meant, in the order of the text, from 1.

        Raises:
            EmptyQuoteError: The quote has no visible character.
            QuoteNotFoundError: It does not stand in the text.
            ContextMismatchError: It stands there, but not beside ``before`` and ``after``.
            AmbiguousQuoteError: Several hits are left and no ``occurrence`` is given.
            OccurrenceError: There is no such ``occurrence``.
        """
        hits = self.hits_in_context(quote, before, after)
        if occurrence is None and len(hits) > 1:
            places = [self.place(hit) for hit in hits[:_PLACES_SHOWN]]
            raise AmbiguousQuoteError(quote, len(hits), places)
        number = 1 if occurrence is None else occurrence
        if not 1 <= number <= len(hits):
            raise OccurrenceError(quote, number, len(hits))
        return self.span(hits[number - 1])

    def nearest(self, quote: str) -> Nearest | None:
        """Find the passage most like a quote; ``None`` if none is like it, or the text is too long.

        Raises:
            EmptyQuoteError: The quote has no visible character.
        """
        from claimsdb.anchoring.nearest import nearest_passage  # noqa: PLC0415 - needed only for wrong quotes

        _refuse_empty(quote)
        return nearest_passage(quote, self.text, self._folding)

    def hits_by_likeness(self, quote: str) -> Iterator[list[Hit]]:
        """Yield where a quote stands: letter by letter, then without the spaces around it, then folded."""
        yield list(_occurrences(quote, self.text))
        yield list(_occurrences(quote.strip(SPACES + IGNORED), self.text))
        folded = _occurrences(fold_needle(quote), self._folding.text)
        yield [hit for start, end in folded if (hit := self._folding.span(start, end))]

    def hits_in_context(self, quote: str, before: str | None, after: str | None) -> list[Hit]:
        """Return where a quote stands beside its context, in the first of these ways in which it does.

        Raises:
            EmptyQuoteError: The quote has no visible character.
            QuoteNotFoundError: It does not stand in the text.
            ContextMismatchError: It stands there, but not beside ``before`` and ``after``.
        """
        _refuse_empty(quote)
        out_of_context: list[Hit] = []
        for hits in self.hits_by_likeness(quote):
            if left := [hit for hit in hits if self.stands_beside(hit, before, after)]:
                return left
            out_of_context = out_of_context or hits
        if out_of_context:
            places = [self.place(hit) for hit in out_of_context[:_PLACES_SHOWN]]
            raise ContextMismatchError(quote, before, after, len(out_of_context), places)
        raise QuoteNotFoundError(quote, self.nearest(quote))

    def span(self, hit: Hit) -> Span:
        """Return a hit with its words."""
        start, end = hit
        return Span(start, end, self.text[start:end])

    def place(self, hit: Hit) -> str:
        """Show a hit with a little of the text around it, on one line."""
        start, end = hit
        before = "…" * (start > _CONTEXT) + self.text[max(start - _CONTEXT, 0) : start]
        after = self.text[end : end + _CONTEXT] + "…" * (end + _CONTEXT < len(self.text))
        quote = shorten(self.text[start:end], 2 * _CONTEXT)
        return " ".join(f"{before}>>{quote}<<{after}".split())

    def stands_beside(self, hit: Hit, before: str | None, after: str | None) -> bool:
        """Say whether words stand directly before and after a hit, but for white space."""
        return (before is None or self._stands_before(hit[0], before)) and (
            after is None or self._stands_after(hit[1], after)
        )

    @cached_property
    def paragraphs(self) -> Paragraphs:
        """Where the paragraphs of the text are."""
        return Paragraphs(self.text)

    @cached_property
    def _folding(self) -> Folding:
        return Folding(self.text)

    def _stands_before(self, start: int, words: str) -> bool:
        text, needle = self._folding.text, fold_needle(words)
        _, end = trim(text, 0, self._folding.index(start))
        return text.endswith(needle, 0, end) and is_boundary(text, end - len(needle))

    def _stands_after(self, end: int, words: str) -> bool:
        text, needle = self._folding.text, fold_needle(words)
        start, _ = trim(text, self._folding.index(end), len(text))
        return text.startswith(needle, start) and is_boundary(text, start + len(needle))


def _refuse_empty(quote: str) -> None:
    if not (quote[:1].isalnum() or fold_needle(quote)):
        raise EmptyQuoteError


def _occurrences(needle: str, text: str) -> Iterator[Hit]:
    """Yield every occurrence that tears no character, overlapping ones too."""
    start = text.find(needle)
    while start >= 0:
        end = start + len(needle)
        if is_boundary(text, start) and is_boundary(text, end):
            yield start, end
        start = text.find(needle, start + 1)
