"""Actors, articles, names in texts and statements, each stream with constant memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.queries.all_mentions import all_mentions
from claimsdb.queries.asking import grouped, pages, rows_among
from claimsdb.queries.authors import authors_by_article
from claimsdb.queries.full_statements import BATCH, full_statements
from claimsdb.queries.told_actors import told_actors
from claimsdb.records.entities import ActorFacts, ArticleFacts, NamedIn, Uttered
from claimsdb.records.rows import ChainLink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.asking import Found
    from claimsdb.records.full_statements import FullStatement
    from claimsdb.records.told_claims import ToldActor

ACTORS: Final = """
    SELECT id FROM actors WHERE merged_into_id IS NULL AND id > :after ORDER BY id LIMIT :page
"""
NAMES: Final = """
    SELECT coalesce(merged_into_id, actors.id), actor_names.name, actor_names.kind
    FROM actors JOIN actor_names ON actor_id = actors.id WHERE actors.id {} ORDER BY actor_names.id
"""
ROLES: Final = """
    SELECT coalesce(merged_into_id, actors.id), title,
        (SELECT name FROM actors AS organisation WHERE organisation.id = organisation_id)
    FROM actors JOIN actor_roles ON actor_id = actors.id WHERE actors.id {} ORDER BY actor_roles.id
"""
MEMBERS: Final = "SELECT id FROM actors WHERE merged_into_id {}"
ARTICLES: Final = """
    SELECT articles.id, title, outlets.name, published, language, url, file,
        newest.id, newest.media_type, newest.observed_at, first.text_sha256
    FROM articles LEFT JOIN outlets ON outlets.id = outlet_id
    LEFT JOIN versions AS first ON first.article_id = articles.id
        AND first.number = (SELECT min(number) FROM versions WHERE article_id = articles.id)
    LEFT JOIN versions AS newest ON newest.article_id = articles.id
        AND newest.number = (SELECT max(number) FROM versions WHERE article_id = articles.id)
    WHERE articles.id > :after ORDER BY articles.id LIMIT :page
"""
TEXT: Final = "SELECT id, text FROM versions WHERE id {}"
FIRST: Final = """
    SELECT articles.id, outlets.name, published, first.text_sha256
    FROM articles LEFT JOIN outlets ON outlets.id = outlet_id
    JOIN versions AS first ON first.article_id = articles.id
        AND first.number = (SELECT min(number) FROM versions WHERE article_id = articles.id)
    WHERE articles.id {}
"""
NEWEST: Final = """
    SELECT id, article_id FROM versions AS version
    WHERE number = (SELECT max(number) FROM versions WHERE article_id = version.article_id) AND id {}
"""
NAMED: Final = "SELECT id, name FROM actor_names WHERE id {}"
BEARERS: Final = """
    SELECT DISTINCT named.id, coalesce(actors.merged_into_id, actors.id)
    FROM actor_names AS named JOIN actor_names AS same ON same.name_folded = named.name_folded
    JOIN actors ON actors.id = same.actor_id WHERE named.id {}
"""
CHAINS: Final = """
    SELECT statement_id, position, actor_id, actors.name, label, quotation
    FROM attributions LEFT JOIN actors ON actors.id = actor_id WHERE statement_id {}
    ORDER BY statement_id, position
"""
ABOUT: Final = """
    SELECT claim_id, actor_id FROM claim_actors WHERE claim_id {} ORDER BY position, actor_id
"""


def actor_facts(connection: Connection) -> Iterator[ActorFacts]:
    """Yield every actor that stands, in the order of their numbers."""
    rows = pages(connection, ACTORS)
    while batch := [number for (number,) in islice(rows, BATCH)]:
        members = [*batch, *(number for (number,) in rows_among(connection, MEMBERS, batch))]
        names, roles = (grouped(rows_among(connection, query, members)) for query in (NAMES, ROLES))
        told = told_actors(connection, batch)
        for number in batch:
            held = (f"{title}, {of}" if of else title for title, of in roles.get(number, ()))
            borne = tuple((name, kind) for name, kind in names[number])
            yield ActorFacts(told[number], borne, tuple(dict.fromkeys(held)))


def article_facts(connection: Connection, *, with_text: bool) -> Iterator[ArticleFacts]:
    """Yield every article, in the order of their numbers; one text at a time is in memory."""
    rows = pages(connection, ARTICLES)
    while batch := list(islice(rows, BATCH)):
        authors = authors_by_article(connection, [row[0] for row in batch])
        for number, title, outlet, published, language, url, file, version, *captured in batch:
            media_type, observed_at, first = captured
            text = rows_among(connection, TEXT, [version])[0][1] if with_text and version else None
            by = authors.get(number, ())
            yield ArticleFacts(
                number,
                first,
                title,
                outlet,
                published,
                by,
                language,
                url,
                file,
                media_type,
                observed_at,
                text,
            )


def names_in_articles(connection: Connection) -> Iterator[NamedIn]:
    """Yield each name once for each article whose newest wording has it, and each actor that it can mean."""
    for rows in all_mentions(connection):
        newest: dict[int, int] = dict(rows_among(connection, NEWEST, {row[0] for row in rows}))
        pairs = dict.fromkeys((newest[row[0]], row[3]) for row in rows if row[0] in newest)
        yield from _named(connection, list(pairs))


def _named(connection: Connection, pairs: list[tuple[int, int]]) -> Iterator[NamedIn]:
    numbers = {name for _article, name in pairs}
    names: dict[int, str] = dict(rows_among(connection, NAMED, numbers))
    bearers = grouped(rows_among(connection, BEARERS, numbers))
    actors = told_actors(connection, {root for each in bearers.values() for (root,) in each})
    first = {row[0]: row[3] for row in rows_among(connection, FIRST, {article for article, _name in pairs})}
    told: dict[tuple[int, str, int | None], NamedIn] = {}
    for article, number in pairs:
        name = names[number]
        meant = [actors[root] for (root,) in bearers[number]]
        actor = meant[0] if len(meant) == 1 else None
        kinds = tuple(each.kind for each in meant)
        key = article, name, actor.number if actor else None
        told.setdefault(key, NamedIn(article, first[article], name, actor, kinds))
    yield from told.values()


def uttered(connection: Connection) -> Iterator[Uttered]:
    """Yield every statement by article, wording and place in the text."""
    statements = full_statements(connection)
    while batch := list(islice(statements, BATCH)):
        yield from _uttered(connection, batch)


def _uttered(connection: Connection, batch: list[FullStatement]) -> Iterator[Uttered]:
    chains = grouped(rows_among(connection, CHAINS, [each.statement_id for each in batch]))
    about = grouped(rows_among(connection, ABOUT, {each.claim_id for each in batch}))
    speaking = {row[1] for chain in chains.values() for row in chain if row[1] is not None}
    actors = told_actors(connection, speaking | {row[0] for each in about.values() for row in each})
    first = {
        number: row for number, *row in rows_among(connection, FIRST, {each.article_id for each in batch})
    }
    for each in batch:
        chain = chains.get(each.statement_id, [])
        numbers = [row[1] for row in chain if row[1] is not None]
        numbers += [number for (number,) in about.get(each.claim_id, ())]
        involved = {actors[number].number: actors[number] for number in numbers}
        links = [_link(row, actors) for row in chain]
        yield Uttered(each, links, tuple(involved.values()), *first[each.article_id])


def _link(row: Found, actors: dict[int, ToldActor]) -> ChainLink:
    position, actor, _name, label, quotation = row
    name = None if actor is None else actors[actor].name
    return ChainLink(position, actor, name, label, quotation, None, None)
