"""Reviews of claims: the verdicts that people and organisations gave on them, with their evidence.

A piece of evidence is a passage, an address or another claim. Guards hold that a claim with reviews, a
claim that is evidence, and a passage that is evidence are neither moved nor taken away.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER = sa.Double().with_variant(sa.REAL(), "sqlite")

HAS_REVIEWS = """
    (EXISTS (SELECT 1 FROM {schema}claim_reviews WHERE claim_id = OLD.id)
     OR EXISTS (SELECT 1 FROM {schema}claim_review_evidence WHERE claim_id = OLD.id))
"""
IS_EVIDENCE = "EXISTS (SELECT 1 FROM {schema}claim_review_evidence WHERE passage_id = OLD.id)"

# What each refuses, in a condition on NEW and OLD that both engines read; {schema} is filled in on
# PostgreSQL, since a shell may have a search path of its own.
REFUSED = {
    "claim_reviews_of_a_claim": (
        ("INSERT", "UPDATE"),
        "claim_reviews",
        "NOT EXISTS (SELECT 1 FROM {schema}claims WHERE id = NEW.claim_id)",
        "a review must be of a claim",
    ),
    "claim_reviews_keep_their_number": (
        ("UPDATE",),
        "claim_reviews",
        "NEW.id <> OLD.id AND EXISTS (SELECT 1 FROM {schema}claim_review_evidence WHERE review_id = OLD.id)",
        "this review has evidence, which knows it by its number",
    ),
    "claim_review_evidence_stands": (
        ("INSERT", "UPDATE"),
        "claim_review_evidence",
        """
        NOT EXISTS (SELECT 1 FROM {schema}claim_reviews WHERE id = NEW.review_id)
        OR (NEW.passage_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM {schema}passages WHERE id = NEW.passage_id))
        OR (NEW.claim_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM {schema}claims WHERE id = NEW.claim_id))
        """,
        "evidence must be of a review, and a passage or a claim that is there",
    ),
    "claims_reviewed_keep_their_number": (
        ("UPDATE",),
        "claims",
        f"NEW.id <> OLD.id AND {HAS_REVIEWS}",
        "this claim is reviewed, or evidence of a review, which knows it by its number",
    ),
    "claims_reviewed_never_taken_away": (
        ("DELETE",),
        "claims",
        HAS_REVIEWS,
        "this claim is reviewed, or evidence of a review",
    ),
    "evidence_passages_keep_their_place": (
        ("UPDATE",),
        "passages",
        f"""
        (NEW.id <> OLD.id OR NEW.version_id <> OLD.version_id
         OR NEW.start_char <> OLD.start_char OR NEW.end_char <> OLD.end_char)
        AND {IS_EVIDENCE}
        """,
        "this passage is evidence of a review: add another passage",
    ),
    "evidence_passages_never_taken_away": (
        ("DELETE",),
        "passages",
        IS_EVIDENCE,
        "this passage is evidence of a review",
    ),
}
"""Each guard with the events it looks at, the table, the condition it refuses, and its sentence."""

# What makes a row be in the way of a new one, which SQLite's ``OR REPLACE`` would remove without a word.
SAME_ROW = {
    "claim_reviews": ("id = NEW.id", "id <> OLD.id"),
    "claim_review_evidence": (
        "review_id = NEW.review_id AND position = NEW.position",
        "(review_id, position) <> (OLD.review_id, OLD.position)",
    ),
}
"""Each with what tells another row from itself."""

# Foreign keys are off in a plain SQL shell, and a number that is free again would find these rows.
TAKEN_ALONG = """
    AFTER DELETE ON claim_reviews
    BEGIN DELETE FROM claim_review_evidence WHERE review_id = OLD.id; END
"""


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def moment() -> sa.TextClause:
    """Write the present moment (UTC) as a text."""
    if on_postgresql():
        return sa.text("(to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))")
    return sa.text("(CURRENT_TIMESTAMP)")


def not_blank(table: str, column: str) -> sa.CheckConstraint:
    """Refuse a text of nothing but spaces."""
    return sa.CheckConstraint(f"trim({column}) <> ''", name=op.f(f"ck_{table}_{column}_not_blank"))


def day(column: str) -> sa.CheckConstraint:
    """Hold a column to days of the calendar, ``YYYY-MM-DD``."""
    condition = (
        f"is_day({column})" if on_postgresql() else f"coalesce(date({column}, '+0 days'), 'none') = {column}"
    )
    return sa.CheckConstraint(condition, name=op.f(f"ck_claim_reviews_{column}_day"))


def make_tables() -> None:
    op.create_table(
        "claim_reviews",
        sa.Column("id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False, comment="The claim that the verdict is on."),
        sa.Column(
            "rating",
            TEXT,
            nullable=False,
            comment="The verdict in the reviewer's own words, such as Mostly false.",
        ),
        sa.Column("rating_value", NUMBER, nullable=True, comment="The verdict as a number on a scale."),
        sa.Column("best_rating", NUMBER, nullable=True, comment="The highest number of the scale."),
        sa.Column("worst_rating", NUMBER, nullable=True, comment="The lowest number of the scale."),
        sa.Column("rationale", TEXT, nullable=True, comment="Why."),
        sa.Column("reviewed", TEXT, nullable=True, comment="When the verdict was given, EDTF (ISO 8601-2)."),
        sa.Column("reviewed_earliest", TEXT, nullable=True, comment="First day it can have been given."),
        sa.Column("reviewed_latest", TEXT, nullable=True, comment="Last day it can have been given."),
        sa.Column("reviewer_id", KEY, nullable=True, comment="Who gave the verdict; NULL is unknown."),
        sa.Column("url", TEXT, nullable=True, comment="Where the review was published on the web."),
        sa.Column("annotator_id", KEY, nullable=True, comment="Who recorded it here."),
        sa.Column(
            "annotation_file_id",
            KEY,
            nullable=True,
            comment="The file it was loaded from; NULL: added by hand.",
        ),
        sa.Column(
            "recorded_at",
            TEXT,
            server_default=moment(),
            nullable=False,
            comment="When it was recorded (UTC).",
        ),
        sa.CheckConstraint("id >= 1", name=op.f("ck_claim_reviews_id_from_one")),
        not_blank("claim_reviews", "rating"),
        not_blank("claim_reviews", "rationale"),
        not_blank("claim_reviews", "url"),
        sa.CheckConstraint(
            "worst_rating < best_rating AND rating_value >= worst_rating AND rating_value <= best_rating",
            name=op.f("ck_claim_reviews_value_on_scale"),
        ),
        sa.CheckConstraint(
            "rating_value IS NOT NULL OR (best_rating IS NULL AND worst_rating IS NULL)",
            name=op.f("ck_claim_reviews_scale_with_value"),
        ),
        sa.CheckConstraint(
            "(reviewed IS NULL) = (reviewed_earliest IS NULL AND reviewed_latest IS NULL)",
            name=op.f("ck_claim_reviews_reviewed_days_with_date"),
        ),
        sa.CheckConstraint(
            "reviewed_earliest <= reviewed_latest", name=op.f("ck_claim_reviews_reviewed_days_in_order")
        ),
        day("reviewed_earliest"),
        day("reviewed_latest"),
        sa.ForeignKeyConstraint(
            ["annotation_file_id"],
            ["annotation_files.id"],
            name=op.f("fk_claim_reviews_annotation_file_id_annotation_files"),
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name=op.f("fk_claim_reviews_annotator_id_annotators")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_reviews_claim_id_claims")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["actors.id"], name=op.f("fk_claim_reviews_reviewer_id_actors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_reviews")),
        comment="A verdict on a claim, by whom, when and why.",
        sqlite_strict=True,
    )
    for column in ("annotation_file_id", "annotator_id", "claim_id", "reviewer_id"):
        op.create_index(op.f(f"ix_claim_reviews_{column}"), "claim_reviews", [column])
    op.create_table(
        "claim_review_evidence",
        sa.Column("review_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="1 comes first."),
        sa.Column("passage_id", KEY, nullable=True, comment="The words that bear the verdict out."),
        sa.Column("url", TEXT, nullable=True, comment="An address where they are found."),
        sa.Column("claim_id", KEY, nullable=True, comment="Another claim that bears it out."),
        sa.Column("note", TEXT, nullable=True, comment="What it shows."),
        sa.CheckConstraint("position >= 1", name=op.f("ck_claim_review_evidence_position_from_one")),
        sa.CheckConstraint(
            "(CASE WHEN passage_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN url IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_claim_review_evidence_one_of_three"),
        ),
        not_blank("claim_review_evidence", "url"),
        not_blank("claim_review_evidence", "note"),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_review_evidence_claim_id_claims")
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_claim_review_evidence_passage_id_passages")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["claim_reviews.id"],
            name=op.f("fk_claim_review_evidence_review_id_claim_reviews"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("review_id", "position", name=op.f("pk_claim_review_evidence")),
        comment="What a verdict on a claim rests on.",
        sqlite_strict=True,
    )
    for column in ("claim_id", "passage_id"):
        op.create_index(op.f(f"ix_claim_review_evidence_{column}"), "claim_review_evidence", [column])


def guards() -> dict[str, str]:
    """Write the triggers of an SQLite file by name."""
    made = {"claim_reviews_take_their_evidence_along": TAKEN_ALONG}
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
    op.execute(f"PRAGMA user_version = {int(revision)}")


def downgrade() -> None:
    for name, (_events, table, _refused, _sentence) in REFUSED.items():
        if on_postgresql():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    if not on_postgresql():
        for name in guards():
            op.execute(f"DROP TRIGGER {name}")
        op.execute(f"PRAGMA user_version = {int(down_revision)}")
    for table in ("claim_review_evidence", "claim_reviews"):
        op.drop_table(table)
