"""Where the text names a speaker and how it says so: source and cue passages of the links of a chain.

They stand in ``statement_passages``, whose ``position`` is then that of the link, and are of the same
wording as the statement's own passage, but in no order. A link that is taken away takes them along; one
that has them keeps its place. Each link may tell how it gives the words of the link before it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
VOCABULARY = "quotation IN ('direct', 'indirect', 'reported', 'free_indirect', 'none')"
VOCABULARY_NAME = "ck_attributions_quotation_vocabulary"
QUOTATION = "How it gives the words of the link before it; NULL: unknown, or of the nearest its statement's."

COMMENTS = {
    0: (
        "The further passages of a statement whose quote leaves words out.",
        "The order in the text; content counts from 2, behind the statement's own passage.",
    ),
    1: (
        "The further passages of a statement: those behind its first, and those of its speakers.",
        "Of content the order in the text, from 2, behind the statement's own passage; else the link's.",
    ),
}
"""The comments of ``statement_passages`` and its ``position``, before and since."""

OF_ONE_WORDING = """
    NOT EXISTS (
        SELECT 1 FROM {schema}statements AS stated
        JOIN {schema}passages AS first ON first.id = stated.passage_id
        JOIN {schema}passages AS here ON here.id = NEW.passage_id
        WHERE stated.id = NEW.statement_id AND here.version_id = first.version_id
        AND (NEW.role <> 'content' OR first.end_char <= here.start_char)
    )
"""
CROSSES_ANOTHER = """
    EXISTS (
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
IN_ORDER = "the passages of a statement are of one wording, in the order of the text, and apart"

NOT_IN_ORDER = {
    0: f"{OF_ONE_WORDING} OR {CROSSES_ANOTHER}",
    1: f"{OF_ONE_WORDING} OR (NEW.role = 'content' AND {CROSSES_ANOTHER})",
}
"""When a new passage is refused: with all roles in order, as before, and with content alone."""

OF_NO_LINK = """
    NEW.role <> 'content' AND NOT EXISTS (
        SELECT 1 FROM {schema}attributions
        WHERE statement_id = NEW.statement_id AND position = NEW.position
    )
"""
OF_A_LINK = "a source or cue is that of a link: the chain has none at this position"

HAS_PASSAGES = """
    (NEW.statement_id <> OLD.statement_id OR NEW.position <> OLD.position)
    AND EXISTS (
        SELECT 1 FROM {schema}statement_passages
        WHERE statement_id = OLD.statement_id AND position = OLD.position AND role <> 'content'
    )
"""
KEEPS_PLACE = "this link has a source or a cue, which know it by its place: take them away before"

TAKE_ALONG = """
    DELETE FROM {schema}statement_passages
    WHERE statement_id = OLD.statement_id AND position = OLD.position AND role <> 'content';
"""

NEVER_REPLACED = """
    CREATE TRIGGER statement_passages_never_replaced BEFORE INSERT ON statement_passages
    WHEN EXISTS (
        SELECT 1 FROM statement_passages
        WHERE statement_id = NEW.statement_id AND role = NEW.role AND position = NEW.position
    )
    BEGIN SELECT RAISE(ABORT, 'statement_passages: such a row is there already, and is never replaced'); END
"""

TURN = "PERFORM FROM {schema}statements WHERE id = NEW.statement_id FOR UPDATE;"
LINKS_TURN = """
    PERFORM FROM {schema}attributions
    WHERE statement_id = NEW.statement_id AND position = NEW.position FOR UPDATE;
"""
"""What makes whoever else moves the statement, or takes the link away, wait."""

GUARDS = {
    "statement_passages_of_a_link": ("INSERT", "statement_passages", OF_NO_LINK, OF_A_LINK, LINKS_TURN),
    "attributions_keep_their_place": ("UPDATE", "attributions", HAS_PASSAGES, KEEPS_PLACE, ""),
}


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def schema() -> str:
    """Return what stands before the name of a table within a trigger."""
    if not on_postgresql():
        return ""
    return f"{op.get_bind().exec_driver_sql('SELECT quote_ident(current_schema())').scalar()}."


def make_trigger(name: str, when: str, table: str, body: str) -> None:
    """Make a trigger on PostgreSQL that looks even where a session has switched ordinary ones off."""
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN {body} END $$
    """)
    op.execute(f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def guard(name: str, guarding: tuple[str, str, str, str, str]) -> None:
    event, table, refused, sentence, turn = guarding
    refused = refused.format(schema=schema())
    if not on_postgresql():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    refusal = f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';"
    body = f"{turn.format(schema=schema())} IF {refused} THEN {refusal} END IF; RETURN NEW;"
    make_trigger(name, f"BEFORE {event}", table, body)


def drop_trigger(name: str, table: str) -> None:
    op.execute(f"DROP TRIGGER {name} ON {table}" if on_postgresql() else f"DROP TRIGGER {name}")
    if on_postgresql():
        op.execute(f"DROP FUNCTION {name}()")


def hold_in_order(since: int) -> None:
    """Make the guard anew that holds further passages in order."""
    drop_trigger("statement_passages_in_order", "statement_passages")
    guarding = ("INSERT", "statement_passages", NOT_IN_ORDER[since], IN_ORDER, TURN)
    guard("statement_passages_in_order", guarding)


def comment(since: int) -> None:
    if on_postgresql():
        of_table, of_position = COMMENTS[since]
        op.create_table_comment("statement_passages", of_table)
        op.alter_column("statement_passages", "position", comment=of_position)


def upgrade() -> None:
    if on_postgresql():
        op.add_column("attributions", sa.Column("quotation", TEXT, nullable=True, comment=QUOTATION))
        op.create_check_constraint(op.f(VOCABULARY_NAME), "attributions", VOCABULARY)
    else:
        column = f"quotation TEXT CONSTRAINT {VOCABULARY_NAME} CHECK ({VOCABULARY})"
        op.execute(f"ALTER TABLE attributions ADD COLUMN {column}")
    comment(1)
    hold_in_order(1)
    for name, guarding in GUARDS.items():
        guard(name, guarding)
    take_along = TAKE_ALONG.format(schema=schema())
    if on_postgresql():
        make_trigger(
            "attributions_take_their_passages_along",
            "AFTER DELETE",
            "attributions",
            f"{take_along} RETURN NULL;",
        )
        return
    op.execute(
        f"CREATE TRIGGER attributions_take_their_passages_along AFTER DELETE ON attributions "
        f"BEGIN {take_along} END"
    )
    op.execute(NEVER_REPLACED)
    op.execute(f"PRAGMA user_version = {int(revision)}")


def downgrade() -> None:
    op.execute("DELETE FROM statement_passages WHERE role <> 'content'")  # whose place nothing would hold
    drop_trigger("attributions_take_their_passages_along", "attributions")
    for name, (_event, table, *_rest) in GUARDS.items():
        drop_trigger(name, table)
    hold_in_order(0)
    comment(0)
    if on_postgresql():
        op.drop_column("attributions", "quotation")
        return
    op.execute("DROP TRIGGER statement_passages_never_replaced")
    op.execute("ALTER TABLE attributions DROP COLUMN quotation")
    op.execute(f"PRAGMA user_version = {int(down_revision)}")
