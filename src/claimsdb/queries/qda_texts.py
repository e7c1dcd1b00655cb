"""Every wording of every article with what is known of it, and what REFI-QDA has no place for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import among, among_value, ask, stream
from claimsdb.queries.authors import authors_by_article
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.qda import QdaSpeaker, StoredWording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

PAGE: Final = 500
WORDINGS: Final = """
    SELECT versions.article_id, versions.number, versions.text_sha256, versions.observed_at, title,
        outlets.name, published, language, url, file,
        (SELECT count(*) FROM versions AS others WHERE others.article_id = versions.article_id),
        (SELECT count(*) FROM versions AS others
         WHERE others.text_sha256 = versions.text_sha256 AND others.article_id < versions.article_id)
    FROM articles
    JOIN versions ON versions.article_id = articles.id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
    ORDER BY articles.id, versions.number
"""
TEXTS: Final = """
    SELECT versions.text_sha256,
        (SELECT count(*) FROM versions AS others
         WHERE others.text_sha256 = versions.text_sha256 AND others.article_id < versions.article_id),
        versions.text
    FROM versions ORDER BY versions.article_id, versions.number
"""
ANNOTATORS: Final = """
    SELECT name, kind, version FROM annotators
    WHERE EXISTS (SELECT 1 FROM statements WHERE statements.annotator_id = annotators.id)
"""
LINKS: Final = """
    SELECT attributions.statement_id, attributions.position, actors.name, label, attributions.quotation
    FROM attributions LEFT JOIN actors ON actors.id = attributions.actor_id
    WHERE attributions.statement_id {}
"""
WORDS: Final = """
    SELECT statement_id, position, role, start_char, end_char, quote
    FROM statement_passages JOIN passages ON passages.id = passage_id
    WHERE role <> 'content' AND statement_id {}
"""
WITHOUT_PLACE: Final = {
    "articles without a text": (
        "SELECT count(*) FROM articles WHERE NOT EXISTS "
        "(SELECT 1 FROM versions WHERE versions.article_id = articles.id)"
    ),
    "relations between claims": "SELECT count(*) FROM claim_relations",
    "reviews of claims": "SELECT count(*) FROM claim_reviews",
    "roles of actors": "SELECT count(*) FROM actor_roles",
    "kinds of actors": "SELECT count(*) FROM actors WHERE kind IS NOT NULL",
    "further names of actors": "SELECT (SELECT count(*) FROM actor_names) - (SELECT count(*) FROM actors)",
    "identifiers of actors": "SELECT count(*) FROM actor_identifiers",
    "judgements on actors": "SELECT count(*) FROM actor_judgements",
    "passages carried to newer wordings": "SELECT count(*) FROM carryings",
    "keys of claims": "SELECT count(*) FROM claim_keys",
    "claims that nothing states": (
        "SELECT count(*) FROM claims WHERE NOT EXISTS (SELECT 1 FROM statements WHERE claim_id = claims.id)"
    ),
    "originals, of which only the text was written": (
        "SELECT count(*) FROM versions WHERE original_sha256 <> text_sha256"
    ),
}


def wordings(connection: Connection) -> Iterator[StoredWording]:
    """Yield every wording by article and number, without its text."""
    for rows in stream(connection, WORDINGS, {}, batch=PAGE):
        authors = authors_by_article(connection, [row[0] for row in rows])
        for row in rows:
            yield StoredWording(*(*row, authors.get(row[0], ())))


def texts(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """Yield the text of every wording, with its SHA-256 and how many articles before it have the same."""
    for rows in stream(connection, TEXTS, {}, batch=1):
        yield from ((str(digest), int(rank), str(text)) for digest, rank, text in rows)


def coders(connection: Connection) -> list[AnnotatorNote]:
    """Return everybody who recorded a statement, by name."""
    found = (AnnotatorNote(*row) for row in ask(connection, ANNOTATORS, {}))
    return sorted(found, key=lambda each: (each.name, each.kind, each.version or ""))


def topic_paths(connection: Connection) -> list[str]:
    """Return the code book."""
    return [path for (path,) in ask(connection, "SELECT path FROM topics", {})]


def speakers_of(connection: Connection, statements: Sequence[int]) -> dict[int, list[QdaSpeaker]]:
    """Return the chains of some statements, nearest first, with the words that tell of each link."""
    values = {"statements": among_value(connection, list(statements))}
    condition = among(connection, "statements")
    words: dict[tuple[int, int], dict[str, tuple[int, int, str]]] = defaultdict(dict)
    for statement, position, role, *extent in ask(connection, WORDS.format(condition), values):
        words[statement, position][role] = tuple(extent)
    chains: defaultdict[int, list[QdaSpeaker]] = defaultdict(list)
    for statement, position, name, label, quotation in sorted(
        ask(connection, LINKS.format(condition), values), key=lambda row: row[:2]
    ):
        told = words.get((statement, position), {})
        chains[statement].append(QdaSpeaker(name, label, told.get("source"), told.get("cue"), quotation))
    return chains


def without_place(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return what a project has no place for, with how much of it there is."""
    return tuple((what, ask(connection, question, {})[0][0]) for what, question in WITHOUT_PLACE.items())
