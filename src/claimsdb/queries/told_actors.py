"""Actors as the ones that stand for them, with what they are known by elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import grouped, rows_among
from claimsdb.records.told_claims import ToldActor

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

NAMES: Final = """
    SELECT actors.id, actors.name, roots.id, roots.name, roots.kind
    FROM actors JOIN actors AS roots ON roots.id = coalesce(actors.merged_into_id, actors.id)
    WHERE actors.id {}
"""
OWN: Final = """
    SELECT actor_id, scheme, value FROM actor_identifiers WHERE actor_id {} ORDER BY scheme, value
"""
OF_MERGED: Final = """
    SELECT merged_into_id, scheme, value FROM actors JOIN actor_identifiers ON actor_id = actors.id
    WHERE merged_into_id {} ORDER BY scheme, value
"""


def told_actors(connection: Connection, numbers: Collection[int]) -> dict[int, ToldActor]:
    """Return some actors by their numbers; the identifiers are those of all that are merged."""
    named = rows_among(connection, NAMES, numbers)
    roots = {root for _number, _name, root, *_ in named}
    known = grouped(row for query in (OWN, OF_MERGED) for row in rows_among(connection, query, roots))
    return {
        number: ToldActor(root, standing, kind, tuple((s, v) for s, v in known.get(root, ())), name)
        for number, name, root, standing, kind in named
    }
