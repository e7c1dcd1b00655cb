"""Who is there, under which names, and what was claimed by and about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.errors.questions import UnknownWordError
from claimsdb.queries.lookup import find_actor
from claimsdb.queries.statements import BATCH, statement_rows, takes_part
from claimsdb.queries.tables import (
    actor_identifiers,
    actor_names,
    actors,
    attributions,
    claim_actors,
    statements,
)
from claimsdb.records.rows import ActorDetail, ActorRow
from claimsdb.records.vocabulary import ACTOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection


def list_actors(
    connection: Connection, *, kind: str | None = None, limit: int | None = None
) -> Iterator[ActorRow]:
    """Yield the actors (of one kind, if given) by number.

    Raises:
        UnknownWordError: there is no such kind of actor.
    """
    if kind is not None and kind not in ACTOR_KINDS:
        raise UnknownWordError("kind of actor", kind, ACTOR_KINDS)
    yield from _actor_rows(connection, *([] if kind is None else [actors.c.kind == kind]), limit=limit)


def show_actor(connection: Connection, name: str) -> ActorDetail:
    """Return one actor, named by any of its names or its number, with every statement by and about it.

    Raises:
        UnknownActorError: nobody has the name.
        AmbiguousActorError: several have it.
    """
    actor_id = find_actor(connection, name)
    (actor,) = _actor_rows(connection, actors.c.id == actor_id)
    return ActorDetail(
        actor=actor,
        statements_by=tuple(statement_rows(connection, [takes_part(actor_id, "speaker")])),
        statements_about=tuple(statement_rows(connection, [takes_part(actor_id, "about")])),
    )


def _actor_rows(
    connection: Connection, *where: ColumnElement[bool], limit: int | None = None
) -> Iterator[ActorRow]:
    by = select(func.count(attributions.c.statement_id.distinct())).where(
        attributions.c.actor_id == actors.c.id
    )
    about = (
        select(func.count(statements.c.id.distinct()))
        .select_from(claim_actors)
        .join(statements, statements.c.claim_id == claim_actors.c.claim_id)
        .where(claim_actors.c.actor_id == actors.c.id)
    )
    query = (
        select(
            actors.c.id.label("actor_id"),
            actors.c.name,
            actors.c.kind,
            by.scalar_subquery().label("statements_by"),
            about.scalar_subquery().label("statements_about"),
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
