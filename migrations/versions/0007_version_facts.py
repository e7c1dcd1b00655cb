"""What a captured page says of itself, each with where it says so.

That is its title, outlet, date, authors, language and address; a fact that the page does not declare
is marked as a reader's conclusion.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

NEVER_CHANGED = "what a version says of itself never changes: add a version"

# ``INSERT OR REPLACE`` would remove the row in its way without a word.
SAME_ROW = "version_id = NEW.version_id AND field = NEW.field AND position = NEW.position"


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def upgrade() -> None:
    op.create_table(
        "version_facts",
        sa.Column("version_id", KEY, nullable=False, comment="The version that says it."),
        sa.Column(
            "field", TEXT, nullable=False, comment="title, outlet, published, author, language or url."
        ),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="Place in the byline, from 1; 1 elsewhere."
        ),
        sa.Column("value", TEXT, nullable=False, comment="What it says; a date in EDTF (ISO 8601-2)."),
        sa.Column("source", TEXT, nullable=False, comment="Where it stands, such as og:title."),
        sa.Column(
            "inferred", sa.Integer(), nullable=False, comment="1 if a reader concluded it, 0 if declared."
        ),
        sa.CheckConstraint(
            "field IN ('title', 'outlet', 'published', 'author', 'language', 'url')",
            name=op.f("ck_version_facts_field_vocabulary"),
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_version_facts_position_from_one")),
        sa.CheckConstraint(
            "position = 1 OR field = 'author'", name=op.f("ck_version_facts_one_but_for_authors")
        ),
        sa.CheckConstraint("trim(value) <> ''", name=op.f("ck_version_facts_value_not_blank")),
        sa.CheckConstraint("trim(source) <> ''", name=op.f("ck_version_facts_source_not_blank")),
        sa.CheckConstraint("inferred IN (0, 1)", name=op.f("ck_version_facts_inferred_yes_or_no")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["versions.id"],
            name=op.f("fk_version_facts_version_id_versions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "field", "position", name=op.f("pk_version_facts")),
        comment="What a captured page says of itself, and where.",
        sqlite_strict=True,
    )
    if on_postgresql():
        guard_on_server()
        return
    op.execute(f"""
        CREATE TRIGGER version_facts_never_changed BEFORE UPDATE ON version_facts
        BEGIN SELECT RAISE(ABORT, '{NEVER_CHANGED}'); END
    """)
    op.execute(f"""
        CREATE TRIGGER version_facts_never_replaced BEFORE INSERT ON version_facts
        WHEN EXISTS (SELECT 1 FROM version_facts WHERE {SAME_ROW})
        BEGIN SELECT RAISE(ABORT, 'version_facts: such a row is there already, and is never replaced'); END
    """)
    op.execute("PRAGMA user_version = 7")


def guard_on_server() -> None:
    """Make the trigger that refuses changes, even where a session has switched ordinary triggers off."""
    op.execute(f"""
        CREATE FUNCTION version_facts_never_changed() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN RAISE EXCEPTION '{NEVER_CHANGED}' USING ERRCODE = 'check_violation'; END $$
    """)
    op.execute("""
        CREATE TRIGGER version_facts_never_changed BEFORE UPDATE ON version_facts
        FOR EACH ROW EXECUTE FUNCTION version_facts_never_changed()
    """)
    op.execute("ALTER TABLE version_facts ENABLE ALWAYS TRIGGER version_facts_never_changed")


def downgrade() -> None:
    op.drop_table("version_facts")
    if on_postgresql():
        op.execute("DROP FUNCTION version_facts_never_changed()")
    else:
        op.execute("PRAGMA user_version = 6")
