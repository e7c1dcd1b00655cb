"""The pages of actors, whose statements come as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.exports.html.folder import ROWS, cut, in_steps
from claimsdb.formats.html.actor import actor_page, further_page
from claimsdb.formats.html.lists import actors_page
from claimsdb.queries.actors import list_actors, merged_into
from claimsdb.queries.lookup import members_of
from claimsdb.queries.roles import list_roles
from claimsdb.queries.statements import statements_of
from claimsdb.records.site import ActorPage

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from claimsdb.exports.html.folder import Site
    from claimsdb.records.rows import ActorRow


def write_actors(connection: Connection, site: Site, count: int) -> None:
    """Write the list of actors, and the page or pages of each."""
    everybody = in_steps(lambda after: list_actors(connection, limit=ROWS, after=after))
    for pages, rows in cut(everybody, count):
        site.put(f"actors/{pages.here}", actors_page(site.title, rows, pages))
        for row in rows:
            _write(connection, site, row)


def _write(connection: Connection, site: Site, actor: ActorRow) -> None:
    number = actor.actor_id
    first, stated_by = f"{number}.html", statements_of(connection, number, "speaker")
    by = cut(stated_by, actor.statements_by, first, f"{number}-by")
    stated_about = statements_of(connection, number, "about")
    about = cut(stated_about, actor.statements_about, first, f"{number}-about")
    (by_pages, first_by), (about_pages, first_about) = next(by), next(about)
    page = ActorPage(
        actor,
        list(list_roles(connection, actor_ids=members_of(connection, number))),
        merged_into(connection, number),
        first_by,
        by_pages,
        first_about,
        about_pages,
    )
    site.put(f"actors/{first}", actor_page(site.title, page))
    for side, rest in (("by", by), ("about", about)):
        for pages, rows in rest:
            site.put(f"actors/{pages.here}", further_page(site.title, actor, side, rows, pages))
