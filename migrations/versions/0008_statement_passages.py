"""The further passages of a statement, whose quote leaves words out.

Its first passage stays ``statements.passage_id``. The others stand in ``statement_passages``, each in a
role, numbered in the order of the text: ``content`` from 2, since the first is 1. Guards hold that all
of a statement are of one wording, in order and apart, and that none is taken away from under it. A row is
never changed, only taken away and added, so that they need to look at new rows alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

NOT_IN_ORDER = """
    NOT EXISTS (
        SELECT 1 FROM {schema}statements AS stated
        JOIN {schema}passages AS first ON first.id = stated.passage_id
        JOIN {schema}passages AS here ON here.id = NEW.passage_id
        WHERE stated.id = NEW.statement_id AND here.version_id = first.version_id
        AND (NEW.role <> 'content' OR first.end_char <= here.start_char)
    )
    OR EXISTS (
        SELECT 1 FROM {schema}statement_passages AS other
        JOIN {schema}passages AS there ON there.id = other.passage_id
        JOIN {schema}passages AS here ON here.id = NEW.passage_id
        WHERE other.statement_id = NEW.statement_id AND other.role = NEW.role
        AND CASE
            WHEN other.position < NEW.position THEN here.start_char < there.end_char
            ELSE there.start_char < here.end_char
        END
    )
"""
"""When a new row's passage is of another wording than the statement's first, or not in order and apart."""

BORNE = "EXISTS (SELECT 1 FROM {schema}statement_passages WHERE {column} = OLD.id)"

IN_ORDER = "the passages of a statement are of one wording, in the order of the text, and apart"
NEVER_CHANGED = "a further passage of a statement never changes: take it away and add another"
KEEPS = "this statement has further passages, which follow its first: take them away before"
BEARS = "statements stand on this passage"


def moved(columns: str, *, sqlite: bool) -> str:
    """Write the condition that any of some columns changes."""
    apart = "IS NOT" if sqlite else "IS DISTINCT FROM"
    return "(" + " OR ".join(f"NEW.{each} {apart} OLD.{each}" for each in columns.split()) + ")"


def guards(schema: str, *, sqlite: bool) -> dict[str, tuple[str, str, str, str]]:
    """Name the guards, with when each looks, at which table, what it refuses, and what it says."""
    on_statement = BORNE.format(schema=schema, column="statement_id")
    on_passage = BORNE.format(schema=schema, column="passage_id")
    place = moved("id version_id start_char end_char", sqlite=sqlite)
    return {
        "statement_passages_in_order": (
            "INSERT",
            "statement_passages",
            NOT_IN_ORDER.format(schema=schema),
            IN_ORDER,
        ),
        "statement_passages_never_changed": ("UPDATE", "statement_passages", "true", NEVER_CHANGED),
        "statements_keep_their_passages": (
            "UPDATE",
            "statements",
            f"{moved('id passage_id', sqlite=sqlite)} AND {on_statement}",
            KEEPS,
        ),
        "further_passages_keep_their_place": (
            "UPDATE",
            "passages",
            f"{place} AND {on_passage}",
            f"{BEARS}: add another passage",
        ),
        "further_passages_never_taken_away": ("DELETE", "passages", on_passage, BEARS),
    }


def guard(name: str, guarding: tuple[str, str, str, str], lock: str) -> None:
    """Make a guard on PostgreSQL, as in 0002; ``lock`` makes it wait for others first."""
    event, table, refused, sentence = guarding
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            {lock}
            IF {refused} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN {"OLD" if event == "DELETE" else "NEW"};
        END $$
    """)
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


# Foreign keys are off in a plain SQL shell, and a number that is free again would find these rows.
TAKEN_ALONG = """
    CREATE TRIGGER statements_take_their_passages_along AFTER DELETE ON statements
    BEGIN DELETE FROM statement_passages WHERE statement_id = OLD.id; END
"""


def upgrade() -> None:
    op.create_table(
        "statement_passages",
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column(
            "role",
            TEXT,
            server_default=sa.text("'content'"),
            nullable=False,
            comment="content, source or cue.",
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="The order in the text; content counts from 2, behind the statement's own passage.",
        ),
        sa.Column("passage_id", KEY, nullable=False),
        sa.CheckConstraint(
            "role IN ('content', 'source', 'cue')", name=op.f("ck_statement_passages_role_vocabulary")
        ),
        sa.CheckConstraint(
            "position >= 1 AND (role <> 'content' OR position >= 2)",
            name=op.f("ck_statement_passages_position_after_first"),
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_statement_passages_passage_id_passages")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_statement_passages_statement_id_statements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "role", "position", name=op.f("pk_statement_passages")),
        comment="The further passages of a statement whose quote leaves words out.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_statement_passages_passage_id"), "statement_passages", ["passage_id"])
    if op.get_bind().dialect.name == "postgresql":
        name = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        # Whoever else moves the statement, or adds a passage to it, waits.
        turn = f"PERFORM FROM {name}.statements WHERE id = NEW.statement_id FOR UPDATE;"
        for each, guarding in guards(f"{name}.", sqlite=False).items():
            guard(each, guarding, turn if guarding[0] == "INSERT" else "")
        return
    for each, (event, table, refused, sentence) in guards("", sqlite=True).items():
        op.execute(
            f"CREATE TRIGGER {each} BEFORE {event} ON {table} WHEN {refused} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
    op.execute(TAKEN_ALONG)
    op.execute(f"PRAGMA user_version = {int(revision)}")


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for name, (_event, table, *_rest) in guards("", sqlite=True).items():
        op.execute(f"DROP TRIGGER {name} ON {table}" if on_postgresql else f"DROP TRIGGER {name}")
        if on_postgresql:
            op.execute(f"DROP FUNCTION {name}()")
    if not on_postgresql:
        op.execute("DROP TRIGGER statements_take_their_passages_along")
    op.drop_table("statement_passages")
    if not on_postgresql:
        op.execute(f"PRAGMA user_version = {int(down_revision)}")
