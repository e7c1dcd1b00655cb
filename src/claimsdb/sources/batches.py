"""How many texts are stored in one transaction."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.errors.sources import SeveralTextsError
from claimsdb.records.sources import DoubtfulText, ReadiedText, SeenText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.sources import ReadText

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


def _weight(text: ReadText) -> int:
    match text:
        case ReadiedText(ready=ready):
            return 1 + len(ready.claims) + len(ready.text) // 1000
        case DoubtfulText():
            return 100
        case _:
            return 1
