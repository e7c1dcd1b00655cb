"""Which texts that were just loaded are other articles' too: the same wording at two addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from claimsdb.database.dialect import dialect_of
from claimsdb.database.rows import among
from claimsdb.records.loading import ADDED, NEW_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from claimsdb.records.loading import LoadOutcome

SHARED: Final = """
    SELECT loaded.article_id, other.article_id FROM versions AS loaded CROSS JOIN versions AS other
    WHERE other.text_sha256 = loaded.text_sha256 AND other.article_id <> loaded.article_id
    AND NOT EXISTS (
        SELECT 1 FROM versions AS later
        WHERE later.article_id = loaded.article_id AND later.number > loaded.number
    )
    AND NOT EXISTS (
        SELECT 1 FROM versions AS later
        WHERE later.article_id = other.article_id AND later.number > other.number
    )
    AND loaded.article_id
"""


def with_same_texts(connection: Connection, outcomes: Sequence[LoadOutcome]) -> list[LoadOutcome]:
    """Return the outcomes, those of new texts with the first article that has the same newest text.

    Of texts that came together, the first is not told to be the later ones'.
    """
    new = {each.article_id for each in outcomes if each.outcome in {ADDED, NEW_VERSION}}
    first: dict[int | None, int] = {}
    with dialect_of(connection).few_of_many(connection):
        for number, other in among(connection, SHARED, new - {None}):
            if other not in new or other < number:
                first[number] = min(other, first.get(number, other))
    return [
        replace(each, same_text_as=first[each.article_id])
        if each.article_id in first and each.outcome in {ADDED, NEW_VERSION}
        else each
        for each in outcomes
    ]
