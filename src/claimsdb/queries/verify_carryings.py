"""Proves that what became of each passage is what its words say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.queries.tables import carrying_candidates, carryings, newer, passages, standing, versions
from claimsdb.records.loading import Fault
from claimsdb.records.vocabulary import SAME_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def carrying_faults(connection: Connection) -> Iterator[Fault]:
    """Name each carrying whose outcome is not that of the words, or that leads to another text."""
    later = (newer.c.article_id == versions.c.article_id) & (newer.c.number > versions.c.number)
    same_words = standing.c.quote == passages.c.quote
    said_same = carryings.c.outcome.in_(SAME_WORDS)
    query = (
        select(
            carryings.c.id,
            later.label("later"),
            (carryings.c.passage_id.is_(None) | (standing.c.version_id == carryings.c.version_id)).label(
                "there"
            ),
            (carryings.c.passage_id.is_(None) | (same_words == said_same)).label("told"),
        )
        .select_from(carryings)
        .join(passages, passages.c.id == carryings.c.from_passage_id)
        .join(versions, versions.c.id == passages.c.version_id)
        .join(newer, newer.c.id == carryings.c.version_id)
        .outerjoin(standing, standing.c.id == carryings.c.passage_id)
        .order_by(carryings.c.id)
    )
    for row in connection.execute(query).yield_per(500):
        if not row.later:
            yield Fault("carryings", row.id, "it does not lead to a later version of the same article")
        if not row.there:
            yield Fault("carryings", row.id, "its passage is not one of the version that it leads to")
        elif not row.told:
            yield Fault("carryings", row.id, "its outcome is not what the words of its passage say")
    yield from _candidates_elsewhere(connection)


def _candidates_elsewhere(connection: Connection) -> Iterator[Fault]:
    query = (
        select(carrying_candidates.c.carrying_id)
        .join(carryings, carryings.c.id == carrying_candidates.c.carrying_id)
        .join(passages, passages.c.id == carrying_candidates.c.passage_id)
        .where(passages.c.version_id != carryings.c.version_id)
        .order_by(carrying_candidates.c.carrying_id)
    )
    for number in connection.execute(query).scalars():
        yield Fault("carryings", number, "a candidate of it is not of the version that it leads to")
