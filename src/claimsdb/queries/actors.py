"""Who is there, under which names, and what was claimed by and about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.errors.questions import UnknownWordError
from claimsdb.queries.judgements import standing_on
from claimsdb.queries.lookup import find_actor, members_of
from claimsdb.queries.mentions import count_mentions
from claimsdb.queries.roles import list_roles
from claimsdb.queries.statements import BATCH, statements_of
from claimsdb.queries.tables import actor_identifiers, actor_names, actors, listings
from claimsdb.records.judgements import MergedActor
from claimsdb.records.rows import ActorDetail, ActorRow
from claimsdb.records.vocabulary import ACTOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement, Connection, ScalarSelect


def list_actors(
    connection: Connection,
    *,
    kind: str | None = None,
    limit: int | None = None,
    after: ActorRow | None = None,
) -> Iterator[ActorRow]:
    """Yield the actors (of one kind, if given) by number, from behind ``after`` on.

    Those that are merged into another are told with that one.

    Raises:
        UnknownWordError: there is no such kind of actor.
    """
    if kind is not None and kind not in ACTOR_KINDS:
        raise UnknownWordError("kind of actor", kind, ACTOR_KINDS)
    where: list[ColumnElement[bool]] = [actors.c.merged_into_id.is_(None)]
    if kind is not None:
        where.append(actors.c.kind == kind)
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
    members = members_of(connection, actor_id)
    return ActorDetail(
        actor=actor,
        statements_by=tuple(statements_of(connection, actor_id, "speaker")),
        statements_about=tuple(statements_of(connection, actor_id, "about")),
        roles=tuple(list_roles(connection, actor_ids=members)),
        merged=tuple(merged_into(connection, [actor_id]).get(actor_id, ())),
        judgements=tuple(standing_on(connection, members)),
        mentions=tuple(count_mentions(connection, actor_id)),
    )


def merged_into(connection: Connection, actor_ids: Collection[int]) -> dict[int, list[MergedActor]]:
    """Return the actors that some others stand for, by those."""
    query = select(actors.c.merged_into_id, actors.c.id, actors.c.name).order_by(actors.c.id)
    found: dict[int, list[MergedActor]] = {}
    for root, *each in connection.execute(query.where(actors.c.merged_into_id.in_(actor_ids))):
        found.setdefault(root, []).append(MergedActor(*each))
    return found


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
        standing = {row.actor_id: row.actor_id for row in batch}
        merged = _merged(connection, list(standing))
        counts = _counts_together(connection, merged) if merged else {}
        standing |= merged
        names, identifiers = _names(connection, standing), _identifiers(connection, standing)
        for row in batch:
            yield ActorRow(
                **{**row._asdict(), **counts.get(row.actor_id, {})},
                names=tuple(names.get(row.actor_id, ())),
                identifiers=tuple(identifiers.get(row.actor_id, ())),
            )


def _merged(connection: Connection, ids: list[int]) -> dict[int, int]:
    """Return those that are merged into any of some actors, each with that one."""
    query = select(actors.c.id, actors.c.merged_into_id).where(actors.c.merged_into_id.in_(ids))
    return {row.id: row.merged_into_id for row in connection.execute(query)}


def _counts_together(connection: Connection, merged: dict[int, int]) -> dict[int, dict[str, int]]:
    """Return the counts of actors that stand for others, by whom a statement may be made more than once."""
    standing = {into: into for into in merged.values()} | merged
    query = select(listings.c.actor_id, listings.c.speaks, listings.c.statement_id).where(
        listings.c.facet == 0, listings.c.actor_id.in_(list(standing))
    )
    stated: dict[tuple[int, int], set[int]] = {}
    for actor, speaks, statement in connection.execute(query):
        stated.setdefault((standing[actor], speaks), set()).add(statement)
    return {
        into: {
            "statements_by": len(stated.get((into, 1), ())),
            "statements_about": len(stated.get((into, 0), ())),
        }
        for into in merged.values()
    }


def _listed(speaks: int) -> ScalarSelect[int]:
    side = (listings.c.actor_id == actors.c.id, listings.c.speaks == speaks, listings.c.facet == 0)
    return select(func.count()).select_from(listings).where(*side).scalar_subquery()


def _names(connection: Connection, standing: dict[int, int]) -> dict[int, list[str]]:
    """Return all names of actors, by the one that stands for each: its own first."""
    query = select(actor_names.c.actor_id, actor_names.c.name).where(
        actor_names.c.actor_id.in_(list(standing))
    )
    found = connection.execute(query.order_by(actor_names.c.id)).all()
    names: dict[int, dict[str, None]] = {}
    for actor_id, name in sorted(found, key=lambda row: standing[row.actor_id] != row.actor_id):
        names.setdefault(standing[actor_id], {})[name] = None
    return {actor_id: list(its_names) for actor_id, its_names in names.items()}


def _identifiers(connection: Connection, standing: dict[int, int]) -> dict[int, list[str]]:
    query = (
        select(actor_identifiers)
        .where(actor_identifiers.c.actor_id.in_(list(standing)))
        .order_by(actor_identifiers.c.id)
    )
    identifiers: dict[int, list[str]] = {}
    for row in connection.execute(query):
        identifiers.setdefault(standing[row.actor_id], []).append(f"{row.scheme}:{row.value}")
    return identifiers
