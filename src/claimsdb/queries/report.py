"""What a report asks beside the questions that people ask: lists by number, and what stands beside rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import pages, rows_among
from claimsdb.records.site import ClaimHead, QuotedAt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection


HEADS: Final = """
    SELECT claims.id, sentence, kind, event_date, status,
        (SELECT count(*) FROM statements WHERE statements.claim_id = claims.id)
    FROM claims WHERE claims.id > :after ORDER BY claims.id LIMIT :page
"""
HEADS_OF_TOPIC: Final = """
    SELECT claims.id, sentence, kind, event_date, status,
        (SELECT count(*) FROM statements WHERE statements.claim_id = claims.id)
    FROM claim_topics JOIN claims ON claims.id = claim_topics.claim_id
    WHERE topic_id = :topic AND claim_topics.claim_id > :after ORDER BY claim_topics.claim_id LIMIT :page
"""
STATED: Final = "SELECT claim_id, count(*) FROM statements WHERE claim_id {} GROUP BY claim_id"
QUOTED: Final = """
    SELECT statements.id, versions.number, start_char, end_char FROM statements
    JOIN passages ON passages.id = passage_id JOIN versions ON versions.id = version_id
    WHERE statements.id {}
"""
LANGUAGES: Final = "SELECT id, language FROM articles WHERE language IS NOT NULL AND id {}"
OUTLETS: Final = "SELECT id, outlet_id FROM articles WHERE outlet_id IS NOT NULL AND id {}"
TOPICS: Final = """
    SELECT DISTINCT path, topics.id FROM topics JOIN claim_topics ON topic_id = topics.id WHERE claim_id {}
"""


def claim_heads(connection: Connection, topic: int | None = None) -> Iterator[ClaimHead]:
    """Yield claims by number, all or those that bear a topic, with constant memory."""
    query = HEADS if topic is None else HEADS_OF_TOPIC
    yield from (ClaimHead(*row) for row in pages(connection, query, {"topic": topic}))


def stated(connection: Connection, claims: Collection[int]) -> dict[int, int]:
    """Return how many statements some claims have."""
    return dict(rows_among(connection, STATED, claims))


def quoted_at(connection: Connection, statements: Collection[int]) -> dict[int, QuotedAt]:
    """Return where some statements were quoted first."""
    return {number: QuotedAt(*place) for number, *place in rows_among(connection, QUOTED, statements)}


def languages(connection: Connection, articles: Collection[int]) -> dict[int, str]:
    """Return the languages of some articles, where they are known."""
    return dict(rows_among(connection, LANGUAGES, articles))


def outlets(connection: Connection, articles: Collection[int]) -> dict[int, int]:
    """Return the numbers of the outlets of some articles, where they are known."""
    return dict(rows_among(connection, OUTLETS, articles))


def topics(connection: Connection, claims: Collection[int]) -> dict[str, int]:
    """Return the topics that some claims bear, by path."""
    return dict(rows_among(connection, TOPICS, claims))
