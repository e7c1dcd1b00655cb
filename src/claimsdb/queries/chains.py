"""The chains of speakers of statements, with where the text names them and how it says that they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.queries.standing import END, QUOTE, START, VERSION, with_newer
from claimsdb.queries.tables import actors, attributions, carryings, passages, statement_passages, versions
from claimsdb.records.rows import ChainLink, FurtherPassage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    Words = dict[tuple[int, int, str], FurtherPassage]


def chains_of(connection: Connection, statement_ids: Sequence[int]) -> dict[int, tuple[ChainLink, ...]]:
    """Return the links of some statements, nearest first; without any, nothing is asked."""
    if not statement_ids:
        return {}
    words = _words(connection, statement_ids)
    query = (
        select(
            attributions.c.statement_id,
            attributions.c.position,
            attributions.c.actor_id,
            actors.c.name,
            attributions.c.label,
            attributions.c.quotation,
        )
        .select_from(attributions)
        .outerjoin(actors, actors.c.id == attributions.c.actor_id)
        .where(attributions.c.statement_id.in_(statement_ids))
        .order_by(attributions.c.statement_id, attributions.c.position)
    )
    found: dict[int, list[ChainLink]] = {}
    for number, position, actor_id, name, label, quotation in connection.execute(query):
        source, cue = (words.get((number, position, role)) for role in ("source", "cue"))
        link = ChainLink(position, actor_id, name, label, quotation, source, cue)
        found.setdefault(number, []).append(link)
    return {number: tuple(links) for number, links in found.items()}


def _words(connection: Connection, statement_ids: Sequence[int]) -> Words:
    """Return the passages of speakers, where they stand now, by statement, position and role."""
    query = with_newer(
        select(
            statement_passages.c.statement_id,
            statement_passages.c.position,
            statement_passages.c.role,
            QUOTE,
            START,
            END,
            VERSION,
            carryings.c.outcome,
        )
        .select_from(statement_passages)
        .join(passages, passages.c.id == statement_passages.c.passage_id)
        .join(versions, versions.c.id == passages.c.version_id)
        .where(statement_passages.c.statement_id.in_(statement_ids), statement_passages.c.role != "content")
    )
    return {
        (number, position, role): FurtherPassage(*passage)
        for number, position, role, *passage in connection.execute(query)
    }
