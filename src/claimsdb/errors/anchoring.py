"""Failures of finding a quote in a text. The caller adds the file and the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.records.texts import Nearest, Span


def shorten(text: str, limit: int = 120) -> str:
    """Write a text on one line, its middle left out if it is longer than ``limit`` code points."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = (limit - 3) * 2 // 3
    return f"{line[:head]} … {line[head + 3 - limit :]}"


class EmptyQuoteError(ClaimsDBError):
    """A quote without a visible character."""

    def __init__(self) -> None:
        super().__init__("The quote is empty: copy the words that the claim stands on from the text.")


class NotWhereSaidError(ClaimsDBError):
    """A quote that does not stand where a program says; ``found`` are the words there."""

    def __init__(self, span: Span, found: str) -> None:
        there = f'the words there are "{shorten(found)}"' if found else "the text has no such place"
        place = f"[{span.start_char}, {span.end_char})"
        super().__init__(
            f'The quote "{shorten(span.quote)}" does not stand at {place}: {there}. '
            "Check that the text is the one that was annotated; offsets count Unicode code points."
        )


class SpansOutOfOrderError(ClaimsDBError):
    """Parts of a quote that overlap, or are not in the order of the text."""

    def __init__(self, one: Span, following: Span) -> None:
        places = " and ".join(f"[{each.start_char}, {each.end_char})" for each in (one, following))
        super().__init__(
            f"The parts {places} of a quote overlap or are not in the order of the text. "
            "Give them in order and apart."
        )


class AmbiguousQuoteError(ClaimsDBError):
    """A quote that stands more than once. ``places`` are the first few, each with some context."""

    def __init__(self, quote: str, count: int, places: Sequence[str]) -> None:
        super().__init__(
            f'The quote "{shorten(quote)}" stands {count} times in the text. '
            "Add before: or after: with the words that stand directly beside the one meant, "
            f"or occurrence: with its number from 1 to {count}. It stands at: {_listed(places, count)}"
        )
        self.quote = quote
        self.count = count
        self.places = tuple(places)


class AmbiguousWordsError(ClaimsDBError):
    """Words of a speaker that stand more than once, and not exactly once near the statement.

    ``places`` are some of them, by the number that ``occurrence`` takes, those near the statement first.
    """

    def __init__(self, quote: str, count: int, near: int, places: Sequence[tuple[int, str]]) -> None:
        shown = "; ".join(f"({number}) {place}" for number, place in places)
        more = f"; and {count - len(places)} more" if count > len(places) else ""
        here = f"{near} times" if near > 1 else "once, within another word," if near else "not at all"
        super().__init__(
            f'The words "{shorten(quote)}" stand {count} times in the text, and {here} in the paragraph of '
            f"the statement. Write them as {{quote: …, occurrence: …}} with their number from 1 to {count}, "
            f"or with before: or after: and the words directly beside them. They stand at: {shown}{more}"
        )
        self.quote = quote
        self.count = count
        self.places = tuple(places)


class ContextMismatchError(ClaimsDBError):
    """A quote that stands in the text, but nowhere beside the ``before`` and ``after`` given."""

    def __init__(
        self, quote: str, before: str | None, after: str | None, count: int, places: Sequence[str]
    ) -> None:
        given = (("before", before), ("after", after))
        context = " and ".join(f'{name}: "{shorten(words)}"' for name, words in given if words)
        super().__init__(
            f'The quote "{shorten(quote)}" stands in the text, but not directly beside {context}. '
            f"Copy before: and after: from the text, or drop them. It stands at: {_listed(places, count)}"
        )
        self.quote = quote
        self.before = before
        self.after = after
        self.places = tuple(places)


class OccurrenceError(ClaimsDBError):
    """An ``occurrence`` that there is not; it counts from 1 among the ``count`` hits left."""

    def __init__(self, quote: str, occurrence: int, count: int) -> None:
        hits = f"stands {count} times" if count > 1 else "stands once"
        remedy = f"write a number from 1 to {count}" if count > 1 else "leave occurrence: out"
        super().__init__(
            f'The quote "{shorten(quote)}" {hits}, so there is no occurrence: {occurrence}; {remedy}.'
        )
        self.quote = quote
        self.occurrence = occurrence
        self.count = count


class QuoteNotFoundError(ClaimsDBError):
    """A quote that does not stand in the text, with the passage most like it, if there is one."""

    def __init__(self, quote: str, nearest: Nearest | None) -> None:
        super().__init__(
            f'The quote "{shorten(quote)}" does not stand in the text. '
            + (_likeness(nearest) if nearest else "Nothing in the text is like it. ")
            + "Copy the quote from the text."
        )
        self.quote = quote
        self.nearest = nearest


class PartNotFoundError(ClaimsDBError):
    """A quote with words left out, of which one part does not stand in the text."""

    def __init__(self, quote: str, part: str, nearest: Nearest | None) -> None:
        super().__init__(
            f'The quote "{shorten(quote)}" does not stand in the text, nor does its part "{shorten(part)}" '
            "in whole words. "
            + (_likeness(nearest) if nearest else "Nothing in the text is like that part. ")
            + "Copy each part from the text."
        )
        self.quote = quote
        self.part = part
        self.nearest = nearest


class PartsOutOfOrderError(ClaimsDBError):
    """A quote with words left out whose parts all stand in the text, but not one after another."""

    def __init__(self, quote: str, parts: Sequence[str]) -> None:
        listed = ", ".join(f'"{shorten(part, 60)}"' for part in parts)
        super().__init__(
            f'The parts of the quote "{shorten(quote)}" stand in the text, but not in this order: {listed}. '
            "Write them in the order of the text, or make two statements of them."
        )
        self.quote = quote
        self.parts = tuple(parts)


class AmbiguousPartsError(ClaimsDBError):
    """A quote with words left out that can be read at several places, of which none is plainly meant."""

    def __init__(self, quote: str, count: int, places: Sequence[str]) -> None:
        super().__init__(
            f'The parts of the quote "{shorten(quote)}" stand one after another in {count:,} ways. '
            "Quote more words of each part, add before: or after: with the words that stand directly beside "
            f"its two ends, or occurrence: with a number from 1 to {count}. "
            f"It can be: {_listed(places, count)}"
        )
        self.quote = quote
        self.count = count
        self.places = tuple(places)


class BracketedWordError(ClaimsDBError):
    """A quote that changes a word by brackets within it, so that nothing says which word the text has."""

    def __init__(self, quote: str, word: str) -> None:
        super().__init__(
            f'The quote "{shorten(quote)}" does not stand in the text, and "{shorten(word)}" has brackets '
            "within the word: write the word as the text has it, or leave it out with […]."
        )
        self.quote = quote
        self.word = word


def _likeness(nearest: Nearest) -> str:
    return (
        f'The nearest passage ({nearest.score:.0f} of 100 alike) is "{shorten(nearest.span.quote)}" '
        f"at {nearest.span.start_char}–{nearest.span.end_char}; from the quote to it: {nearest.difference}. "
    )


def _listed(places: Sequence[str], count: int) -> str:
    listed = "; ".join(f"({number}) {place}" for number, place in enumerate(places, start=1))
    return listed if count == len(places) else f"{listed}; and {count - len(places)} more"
