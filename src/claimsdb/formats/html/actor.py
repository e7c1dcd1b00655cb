"""The pages of an actor: names, roles, and what was claimed by and about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.html.frame import Frame, page, pager, titled
from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.formats.html.words import (
    claim_link,
    date,
    facts,
    heading,
    listed,
    outcome,
    place_of,
    quoted,
    speakers,
    standing,
    table,
    to_article,
    words,
)
from claimsdb.text.role_words import role_called

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.records.roles import RoleRow
    from claimsdb.records.rows import ActorRow, StatementRow
    from claimsdb.records.site import ActorPage, Pages


def actor_page(site: str, given: ActorPage) -> Html:
    """Return the first page of an actor."""
    actor = given.actor
    return page(
        Frame(site, titled(f"Actor {actor.actor_id}: {actor.name}"), "actors"),
        *_head(actor),
        facts(_facts(given)),
        _roles(given.roles),
        *_stated("by", actor, given.by, given.by_pages),
        *_stated("about", actor, given.about, given.about_pages),
    )


def further_page(site: str, actor: ActorRow, side: str, rows: Sequence[StatementRow], pages: Pages) -> Html:
    """Return a further page of the statements ``by`` or ``about`` an actor."""
    title = titled(f"Actor {actor.actor_id}: {actor.name}, statements {side} it", pages)
    return page(Frame(site, title, "actors"), *_head(actor), *_stated(side, actor, rows, pages))


def _head(actor: ActorRow) -> Iterator[Html]:
    yield tag("p", f"Actor {actor.actor_id}", class_="kicker")
    yield heading(1, actor.name, dir="auto")


def _facts(given: ActorPage) -> Iterator[tuple[str, Html | None]]:
    actor = given.actor
    yield "kind", words(actor.kind)
    yield "names", listed(actor.names)
    yield "identifiers", listed(actor.identifiers, text("none"))
    merged = [joined((words(each.name), f" ({each.actor_id})")) for each in given.merged]
    yield "stands for", joined(merged, "; ") if merged else None


def _roles(roles: Sequence[RoleRow]) -> Html | None:
    if not roles:
        return None
    rows = (
        (words(role_called(each.title, each.organisation)), date(each.since), date(each.until), _shows(each))
        for each in roles
    )
    heads = ("role", "from", "to", "passage")
    return joined((heading(2, f"Roles: {len(roles):,}", id="roles"), table("Roles held", heads, rows)))


def _shows(role: RoleRow) -> Html:
    if role.quote is None or role.article_id is None:
        return text("no passage")
    where = to_article(role.article_id, words(role.article or f"Article {role.article_id}"))
    became = outcome(role.outcome, role.version or 0, None) if role.outcome else None
    return joined((tag("q", words(role.quote)), " ", where, became and joined((" ", became))))


def _stated(side: str, actor: ActorRow, rows: Sequence[StatementRow], pages: Pages) -> Iterator[Html]:
    count = actor.statements_by if side == "by" else actor.statements_about
    yield heading(2, f"Claimed {side} ", words(actor.name), f": {count:,}", id=side)
    ways = pager(pages, f"statements {side} this actor")
    if ways:
        yield ways
    if rows:
        yield tag("ul", *map(_statement, rows), class_="rows")
    else:
        yield tag("p", "Nothing that is recorded.")
    if ways:
        yield ways


def _statement(row: StatementRow) -> Html:
    became = standing(row)
    return tag(
        "li",
        tag("p", claim_link(row.claim_id, row.claim, row.status), class_="claim"),
        tag("p", speakers(row.speakers), f" {row.stance}: ", quoted(row), class_="told"),
        tag("p", place_of(row), became and joined((" ", became)), class_="place"),
    )
