"""How many texts are stored in one transaction."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.errors.annotations import NoSuchTextError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.sources import SeveralTextsError
from claimsdb.records.references import Reference
from claimsdb.records.sources import (
    CodeBook,
    DoubtfulText,
    NotedText,
    ReadiedText,
    RefusedText,
    SeenText,
    SoughtText,
)
from claimsdb.sources.foreign.refusing import refused_at
from claimsdb.sources.ready import ready
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from claimsdb.records.sources import BatchText, ForeignText, PreparedText, ReadText

MOST_IN_A_TRANSACTION: Final = 6_000
"""How much is stored before it is kept, counted in rows of the slowest kind: a second's work or two."""


def batches(texts: Iterable[ReadText]) -> Iterator[list[ReadText]]:
    """Yield the texts in runs that one transaction can hold without keeping others waiting."""
    batch: list[ReadText] = []
    weight = 0
    for text in texts:
        batch.append(text)
        weight += _weight(text)
        if weight >= MOST_IN_A_TRANSACTION:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def batches_at_hand(
    texts: Iterable[ForeignText],
    stored: Callable[[NotedText], tuple[int, PreparedText]],
    sought: Callable[[SoughtText], tuple[int, PreparedText, tuple[RefusedText, ...]] | None],
) -> Iterator[tuple[list[BatchText], int | None]]:
    """Yield the texts that another program wrote in runs for one savepoint each.

    A run that is about an article of the database, which ``stored`` or ``sought`` looks up, comes alone, with
    its number.
    """
    batch: list[BatchText] = []
    run: Sequence[BatchText]
    weight = 0
    for text in texts:
        match text:
            case NotedText():
                run, into = _noted(text, stored)
            case SoughtText():
                run, into = _sought(text, sought)
            case CodeBook():
                run, into = [text], None
            case _:
                run, into = [_at_hand(text)], None
        if into is not None and batch:
            yield batch, None
            batch, weight = [], 0
        batch += run
        weight += sum(map(_weight, run))
        if into is not None or weight >= MOST_IN_A_TRANSACTION:
            yield batch, into
            batch, weight = [], 0
    if batch:
        yield batch, None


def _sought(
    text: SoughtText, sought: Callable[[SoughtText], tuple[int, PreparedText, tuple[RefusedText, ...]] | None]
) -> tuple[list[BatchText], int | None]:
    """Return what is said of an article of the database, or else of a text at hand, and what is refused."""
    try:
        known = sought(text)
        if known is not None:
            article, prepared, refused = known
            if text.is_optional and prepared.annotation is None:
                return [*refused], None
            return [*refused, DoubtfulText(text.name, lambda: prepared)], article
        return _beside(text), None
    except ClaimsDBError as reason:
        return [refused_at(text.annotation.place, reason)], None


def _beside(text: SoughtText) -> list[BatchText]:
    prepared = text.at_hand()
    if prepared is None and text.is_optional:
        return []
    if prepared is None or prepared.annotation is None:
        raise NoSuchTextError(text.on.address)
    placed = text.place(prepared.source.text, sha256(prepared.source.text))
    said = replace(text.annotation, article=prepared.annotation.article, claims=placed.claims)
    named = replace(
        prepared, annotation=said, annotation_file=text.annotation_file, annotation_sha256=placed.sha256
    )
    return [*placed.refused, _at_hand(named)] if placed.claims or text.is_whole else [*placed.refused]


def _noted(
    text: NotedText, stored: Callable[[NotedText], tuple[int, PreparedText]]
) -> tuple[list[BatchText], int | None]:
    try:
        article, prepared = stored(text)
    except ClaimsDBError as reason:
        return [refused_at(text.annotation.place, reason)], None
    return [DoubtfulText(text.name, lambda: prepared)], article


def _at_hand(text: PreparedText | Reference | CodeBook | RefusedText) -> BatchText:
    if isinstance(text, Reference | CodeBook | RefusedText):
        return text
    made = ready(text)
    return DoubtfulText(text.name, lambda: text) if made is None else ReadiedText(made, lambda: text)


def only_one(texts: Iterable[ReadText]) -> Iterator[list[ReadText]]:
    """Yield the one text that there is, to be loaded with care.

    Raises:
        SeveralTextsError: there are more.
    """
    found = list(islice(texts, 2))
    if len(found) > 1:
        raise SeveralTextsError
    match found:
        case [ReadiedText(ready=ready, again=again)]:
            yield [DoubtfulText(ready.name, again)]
        case [SeenText(name=name, again=again)]:
            yield [DoubtfulText(name, again)]
        case _:
            yield found


def _weight(text: BatchText) -> int:
    match text:
        case ReadiedText(ready=ready):
            return 1 + len(ready.claims) + len(ready.text) // 1000
        case Reference(text=None):
            return 4
        case DoubtfulText() | Reference():
            return 100
        case _:
            return 1
