"""The pages of actors, whose statements come as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.exports.html.folder import ROWS, cut, in_steps
from claimsdb.formats.html.actor import actor_page, further_page
from claimsdb.formats.html.lists import actors_page
from claimsdb.queries.actors import list_actors, merged_into
from claimsdb.queries.roles import list_roles
from claimsdb.queries.statements import statements_of
from claimsdb.records.site import ActorPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from claimsdb.exports.html.folder import Site
    from claimsdb.records.judgements import MergedActor
    from claimsdb.records.roles import RoleRow
    from claimsdb.records.rows import ActorRow, StatementRow


def write_actors(connection: Connection, site: Site, count: int) -> None:
    """Write the list of actors, and the page or pages of each."""
    everybody = in_steps(lambda after: list_actors(connection, limit=ROWS, after=after))
    for pages, rows in cut(everybody, count):
        site.put(f"actors/{pages.here}", actors_page(site.title, rows, pages))
        numbers = [row.actor_id for row in rows]
        merged = merged_into(connection, numbers)
        roles = _roles(connection, numbers, merged)
        for row in rows:
            number = row.actor_id
            _write(connection, site, row, roles.get(number, ()), merged.get(number, ()))


def _roles(
    connection: Connection, actors: Sequence[int], merged: Mapping[int, Sequence[MergedActor]]
) -> dict[int, list[RoleRow]]:
    """Return the roles of some actors and of those that they stand for."""
    standing = {each.actor_id: root for root, others in merged.items() for each in others}
    found: dict[int, list[RoleRow]] = {}
    for role in list_roles(connection, actor_ids=[*actors, *standing]):
        found.setdefault(standing.get(role.actor_id, role.actor_id), []).append(role)
    return found


def _write(
    connection: Connection,
    site: Site,
    actor: ActorRow,
    roles: Sequence[RoleRow],
    merged: Sequence[MergedActor],
) -> None:
    number, first = actor.actor_id, f"{actor.actor_id}.html"
    by = cut(
        _stated(connection, number, "speaker", actor.statements_by),
        actor.statements_by,
        first,
        f"{number}-by",
    )
    about = cut(
        _stated(connection, number, "about", actor.statements_about),
        actor.statements_about,
        first,
        f"{number}-about",
    )
    (by_pages, first_by), (about_pages, first_about) = next(by), next(about)
    page = ActorPage(actor, roles, merged, first_by, by_pages, first_about, about_pages)
    site.put(f"actors/{first}", actor_page(site.title, page))
    for side, rest in (("by", by), ("about", about)):
        for pages, rows in rest:
            site.put(f"actors/{pages.here}", further_page(site.title, actor, side, rows, pages))


def _stated(connection: Connection, actor: int, role: str, count: int) -> Iterator[StatementRow]:
    return statements_of(connection, actor, role) if count else iter(())
