"""Views for those who open the file with other tools: people, and a timeline of every date."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# How each engine joins the names of an actor, in the order they were added.
JOINED = {
    "sqlite": "group_concat(actor_names.name, '; ')",
    "postgresql": "string_agg(actor_names.name, '; ' ORDER BY actor_names.id)",
}

PEOPLE = """
    SELECT actors.id, actors.name,
        (SELECT {joined} FROM actor_names
         WHERE actor_names.actor_id = actors.id AND actor_names.name <> actors.name) AS other_names,
        (SELECT count(DISTINCT statement_id) FROM attributions
         WHERE attributions.actor_id = actors.id) AS statements_by,
        (SELECT count(DISTINCT statements.id) FROM claim_actors
         JOIN statements ON statements.claim_id = claim_actors.claim_id
         WHERE claim_actors.actor_id = actors.id) AS statements_about
    FROM actors
    WHERE actors.kind = 'person'
"""

TIMELINE = """
    SELECT 'published' AS what, published AS date, published_earliest AS earliest, published_latest AS latest,
        title AS label, id AS article_id, NULL AS claim_id, NULL AS statement_id
    FROM articles WHERE published IS NOT NULL
    UNION ALL
    SELECT 'said', said, said_earliest, said_latest,
        claims.sentence, versions.article_id, claims.id, statements.id
    FROM statements
    JOIN claims ON claims.id = statements.claim_id
    JOIN passages ON passages.id = statements.passage_id
    JOIN versions ON versions.id = passages.version_id
    WHERE said IS NOT NULL
    UNION ALL
    SELECT 'event', event_date, event_earliest, event_latest, sentence, NULL, id, NULL
    FROM claims WHERE event_date IS NOT NULL
"""


def upgrade() -> None:
    engine = op.get_bind().dialect.name
    op.execute(f"CREATE VIEW people AS {PEOPLE.format(joined=JOINED[engine])}")
    op.execute(f"CREATE VIEW timeline AS {TIMELINE}")
    if engine == "sqlite":
        op.execute("PRAGMA user_version = 4")


def downgrade() -> None:
    op.execute("DROP VIEW timeline")
    op.execute("DROP VIEW people")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA user_version = 3")
