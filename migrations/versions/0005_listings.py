"""The statements of each actor in the order of publication, also narrowed to an outlet or a topic.

``listings`` is what an index would be if an index could span tables: who takes part, when and where
that was published, and by which facet one looks. The view ``listed`` says from the tables what it must
hold, and triggers keep it so. All of its columns are its key, so a question walks it in order and stops.

A facet is a number: 0 is everything; 1, 2 and 3 the articles whose date of publication is not one
day but lies within a month, within a year, or in a longer span; 2 * id + 2 an outlet; 2 * id + 3 a
topic or one below it. A day is written as the number YYYYMMDD; unknown is 99999999, which comes last.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


INDEXES = {
    "ix_articles_outlet_id": ("articles", ["outlet_id", "published_earliest", "id"], ["outlet_id"]),
    "ix_articles_published_earliest": (
        "articles",
        ["published_earliest", "id"],
        ["published_earliest"],
    ),
    "ix_articles_title": ("articles", ["title"], None),
    "ix_versions_origin": ("versions", ["origin"], None),
    "ix_annotation_files_sha256": ("annotation_files", ["sha256"], None),
    "ix_claim_keys_key": ("claim_keys", ["key"], None),
}
"""Each index with its table, its columns now, and those it had before."""

OF_ANY_LENGTH = {"ix_articles_title", "ix_versions_origin"}
"""Indexes that take texts of any length, which on PostgreSQL only one by hash does."""

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLACE = sa.Integer()

TABLE = {
    "actor_id": (KEY, "Who takes part."),
    "speaks": (PLACE, "1 as a speaker, 0 as one the claim is about."),
    "facet": (
        KEY,
        (
            "0 all; 1, 2, 3 published within a month, a year, a longer span; "
            "2 * id + 2 an outlet; 2 * id + 3 a topic or one below it."
        ),
    ),
    "day": (PLACE, "First day of publication as YYYYMMDD; 99999999 is unknown."),
    "article_id": (KEY, "Where it is stated."),
    "start_char": (PLACE, "Where in the text."),
    "statement_id": (KEY, "The statement."),
}
COLUMNS = ", ".join(TABLE)

DAY = "coalesce(CAST(replace(articles.published_earliest, '-', '') AS INTEGER), 99999999)"

DATED_BY_SPAN = """
    articles.published_earliest <> articles.published_latest
    OR (articles.published_earliest IS NULL) <> (articles.published_latest IS NULL)
"""
SPAN = """
    CASE
        WHEN substr(articles.published_earliest, 1, 7) = substr(articles.published_latest, 1, 7) THEN 1
        WHEN substr(articles.published_earliest, 1, 4) = substr(articles.published_latest, 1, 4) THEN 2
        ELSE 3
    END
"""
FACETS = {
    "0": "1 = 1",
    SPAN: f"({DATED_BY_SPAN})",
    "2 * articles.outlet_id + 2": "articles.outlet_id IS NOT NULL",
}
"""The facets of an article, each with when it has it."""

SELF_AND_ABOVE = """
    WITH RECURSIVE up (id) AS (
        {start}
        UNION
        SELECT topics.parent_id FROM up JOIN topics ON topics.id = up.id WHERE topics.parent_id IS NOT NULL
    )
    SELECT id FROM up
"""

SELF_AND_BELOW = """
    WITH RECURSIVE down (id) AS (
        SELECT {topic}
        UNION
        SELECT topics.id FROM down JOIN topics ON topics.parent_id = down.id
    )
    SELECT id FROM down
"""

LABELS = "topics AS labels ON labels.id IN ({})".format(
    SELF_AND_ABOVE.format(
        start="""
            SELECT claim_topics.topic_id FROM claim_topics WHERE claim_topics.claim_id = statements.claim_id
        """
    )
)
"""Joins a statement to the topics that its claim bears, and to all above them: best for a few statements."""

ABOVE = """
    WITH RECURSIVE above (id, top) AS (
        SELECT id, id FROM topics
        UNION
        SELECT above.id, topics.parent_id FROM above JOIN topics ON topics.id = above.top
        WHERE topics.parent_id IS NOT NULL
    )
"""
ALL_LABELS = """
    claim_topics ON claim_topics.claim_id = statements.claim_id
    {join} (
        SELECT above.id AS bearing, labels.id FROM above JOIN topics AS labels ON labels.id = above.top
    ) AS labels ON labels.bearing = claim_topics.topic_id
"""
"""The same, with the way up from every topic made out once: best for many statements."""

LINKS = {
    1: ("attributions", "links.statement_id = statements.id AND links.actor_id IS NOT NULL"),
    0: ("claim_actors", "links.claim_id = statements.claim_id"),
}
"""Where it stands who speaks (1) and whom a claim is about (0), and how a statement is tied to it."""


def listing(
    where: str, *, sides: tuple[int, ...] = (1, 0), labels: str = LABELS, join: str = "JOIN", **instead: str
) -> str:
    """Write the query for the listings of some statements, some perhaps twice.

    ``instead`` puts an old row for its table, and ``labels`` other topics for those of the claim.
    """
    arms = []
    for speaks in sides:
        table, tied = LINKS[speaks]
        tables = f"""
            FROM {instead.get("statements", "statements")} AS statements
            {join} {instead.get(table, table)} AS links ON {tied}
            JOIN passages ON passages.id = statements.passage_id
            JOIN {instead.get("versions", "versions")} AS versions ON versions.id = passages.version_id
            JOIN {instead.get("articles", "articles")} AS articles ON articles.id = versions.article_id
        """
        facets = [(facet, f"{tables} WHERE {has} AND {where}") for facet, has in FACETS.items()]
        facets.append(("2 * labels.id + 3", f"{tables} {join} {labels} WHERE {where}"))
        arms += [
            f"""
            SELECT links.actor_id, {speaks}, {facet}, {DAY},
                articles.id, passages.start_char, statements.id
            {rest}
            """
            for facet, rest in facets
        ]
    return " UNION ALL ".join(arms)


def row(which: str, columns: str) -> str:
    """Write the old or new row of a trigger as a table."""
    return "(SELECT " + ", ".join(f"{which}.{each} AS {each}" for each in columns.split()) + ")"


def forget(old: str) -> str:
    """Write the SQL that takes listings away."""
    # A compound query is looked up row by row only when it stands within a simple one.
    return f"DELETE FROM listings WHERE ({COLUMNS}) IN (SELECT * FROM ({old}) AS before);"


def remember(new: str) -> str:
    """Write the SQL that adds listings where they are not there already."""
    return (
        f"INSERT INTO listings ({COLUMNS}) SELECT * FROM ({new}) AS now WHERE 1 = 1 ON CONFLICT DO NOTHING;"
    )


def of_topic(which: str) -> str:
    """Write the condition that a statement's claim bears a topic or one below it."""
    below = SELF_AND_BELOW.format(topic=f"{which}.id")
    return f"statements.claim_id IN (SELECT claim_id FROM claim_topics WHERE topic_id IN ({below}))"


def above(topic: str, *, itself: str | None = None) -> str:
    """Write the topics that were above an old row, as what a statement is joined to."""
    start = f"SELECT {topic}" if itself is None else f"SELECT {itself} UNION SELECT {topic}"
    return f"({SELF_AND_ABOVE.format(start=start)}) AS labels ON labels.id IS NOT NULL"


SCOPES = {
    "attributions": "statements.id = {0}.statement_id",
    "claim_actors": "statements.claim_id = {0}.claim_id",
    "claim_topics": "statements.claim_id = {0}.claim_id",
    "statements": "statements.id = {0}.id",
    "versions": "versions.id = {0}.id",
    "articles": "articles.id = {0}.id",
}
"""Which statements a row of a table concerns."""

COLUMNS_READ = {
    "attributions": "statement_id actor_id",
    "claim_actors": "claim_id actor_id",
    "claim_topics": "claim_id topic_id",
    "statements": "id claim_id passage_id",
    "versions": "id article_id",
    "articles": "id outlet_id published_earliest published_latest",
    "topics": "id parent_id",
}
"""The columns on which listings depend."""


def old_listings(table: str) -> str:
    """Write the query for what the old row of a table listed."""
    match table:
        case "topics":
            return listing(of_topic("OLD"), labels=above("OLD.parent_id", itself="OLD.id"))
        case "claim_topics":
            return listing(SCOPES[table].format("OLD"), labels=above("OLD.topic_id"))
        case _:
            old = {table: row("OLD", COLUMNS_READ[table])}
            return listing(SCOPES[table].format("OLD"), sides=sides(table), **old)


def listings_now(table: str, which: str) -> str:
    """Write the query for what is true now of all that the old or new row of a table concerns."""
    if table == "topics":
        return listing(of_topic(which))
    where = SCOPES[table].format(which)
    if table in {"attributions", "claim_actors"}:
        where += f" AND links.actor_id = {which}.actor_id"
    return listing(where, sides=sides(table))


def sides(table: str) -> tuple[int, ...]:
    """Return the sides that a table has a say in: speaking, being spoken about, or both."""
    return {"attributions": (1,), "claim_actors": (0,)}.get(table, (1, 0))


def body(table: str, event: str) -> str:
    """Write the SQL that follows an event."""
    back, new = remember(listings_now(table, "OLD")), remember(listings_now(table, "NEW"))
    match event:
        case "insert":
            return new
        case "update":
            return forget(old_listings(table)) + back + new
        case _:
            return forget(old_listings(table)) + ("" if table == "statements" else back)


def triggers() -> list[tuple[str, str, str, str]]:
    """Name the triggers that keep the listings in step, with when they come, the table, and the event.

    They come after the change: what comes before it stays done when ``UPDATE OR IGNORE`` gives up
    a row. Taking a statement away is the exception: its speakers go with it, before what comes after,
    and nothing gives up a row there. None is ``UPDATE OF``, which overlooks an id set as ``rowid``.
    """
    return [
        (
            f"{table}_listed_on_{event}",
            "BEFORE" if (table, event) == ("statements", "delete") else "AFTER",
            table,
            event,
        )
        for table in COLUMNS_READ
        for event in ("insert", "update", "delete")
        if table != "versions" or event == "update"  # none is added or taken away under a passage
    ]


def condition(table: str, event: str) -> str:
    """Write when a trigger has anything to do."""
    columns = COLUMNS_READ[table].split()
    if on_postgresql():
        if event == "insert":
            return "WHEN (current_setting('claimsdb.by_hand', true) IS DISTINCT FROM 'on')"
        old, new = (", ".join(f"{which}.{each}" for each in columns) for which in ("OLD", "NEW"))
        return f"WHEN (({old}) IS DISTINCT FROM ({new}))" if event == "update" else ""
    changed = " OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in columns)
    return f"WHEN {changed}" if event == "update" else ""


def make_trigger(name: str, when: str, table: str, event: str) -> None:
    """Make a trigger; on PostgreSQL it keeps to this schema, whatever a shell's search path is."""
    does, at = body(table, event), f"{when} {event.upper()} ON {table}"
    if not on_postgresql():
        op.execute(f"CREATE TRIGGER {name} {at} {condition(table, event)} BEGIN {does} END")
        return
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        BEGIN {does} RETURN {"OLD" if event == "delete" else "NEW"}; END $$
    """)
    op.execute(f"CREATE TRIGGER {name} {at} FOR EACH ROW {condition(table, event)} EXECUTE FUNCTION {name}()")


SAME_ROW = {
    "articles": "id = NEW.id",
    "attributions": "id = NEW.id OR (statement_id = NEW.statement_id AND position = NEW.position)",
    "topics": "id = NEW.id OR path = NEW.path",
}
"""What makes a row be in the way of a new one, which SQLite's ``OR REPLACE`` would remove without a word."""


def guards() -> dict[str, str]:
    """Name the triggers that keep rows of an SQLite file from being replaced unnoticed."""
    made = {}
    for table, same in SAME_ROW.items():
        refusal = f"SELECT RAISE(ABORT, '{table}: such a row is there already, and is never replaced');"
        made[f"{table}_listed_never_replaced_on_insert"] = f"""
            BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refusal} END
        """
        made[f"{table}_listed_never_replaced_on_update"] = f"""
            BEFORE UPDATE ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE id <> OLD.id AND ({same})) BEGIN {refusal} END
        """
    return made


def upgrade() -> None:
    for name, (table, columns, before) in INDEXES.items():
        if before is not None:
            op.drop_index(name, table)
        op.create_index(name, table, columns, postgresql_using="hash" if name in OF_ANY_LENGTH else "btree")
    op.create_table(
        "listings",
        *(sa.Column(name, kind, nullable=False, comment=comment) for name, (kind, comment) in TABLE.items()),
        sa.PrimaryKeyConstraint(*TABLE, name="pk_listings"),
        comment="Statements by actor in the order of publication; derived from the other tables.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    # A run of statements is read at a time, and SQLite's CROSS JOIN holds it to starting from those.
    join = "JOIN" if on_postgresql() else "CROSS JOIN"
    listed = listing("1 = 1", labels=ALL_LABELS.format(join=join), join=join)
    op.execute(f"CREATE VIEW listed ({COLUMNS}) AS {ABOVE} {listed}")
    op.execute(
        f"INSERT INTO listings SELECT * FROM listed WHERE 1 = 1 ORDER BY {COLUMNS} ON CONFLICT DO NOTHING"
    )
    for trigger in triggers():
        make_trigger(*trigger)
    if not on_postgresql():
        for name, guard in guards().items():
            op.execute(f"CREATE TRIGGER {name} {guard}")
        op.execute("PRAGMA user_version = 5")


def downgrade() -> None:
    for name, _when, table, _event in triggers():
        if on_postgresql():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
        else:
            op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP VIEW listed")
    op.drop_table("listings")
    for name, (table, _columns, before) in INDEXES.items():
        op.drop_index(name, table)
        if before is not None:
            op.create_index(name, table, before)
    if not on_postgresql():
        for name in guards():
            op.execute(f"DROP TRIGGER {name}")
        op.execute("PRAGMA user_version = 4")
