"""What became of each passage in a newer version of its article, and what people decided of it.

Triggers hold the outcome to the words: a passage is ``exact`` or ``moved`` only where its words stand
as they were, and ``altered`` only where others stand, whatever program writes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SCORE = sa.Double().with_variant(sa.REAL(), "sqlite")

OUTCOMES = "('exact', 'moved', 'altered', 'ambiguous', 'gone')"

OUTCOME_AS_REVIEWED = (
    "CASE coalesce(review, 'none')"
    " WHEN 'none' THEN outcome = found AND found IN ('exact', 'moved', 'gone')"
    " WHEN 'waiting' THEN outcome = found AND found IN ('altered', 'ambiguous')"
    " WHEN 'accepted' THEN passage_id IS NOT NULL ELSE outcome = 'gone' END"
)

# What each refuses, in a condition on NEW and OLD that both engines read; {schema} is filled in on
# PostgreSQL, since a shell may have a search path of its own.
REFUSED = {
    "carryings_to_a_later_version": (
        ("INSERT", "UPDATE"),
        "carryings",
        """
        NOT EXISTS (
            SELECT 1 FROM {schema}passages AS quoted
            JOIN {schema}versions AS before ON before.id = quoted.version_id
            JOIN {schema}versions AS after ON after.id = NEW.version_id
            WHERE quoted.id = NEW.from_passage_id
            AND before.article_id = after.article_id AND before.number < after.number
        )
        """,
        "a passage is carried to a later version of its article",
    ),
    "carryings_true_to_the_words": (
        ("INSERT", "UPDATE"),
        "carryings",
        """
        NEW.passage_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM {schema}passages AS standing
            JOIN {schema}passages AS quoted ON quoted.id = NEW.from_passage_id
            WHERE standing.id = NEW.passage_id AND standing.version_id = NEW.version_id
            AND (standing.quote = quoted.quote) = (NEW.outcome IN ('exact', 'moved'))
        )
        """,
        "a carried passage stands in that version, and is exact or moved only with the same words",
    ),
    "carrying_candidates_stand_there": (
        ("INSERT", "UPDATE"),
        "carrying_candidates",
        """
        NOT EXISTS (
            SELECT 1 FROM {schema}carryings
            JOIN {schema}passages ON passages.version_id = carryings.version_id
            WHERE carryings.id = NEW.carrying_id AND passages.id = NEW.passage_id
        )
        """,
        "a candidate is a passage of the version that was carried to",
    ),
    "carryings_keep_their_candidates": (
        ("UPDATE",),
        "carryings",
        """
        (NEW.id <> OLD.id OR NEW.version_id <> OLD.version_id)
        AND EXISTS (SELECT 1 FROM {schema}carrying_candidates WHERE carrying_id = OLD.id)
        """,
        "this carrying has candidates in its version",
    ),
    "carrying_decisions_never_changed": (
        ("UPDATE",),
        "carrying_decisions",
        "1 = 1",
        "a decision is never changed: undo it by another",
    ),
    "passages_carried_keep_their_place": (
        ("UPDATE",),
        "passages",
        """
        (NEW.id <> OLD.id OR NEW.version_id <> OLD.version_id
         OR NEW.start_char <> OLD.start_char OR NEW.end_char <> OLD.end_char)
        AND (EXISTS (SELECT 1 FROM {schema}carryings WHERE from_passage_id = OLD.id)
             OR EXISTS (SELECT 1 FROM {schema}carryings WHERE passage_id = OLD.id)
             OR EXISTS (SELECT 1 FROM {schema}carrying_candidates WHERE passage_id = OLD.id))
        """,
        "this passage was carried, or another to it: add another passage",
    ),
    "passages_carried_never_taken_away": (
        ("DELETE",),
        "passages",
        """
        EXISTS (SELECT 1 FROM {schema}carryings WHERE from_passage_id = OLD.id)
        OR EXISTS (SELECT 1 FROM {schema}carryings WHERE passage_id = OLD.id)
        OR EXISTS (SELECT 1 FROM {schema}carrying_candidates WHERE passage_id = OLD.id)
        """,
        "this passage was carried, or another to it",
    ),
    "versions_carried_keep_their_place": (
        ("UPDATE",),
        "versions",
        """
        (NEW.article_id <> OLD.article_id OR NEW.number <> OLD.number)
        AND (EXISTS (SELECT 1 FROM {schema}carryings WHERE version_id = OLD.id)
             OR EXISTS (SELECT 1 FROM {schema}passages AS quoted
                        JOIN {schema}carryings ON from_passage_id = quoted.id
                        WHERE quoted.version_id = OLD.id))
        """,
        "passages were carried to or from this version, which keeps its number",
    ),
    "versions_carried_never_taken_away": (
        ("DELETE",),
        "versions",
        "EXISTS (SELECT 1 FROM {schema}carryings WHERE version_id = OLD.id)",
        "passages were carried to this version",
    ),
}
"""Each guard with the events it looks at, the table, the condition it refuses, and its sentence."""

# What makes a row be in the way of a new one, which SQLite's ``OR REPLACE`` would remove without a word.
SAME_ROW = {
    "carryings": (
        """
        id = NEW.id
        OR (from_passage_id = NEW.from_passage_id AND version_id = NEW.version_id)
        OR (from_passage_id = NEW.from_passage_id AND latest = 1 AND NEW.latest = 1)
        """,
        "id <> OLD.id",
    ),
    "carrying_candidates": (
        "carrying_id = NEW.carrying_id AND number = NEW.number",
        "(carrying_id, number) <> (OLD.carrying_id, OLD.number)",
    ),
    "carrying_decisions": ("id = NEW.id", None),
}
"""Each with what tells another row from itself; None for what is never changed."""


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def moment() -> sa.TextClause:
    """Write the present moment (UTC) as a text."""
    if on_postgresql():
        return sa.text("(to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))")
    return sa.text("(CURRENT_TIMESTAMP)")


def only(condition: str) -> dict[str, sa.TextClause]:
    """Return what makes an index hold only some rows."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def make_tables() -> None:
    op.create_table(
        "carryings",
        sa.Column("id", KEY, nullable=False),
        sa.Column(
            "from_passage_id", KEY, nullable=False, comment="The passage that statements were made on."
        ),
        sa.Column("version_id", KEY, nullable=False, comment="The newer version."),
        sa.Column(
            "found",
            TEXT,
            nullable=False,
            comment="What the program found: exact, moved, altered, ambiguous or gone.",
        ),
        sa.Column("outcome", TEXT, nullable=False, comment="What holds, with what a person decided."),
        sa.Column(
            "score",
            SCORE,
            nullable=True,
            comment="How like the words are, 0 to 100; NULL where it stands nowhere.",
        ),
        sa.Column(
            "passage_id", KEY, nullable=True, comment="Where it stands there; NULL: nowhere for certain."
        ),
        sa.Column(
            "review",
            TEXT,
            nullable=True,
            comment="waiting for a person, accepted or rejected; NULL: no question.",
        ),
        sa.Column(
            "latest",
            sa.Integer(),
            server_default=sa.text("1"),
            nullable=False,
            comment="1 for the newest version it was carried to, else 0.",
        ),
        sa.Column(
            "carried_at", TEXT, server_default=moment(), nullable=False, comment="When it was carried (UTC)."
        ),
        sa.CheckConstraint("id >= 1", name=op.f("ck_carryings_id_from_one")),
        sa.CheckConstraint(f"found IN {OUTCOMES}", name=op.f("ck_carryings_found_vocabulary")),
        sa.CheckConstraint(f"outcome IN {OUTCOMES}", name=op.f("ck_carryings_outcome_vocabulary")),
        sa.CheckConstraint(
            "review IN ('waiting', 'accepted', 'rejected')", name=op.f("ck_carryings_review_vocabulary")
        ),
        sa.CheckConstraint("latest IN (0, 1)", name=op.f("ck_carryings_latest_yes_or_no")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_carryings_score_in_range")),
        sa.CheckConstraint(
            "(passage_id IS NULL) = (outcome IN ('ambiguous', 'gone'))",
            name=op.f("ck_carryings_stands_or_does_not"),
        ),
        sa.CheckConstraint(OUTCOME_AS_REVIEWED, name=op.f("ck_carryings_outcome_as_reviewed")),
        sa.ForeignKeyConstraint(
            ["from_passage_id"], ["passages.id"], name=op.f("fk_carryings_from_passage_id_passages")
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_carryings_passage_id_passages")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_carryings_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carryings")),
        sa.UniqueConstraint(
            "from_passage_id", "version_id", name=op.f("uq_carryings_from_passage_id_version_id")
        ),
        comment="What became of a passage in a newer version of its article.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_carryings_passage_id"), "carryings", ["passage_id"])
    op.create_index(op.f("ix_carryings_version_id"), "carryings", ["version_id"])
    op.create_index(
        "uq_carryings_latest", "carryings", ["from_passage_id"], unique=True, **only("latest = 1")
    )
    op.create_index("ix_carryings_waiting", "carryings", ["id"], **only("review = 'waiting' AND latest = 1"))
    op.create_table(
        "carrying_candidates",
        sa.Column("carrying_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1 is the best, then 2, 3, …"),
        sa.Column("passage_id", KEY, nullable=False, comment="The place and its words."),
        sa.Column("score", SCORE, nullable=False, comment="How like its words are, 0 to 100."),
        sa.CheckConstraint("number >= 1", name=op.f("ck_carrying_candidates_number_from_one")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_carrying_candidates_score_in_range")),
        sa.ForeignKeyConstraint(
            ["carrying_id"],
            ["carryings.id"],
            name=op.f("fk_carrying_candidates_carrying_id_carryings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_carrying_candidates_passage_id_passages")
        ),
        sa.PrimaryKeyConstraint("carrying_id", "number", name=op.f("pk_carrying_candidates")),
        comment="Where an altered or ambiguous passage may stand.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_carrying_candidates_passage_id"), "carrying_candidates", ["passage_id"])
    op.create_table(
        "carrying_decisions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("carrying_id", KEY, nullable=False, comment="What was decided of."),
        sa.Column("decision", TEXT, nullable=False, comment="accept, choose, reject or undo."),
        sa.Column(
            "number", sa.Integer(), nullable=True, comment="The candidate that was accepted or chosen."
        ),
        sa.Column("annotator_id", KEY, nullable=True, comment="Who decided."),
        sa.Column("decided_at", TEXT, server_default=moment(), nullable=False, comment="When (UTC)."),
        sa.CheckConstraint("id >= 1", name=op.f("ck_carrying_decisions_id_from_one")),
        sa.CheckConstraint(
            "decision IN ('accept', 'choose', 'reject', 'undo')",
            name=op.f("ck_carrying_decisions_decision_vocabulary"),
        ),
        sa.CheckConstraint(
            "(number IS NOT NULL) = (decision IN ('accept', 'choose'))",
            name=op.f("ck_carrying_decisions_number_of_choice"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_carrying_decisions_number_from_one")),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name=op.f("fk_carrying_decisions_annotator_id_annotators")
        ),
        sa.ForeignKeyConstraint(
            ["carrying_id"],
            ["carryings.id"],
            name=op.f("fk_carrying_decisions_carrying_id_carryings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrying_decisions")),
        comment="What people decided of a carried passage, in order.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_carrying_decisions_annotator_id"), "carrying_decisions", ["annotator_id"])
    op.create_index(op.f("ix_carrying_decisions_carrying_id"), "carrying_decisions", ["carrying_id"])


def guards() -> dict[str, str]:
    """Write the triggers of an SQLite file by name."""
    made = {}
    for name, (events, table, refused, sentence) in REFUSED.items():
        for event in events:
            made[f"{name}_on_{event.lower()}"] = f"""
                BEFORE {event} ON {table} WHEN {refused.format(schema="")}
                BEGIN SELECT RAISE(ABORT, '{sentence}'); END
            """
    for table, (same, other) in SAME_ROW.items():
        refusal = f"SELECT RAISE(ABORT, '{table}: such a row is there already, and is never replaced');"
        made[f"{table}_never_replaced_on_insert"] = f"""
            BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
            BEGIN {refusal} END
        """
        if other is not None:
            made[f"{table}_never_replaced_on_update"] = f"""
                BEFORE UPDATE ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {other} AND ({same}))
                BEGIN {refusal} END
            """
    return made


def guard_on_server(name: str, events: tuple[str, ...], table: str, refused: str, sentence: str) -> None:
    """Make a trigger that refuses a row, even where a session has switched ordinary triggers off."""
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF {refused} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN {"OLD" if events == ("DELETE",) else "NEW"};
        END $$
    """)
    at = f"BEFORE {' OR '.join(events)} ON {table}"
    op.execute(f"CREATE TRIGGER {name} {at} FOR EACH ROW EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    make_tables()
    if on_postgresql():
        schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        for name, (events, table, refused, sentence) in REFUSED.items():
            guard_on_server(name, events, table, refused.format(schema=f"{schema}."), sentence)
        return
    for name, body in guards().items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute("PRAGMA user_version = 6")


def downgrade() -> None:
    for name, (_events, table, _refused, _sentence) in REFUSED.items():
        if on_postgresql():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    if not on_postgresql():
        for name in guards():
            op.execute(f"DROP TRIGGER {name}")
        op.execute("PRAGMA user_version = 5")
    for table in ("carrying_decisions", "carrying_candidates", "carryings"):
        op.drop_table(table)
