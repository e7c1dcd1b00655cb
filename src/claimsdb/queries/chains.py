"""The chains of speakers of statements, with where the text names them and how it says that they speak."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from claimsdb.queries.standing import END, QUOTE, START, VERSION, with_newer
from claimsdb.queries.tables import actors, attributions, carryings, passages, statement_passages, versions
from claimsdb.records.rows import ChainLink, FurtherPassage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

recorded = actors.alias("recorded")
"""The speaker as recorded, which may be merged into the actor that is shown."""


def chains_of(connection: Connection, statement_ids: Sequence[int]) -> dict[int, tuple[ChainLink, ...]]:
    """Return the links of some statements, nearest first; without any, nothing is asked."""
    if not statement_ids:
        return {}
    found: dict[int, list[ChainLink]] = {}
    rows = connection.execute(_links().where(attributions.c.statement_id.in_(statement_ids)))
    for (number, position, actor_id, name, label, quotation), of_link in groupby(rows, lambda row: row[:6]):
        words = {row.role: FurtherPassage(*row[7:]) for row in of_link if row.role}
        link = ChainLink(position, actor_id, name, label, quotation, words.get("source"), words.get("cue"))
        found.setdefault(number, []).append(link)
    return {number: tuple(links) for number, links in found.items()}


def _links() -> Select[Any]:
    """Write the query for the links, each with its passages, where they stand now, or once without any."""
    of_link = (
        (statement_passages.c.statement_id == attributions.c.statement_id)
        & (statement_passages.c.position == attributions.c.position)
        & (statement_passages.c.role != "content")
    )
    return with_newer(
        select(
            attributions.c.statement_id,
            attributions.c.position,
            actors.c.id,
            actors.c.name,
            attributions.c.label,
            attributions.c.quotation,
            statement_passages.c.role,
            QUOTE,
            START,
            END,
            VERSION,
            carryings.c.outcome,
        )
        .select_from(attributions)
        .outerjoin(recorded, recorded.c.id == attributions.c.actor_id)
        .outerjoin(actors, actors.c.id == func.coalesce(recorded.c.merged_into_id, recorded.c.id))
        .outerjoin(statement_passages, of_link)
        .outerjoin(passages, passages.c.id == statement_passages.c.passage_id)
        .outerjoin(versions, versions.c.id == passages.c.version_id)
    ).order_by(attributions.c.statement_id, attributions.c.position)
