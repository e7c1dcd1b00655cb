"""The lines of standoff files, as they were marked: what no statement says, and how the rest was said.

They are taken away and added anew, never changed, and stay on the wording that their offsets count in.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# What each refuses, in a condition on NEW and OLD that both engines read; {schema} is filled in on
# PostgreSQL, since a shell may have a search path of its own.
REFUSED = {
    "standoffs_on_a_wording_of_their_article": (
        "INSERT",
        "standoffs",
        """
        NOT EXISTS (
            SELECT 1 FROM {schema}annotation_files AS noted
            JOIN {schema}versions AS wording ON wording.article_id = noted.article_id
            WHERE noted.id = NEW.annotation_file_id AND wording.id = NEW.version_id
        )
        """,
        "the lines of a standoff file are on a wording of its article",
    ),
    "standoffs_never_changed": (
        "UPDATE",
        "standoffs",
        "true",
        "the lines of a standoff file never change: take them away and add others",
    ),
    "versions_with_standoffs_keep_their_place": (
        "UPDATE",
        "versions",
        """
        NEW.article_id <> OLD.article_id
        AND EXISTS (SELECT 1 FROM {schema}standoffs WHERE version_id = OLD.id)
        """,
        "the lines of a standoff file are on this wording",
    ),
    "versions_with_standoffs_never_taken_away": (
        "DELETE",
        "versions",
        "EXISTS (SELECT 1 FROM {schema}standoffs WHERE version_id = OLD.id)",
        "the lines of a standoff file are on this wording",
    ),
    "annotation_files_with_standoffs_keep_their_place": (
        "UPDATE",
        "annotation_files",
        """
        (NEW.id <> OLD.id OR NEW.article_id <> OLD.article_id)
        AND EXISTS (SELECT 1 FROM {schema}standoffs WHERE annotation_file_id = OLD.id)
        """,
        "this file has lines, which know it by its number",
    ),
}
"""Each guard with the event it looks at, the table, the condition it refuses, and its sentence."""

# ``INSERT OR REPLACE`` would remove the row in its way without a word, and foreign keys are off in a plain
# SQL shell.
ON_SQLITE = {
    "standoffs_never_replaced": """
        BEFORE INSERT ON standoffs
        WHEN EXISTS (
            SELECT 1 FROM standoffs WHERE id = NEW.id OR annotation_file_id = NEW.annotation_file_id
        )
        BEGIN SELECT RAISE(ABORT, 'standoffs: such a row is there already, and is never replaced'); END
    """,
    "annotation_files_take_their_standoffs_along": """
        AFTER DELETE ON annotation_files
        BEGIN DELETE FROM standoffs WHERE annotation_file_id = OLD.id; END
    """,
}


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def make_table() -> None:
    op.create_table(
        "standoffs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("annotation_file_id", KEY, nullable=False, comment="The file that they came in."),
        sa.Column("version_id", KEY, nullable=False, comment="The wording that their offsets count in."),
        sa.Column("annotator_id", KEY, nullable=True, comment="Who marked it; NULL is unknown."),
        sa.Column(
            "lines",
            TEXT,
            nullable=False,
            comment="The lines in the format of brat, each ended by \\n; offsets are code points of the "
            "version's text.",
        ),
        sa.CheckConstraint("id >= 1", name=op.f("ck_standoffs_id_from_one")),
        sa.CheckConstraint(
            "lines = '' OR substr(lines, length(lines)) = '\n'", name=op.f("ck_standoffs_lines_ended")
        ),
        sa.ForeignKeyConstraint(
            ["annotation_file_id"],
            ["annotation_files.id"],
            name=op.f("fk_standoffs_annotation_file_id_annotation_files"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_standoffs_version_id_versions")
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name=op.f("fk_standoffs_annotator_id_annotators")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standoffs")),
        sa.UniqueConstraint("annotation_file_id", name=op.f("uq_standoffs_annotation_file_id")),
        comment="The lines of standoff files, as they were marked.",
        sqlite_strict=True,
    )
    for column in ("annotator_id", "version_id"):
        op.create_index(op.f(f"ix_standoffs_{column}"), "standoffs", [column])


def guard_on_server(name: str, event: str, table: str, refused: str, sentence: str) -> None:
    """Make a trigger that refuses a row, even where a session has switched ordinary triggers off."""
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF {refused} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN {"OLD" if event == "DELETE" else "NEW"};
        END $$
    """)
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    make_table()
    if on_postgresql():
        schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        for name, (event, table, refused, sentence) in REFUSED.items():
            guard_on_server(name, event, table, refused.format(schema=f"{schema}."), sentence)
        return
    for name, (event, table, refused, sentence) in REFUSED.items():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused.format(schema='')} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
    for name, body in ON_SQLITE.items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute(f"PRAGMA user_version = {int(revision)}")


def downgrade() -> None:
    for name, (_event, table, _refused, _sentence) in REFUSED.items():
        op.execute(f"DROP TRIGGER {name} ON {table}" if on_postgresql() else f"DROP TRIGGER {name}")
        if on_postgresql():
            op.execute(f"DROP FUNCTION {name}()")
    if not on_postgresql():
        for name in ON_SQLITE:
            op.execute(f"DROP TRIGGER {name}")
        op.execute(f"PRAGMA user_version = {int(down_revision)}")
    op.drop_table("standoffs")
