"""Circles of relations: claims that support, refine or answer one another round and round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.queries.tables import claim_relations
from claimsdb.records.vocabulary import SYMMETRICAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

TOGETHER: Final = 500
"""Claims whose relations are asked for at once."""


def circle(connection: Connection, kind: str, first: int, second: int) -> tuple[int, ...]:
    """Return the claims of the shortest circle that a relation from ``first`` to ``second`` closes.

    It begins and ends with ``first``, and is empty if there is none. Every claim is looked at once, so that
    circles that are there already are no trouble. ``contradicts`` makes none that would mean anything.
    """
    if kind == "contradicts":
        return ()
    came_from: dict[int, int] = {second: first}
    edge = [second]
    while edge and first not in came_from:
        steps = [
            step
            for step in _steps(connection, kind, edge)
            if step != (second, first) or kind not in SYMMETRICAL
        ]
        edge = []
        for here, there in steps:
            if there not in came_from:
                came_from[there] = here
                edge.append(there)
    if first not in came_from:
        return ()
    way = [first]
    while way[-1] != second:
        way.append(came_from[way[-1]])
    return (first, *reversed(way))


def _steps(connection: Connection, kind: str, claims: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where relations lead from some claims; symmetrical ones both ways."""
    first, second = claim_relations.c.claim_id, claim_relations.c.related_claim_id
    ways = [(first, second), (second, first)] if kind in SYMMETRICAL else [(first, second)]
    numbers = sorted(claims)
    for place in range(0, len(numbers), TOGETHER):
        for here, there in ways:
            query = select(here, there).where(
                claim_relations.c.kind == kind, here.in_(numbers[place : place + TOGETHER])
            )
            yield from (
                (start, end) for start, end in connection.execute(query.order_by(claim_relations.c.id))
            )
