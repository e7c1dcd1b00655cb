"""What no annotation can say, counted, so that an export can tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.annotated_actors import NAMESAKES
from claimsdb.queries.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

COUNTED: Final = {
    "decisions of people on carried passages": "SELECT count(*) FROM carrying_decisions",
    "claims that no statement makes": """
        SELECT count(*) FROM claims
        WHERE NOT EXISTS (SELECT 1 FROM statements WHERE statements.claim_id = claims.id)
    """,
    "articles without a text": """
        SELECT count(*) FROM articles
        WHERE NOT EXISTS (SELECT 1 FROM versions WHERE versions.article_id = articles.id)
    """,
    "outlets without an article that has a text": """
        SELECT count(*) FROM outlets WHERE NOT EXISTS (
            SELECT 1 FROM articles JOIN versions ON versions.article_id = articles.id
            WHERE articles.outlet_id = outlets.id
        )
    """,
    "annotators of whom nothing is written": """
        SELECT count(*) FROM annotators
        WHERE NOT EXISTS (SELECT 1 FROM statements WHERE statements.annotator_id = annotators.id)
        AND NOT EXISTS (SELECT 1 FROM claim_relations WHERE claim_relations.annotator_id = annotators.id)
        AND NOT EXISTS (SELECT 1 FROM claim_reviews WHERE claim_reviews.annotator_id = annotators.id)
        AND NOT EXISTS (SELECT 1 FROM actor_roles WHERE actor_roles.annotator_id = annotators.id)
        AND NOT EXISTS (
            SELECT 1 FROM actor_judgements AS made WHERE made.annotator_id = annotators.id
            AND judgement IN ('merge', 'distinct') AND NOT EXISTS (
                SELECT 1 FROM actor_judgements AS undoing WHERE undoing.undoes_id = made.id
            )
        )
    """,
    "relations of claims that no statement makes": """
        SELECT count(*) FROM claim_relations
        WHERE NOT EXISTS (SELECT 1 FROM statements WHERE statements.claim_id = claim_relations.claim_id)
        OR NOT EXISTS (SELECT 1 FROM statements WHERE statements.claim_id = claim_relations.related_claim_id)
    """,
    "reviews of claims that no statement makes": """
        SELECT count(*) FROM claim_reviews
        WHERE NOT EXISTS (SELECT 1 FROM statements WHERE statements.claim_id = claim_reviews.claim_id)
    """,
    "judgements on actors that were undone, or are written as what they led to": """
        SELECT count(*) FROM actor_judgements AS made
        WHERE judgement NOT IN ('merge', 'distinct') OR actor_id IS NULL OR other_id IS NULL
        OR EXISTS (SELECT 1 FROM actor_judgements AS undoing WHERE undoing.undoes_id = made.id)
    """,
    "actors called otherwise, since nothing tells them from another": (
        f"SELECT count(*) FROM ({NAMESAKES}) AS named"  # noqa: S608 (a query of ours)
    ),
}

KEYS: Final = """
    SELECT count(*) FROM (
        SELECT DISTINCT article_id, key, claim_id FROM claim_keys
        JOIN annotation_files ON annotation_files.id = annotation_file_id
    ) AS given
"""


def left_out_of(connection: Connection, kept_keys: int) -> Iterator[tuple[str, int]]:
    """Yield what is left out of every export, with how many of it; ``kept_keys`` are those written."""
    for what, query in COUNTED.items():
        ((count,),) = ask(connection, query, {})
        yield what, count
    yield "topics that no claim bears", _bare_topics(connection)
    ((keys,),) = ask(connection, KEYS, {})
    yield "keys beside the first of a claim in its article", keys - kept_keys


def _bare_topics(connection: Connection) -> int:
    parents: dict[int, int | None] = dict(ask(connection, "SELECT id, parent_id FROM topics", {}))
    borne = {number for (number,) in ask(connection, "SELECT DISTINCT topic_id FROM claim_topics", {})}
    for number in list(borne):
        above = parents[number]
        while above is not None and above not in borne:
            borne.add(above)
            above = parents[above]
    return len(parents.keys() - borne)
