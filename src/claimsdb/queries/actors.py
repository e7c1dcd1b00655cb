"""Who is there, under which names, and what was claimed by and about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.errors.questions import UnknownWordError
from claimsdb.queries.lookup import find_actor
from claimsdb.queries.mentions import count_mentions
from claimsdb.queries.statements import BATCH, statements_of
from claimsdb.queries.tables import actor_identifiers, actor_names, actors, listings
from claimsdb.records.rows import ActorDetail, ActorRow
from claimsdb.records.vocabulary import ACTOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, ScalarSelect


def list_actors(
    connection: Connection,
    *,
    kind: str | None = None,
    limit: int | None = None,
    after: ActorRow | None = None,
) -> Iterator[ActorRow]:
    """Yield the actors (of one kind, if given) by number, from behind ``after`` on.

    Raises:
        UnknownWordError: there is no such kind of actor.
    """
    if kind is not None and kind not in ACTOR_KINDS:
        raise UnknownWordError("kind of actor", kind, ACTOR_KINDS)
    where = [] if kind is None else [actors.c.kind == kind]
    if after is not None:
        where.append(actors.c.id > after.actor_id)
    yield from _actor_rows(connection, *where, limit=limit)


def show_actor(connection: Connection, name: str) -> ActorDetail:
    """Return one actor, by any name or its number, with all statements by and about it, and its mentions.

    Raises:
        UnknownActorError: nobody has the name.
        AmbiguousActorError: several have it.
    """
    actor_id = find_actor(connection, name)
    (actor,) = _actor_rows(connection, actors.c.id == actor_id)
    return ActorDetail(
        actor=actor,
        statements_by=tuple(statements_of(connection, actor_id, "speaker")),
        statements_about=tuple(statements_of(connection, actor_id, "about")),
        mentions=tuple(count_mentions(connection, actor_id)),
    )


def _actor_rows(
    connection: Connection, *where: ColumnElement[bool], limit: int | None = None
) -> Iterator[ActorRow]:
    query = (
        select(
            actors.c.id.label("actor_id"),
            actors.c.name,
            actors.c.kind,
            _listed(1).label("statements_by"),
            _listed(0).label("statements_about"),
        )
        .where(*where)
        .order_by(actors.c.id)
        .limit(limit)
    )
    for batch in connection.execute(query).partitions(BATCH):
        ids = [row.actor_id for row in batch]
        names, identifiers = _names(connection, ids), _identifiers(connection, ids)
        for row in batch:
            yield ActorRow(
                **row._asdict(),
                names=tuple(names.get(row.actor_id, ())),
                identifiers=tuple(identifiers.get(row.actor_id, ())),
            )


def _listed(speaks: int) -> ScalarSelect[int]:
    side = (listings.c.actor_id == actors.c.id, listings.c.speaks == speaks, listings.c.facet == 0)
    return select(func.count()).select_from(listings).where(*side).scalar_subquery()


def _names(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    query = select(actor_names.c.actor_id, actor_names.c.name).where(actor_names.c.actor_id.in_(ids))
    names: dict[int, list[str]] = {}
    for actor_id, name in connection.execute(query.order_by(actor_names.c.id)):
        names.setdefault(actor_id, []).append(name)
    return names


def _identifiers(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    query = (
        select(actor_identifiers)
        .where(actor_identifiers.c.actor_id.in_(ids))
        .order_by(actor_identifiers.c.id)
    )
    identifiers: dict[int, list[str]] = {}
    for row in connection.execute(query):
        identifiers.setdefault(row.actor_id, []).append(f"{row.scheme}:{row.value}")
    return identifiers
