"""Pages that list: claims, articles, actors, outlets and topics, and those of one outlet or topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.html.frame import Frame, page, pager, titled
from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.formats.html.words import (
    claim_link,
    date,
    heading,
    number,
    table,
    title_of,
    to_actor,
    to_article,
    words,
)
from claimsdb.text.shown_words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimsdb.records.rows import ActorRow, ArticleRow, OutletRow, TopicRow
    from claimsdb.records.site import ClaimHead, Pages


def claims_page(site: str, rows: Sequence[ClaimHead], pages: Pages) -> Html:
    """Return a page of the list of claims."""
    return _list(site, "claims", _claims("All claims", rows), pages)


def articles_page(site: str, rows: Sequence[ArticleRow], pages: Pages) -> Html:
    """Return a page of the list of articles."""
    return _list(site, "articles", _articles("All articles", rows), pages)


def actors_page(site: str, rows: Sequence[ActorRow], pages: Pages) -> Html:
    """Return a page of the list of actors."""
    heads = ("actor", "kind", "other names", "statements by", "statements about")
    cells = (
        (
            to_actor(each.actor_id, words(each.name)),
            words(each.kind),
            joined((words(name) for name in each.names if name != each.name), "; "),
            number(each.statements_by),
            number(each.statements_about),
        )
        for each in rows
    )
    return _list(site, "actors", table("All actors", heads, cells), pages)


def outlets_page(site: str, rows: Sequence[OutletRow], pages: Pages) -> Html:
    """Return a page of the list of outlets."""
    cells = (
        (
            tag("a", words(each.name), href=f"{each.outlet_id}.html"),
            number(each.articles),
            number(each.statements),
        )
        for each in rows
    )
    return _list(site, "outlets", table("All outlets", ("outlet", "articles", "statements"), cells), pages)


def topics_page(site: str, rows: Sequence[TopicRow], pages: Pages) -> Html:
    """Return a page of the code book."""
    cells = (
        (
            tag("a", words(each.topic), href=f"{each.topic_id}.html"),
            number(each.claims),
            number(each.statements),
        )
        for each in rows
    )
    return _list(site, "topics", table("All topics", ("topic", "claims", "statements"), cells), pages)


def outlet_page(site: str, outlet: OutletRow, rows: Sequence[ArticleRow], pages: Pages) -> Html:
    """Return a page of an outlet with its articles."""
    return page(
        Frame(site, titled(f"Outlet {outlet.outlet_id}: {outlet.name}", pages), "outlets"),
        tag("p", f"Outlet {outlet.outlet_id}", class_="kicker"),
        heading(1, outlet.name, dir="auto"),
        tag("p", f"{counted(outlet.articles, 'article')}, {counted(outlet.statements, 'statement')}."),
        *_within_ways(_articles("Articles of this outlet", rows), pages, "articles"),
    )


def topic_page(site: str, topic: TopicRow, rows: Sequence[ClaimHead], pages: Pages) -> Html:
    """Return a page of a topic with the claims that bear it."""
    return page(
        Frame(site, titled(f"Topic {topic.topic_id}: {topic.topic}", pages), "topics"),
        tag("p", f"Topic {topic.topic_id}", class_="kicker"),
        heading(1, topic.topic, dir="auto"),
        tag("p", f"{counted(topic.claims, 'claim')}, {counted(topic.statements, 'statement')}."),
        *_within_ways(_claims("Claims with this topic", rows), pages, "claims"),
    )


def _list(site: str, section: str, shown: Html, pages: Pages) -> Html:
    return page(
        Frame(site, titled(section.capitalize(), pages), section),
        heading(1, section.capitalize()),
        *_within_ways(shown, pages, section),
    )


def _within_ways(shown: Html, pages: Pages, what: str) -> Iterable[Html]:
    ways = pager(pages, what)
    return (shown,) if ways is None else (ways, shown, ways)


def _claims(caption: str, rows: Sequence[ClaimHead]) -> Html:
    heads = ("claim", "number", "kind", "when", "status", "statements")
    cells = (
        (
            claim_link(each.claim_id, each.claim),
            text(str(each.claim_id)),
            words(each.kind),
            date(each.when),
            tag("span", each.status, class_=f"badge {each.status}"),
            number(each.statements),
        )
        for each in rows
    )
    return table(caption, heads, cells)


def _articles(caption: str, rows: Sequence[ArticleRow]) -> Html:
    heads = ("article", "number", "outlet", "published", "authors", "versions", "statements")
    cells = (
        (
            to_article(
                each.article_id, words(title_of(each.title, each.file, each.article_id), each.language)
            ),
            text(str(each.article_id)),
            words(each.outlet),
            date(each.published),
            joined(map(words, each.authors), "; ") if each.authors else words(None),
            number(each.versions),
            number(each.statements),
        )
        for each in rows
    )
    return table(caption, heads, cells)
