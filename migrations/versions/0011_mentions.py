"""Where each known name stands in each text, and how far each text has been looked through.

``mentions`` is derived from the texts and the names. It is not kept in step row by row: a program brings
it up to date when it is asked for, text by text, and notes in ``mention_marks`` the greatest number of a
name that it looked for. What triggers keep true is the mark: a new text is marked 0, which stands for
"with all names"; a name that goes, or is written otherwise, puts the texts that it stands in back to 0; and
a name with a number that was looked for already lowers the marks below it. So the rows of a text whose
mark is not below the newest name are whole, whatever program writes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

ALL_MARKS = "SELECT id, length(text), 0 FROM versions"

GUARDS = {
    "mention_marks_true_to_the_text": (
        "mention_marks",
        """
        NOT EXISTS (
            SELECT 1 FROM {schema}versions WHERE id = NEW.version_id AND length(text) = NEW.characters
        )
        """,
        "version_id characters",
        "a mark gives the length of its text",
    ),
    "mentions_lie_in_text": (
        "mentions",
        """
        NOT EXISTS (
            SELECT 1 FROM {schema}mention_marks
            WHERE version_id = NEW.version_id AND NEW.sentence_end <= characters
            AND 0 <= NEW.sentence_start AND NEW.sentence_start <= NEW.start_char
            AND NEW.start_char < NEW.end_char AND NEW.end_char <= NEW.sentence_end
        )
        """,
        None,
        "a mention lies in a sentence of its text",
    ),
}
"""Each guard with its table, what it refuses, the columns of an update that concern it (None: all), and
what it says. The length of a text is kept with its mark, for to count it anew at each mention would take
longer than to find them all."""

WITH_IT = "(SELECT version_id FROM {schema}mentions WHERE name_id = {which}.id)"
FORGET = "UPDATE {schema}mention_marks SET names_upto = 0 WHERE version_id IN " + WITH_IT + ";"
LOWER = "UPDATE {schema}mention_marks SET names_upto = NEW.id - 1 WHERE names_upto >= NEW.id;"


def does(what: str, which: str, schema: str = "") -> str:
    """Write what is done to the marks for the old or new row of a name."""
    return what.format(schema=schema, which=which)


def changed(columns: str, *, sqlite: bool) -> str:
    """Write the condition that any of some columns changes."""
    apart = "IS NOT" if sqlite else "IS DISTINCT FROM"
    return "(" + " OR ".join(f"NEW.{each} {apart} OLD.{each}" for each in columns.split()) + ")"


def on_sqlite() -> dict[str, str]:
    """Write the triggers of a file by name."""
    made = {
        # The number may be used again: the mark of one that a shell has replaced is put anew.
        "versions_marked_on_insert": """
            AFTER INSERT ON versions BEGIN
                INSERT INTO mention_marks (version_id, characters, names_upto)
                VALUES (NEW.id, length(NEW.text), 0)
                ON CONFLICT (version_id) DO UPDATE SET characters = excluded.characters, names_upto = 0;
            END
        """,
        "versions_take_their_mentions_along": """
            AFTER DELETE ON versions BEGIN
                DELETE FROM mentions WHERE version_id = OLD.id;
                DELETE FROM mention_marks WHERE version_id = OLD.id;
            END
        """,
        # OR REPLACE passes a delete trigger by, so the texts that a number stood for are looked at too.
        "actor_names_marked_on_insert": f"""
            AFTER INSERT ON actor_names WHEN EXISTS (SELECT 1 FROM mention_marks WHERE names_upto >= NEW.id)
            OR EXISTS (SELECT 1 FROM mentions WHERE name_id = NEW.id)
            BEGIN {does(LOWER, "NEW")} {does(FORGET, "NEW")} END
        """,
        "actor_names_marked_on_update": f"""
            AFTER UPDATE ON actor_names WHEN {changed("id name", sqlite=True)}
            BEGIN {does(LOWER, "NEW")} {does(FORGET, "NEW")} {does(FORGET, "OLD")} END
        """,
        "actor_names_marked_on_delete": f"BEFORE DELETE ON actor_names BEGIN {does(FORGET, 'OLD')} END",
    }
    for name, (table, refused, columns, sentence) in GUARDS.items():
        refusal = f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        only = f"{changed(columns, sqlite=True)} AND" if columns else ""
        condition = refused.format(schema="")
        made[f"{name}_on_insert"] = f"BEFORE INSERT ON {table} WHEN {condition} {refusal}"
        made[f"{name}_on_update"] = f"BEFORE UPDATE ON {table} WHEN {only} {condition} {refusal}"
    return made


def on_server(schema: str) -> dict[str, tuple[str, str, str]]:
    """Name the triggers of a server, with when they come, at which table, and what they do."""
    mark = (
        f"INSERT INTO {schema}mention_marks (version_id, characters, names_upto) "
        "VALUES (NEW.id, length(NEW.text), 0) "
        "ON CONFLICT (version_id) DO UPDATE SET characters = excluded.characters, names_upto = 0;"
    )
    renamed = f"""
        IF {changed("id name", sqlite=False)} THEN
            {does(LOWER, "NEW", schema)} {does(FORGET, "OLD", schema)}
        END IF;
    """
    made = {
        "versions_marked_on_insert": ("AFTER INSERT", "versions", mark),
        "actor_names_marked_on_insert": ("AFTER INSERT", "actor_names", does(LOWER, "NEW", schema)),
        "actor_names_marked_on_update": ("AFTER UPDATE", "actor_names", renamed),
        "actor_names_marked_on_delete": ("BEFORE DELETE", "actor_names", does(FORGET, "OLD", schema)),
    }
    for name, (table, refused, columns, sentence) in GUARDS.items():
        only = f"(TG_OP = 'INSERT' OR {changed(columns, sqlite=False)}) AND" if columns else ""
        refuse = f"""
            IF {only} {refused.format(schema=schema)} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
        """
        made[name] = ("BEFORE INSERT OR UPDATE", table, refuse)
    return made


def make_on_server(name: str, at: str, table: str, body: str) -> None:
    """Make a trigger of a server, as in 0002; guards look even where a session has switched triggers off."""
    returned = "OLD" if "DELETE" in at else "NEW"
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN {body} RETURN {returned}; END $$
    """)
    op.execute(f"CREATE TRIGGER {name} {at} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    if name in GUARDS:
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def tie(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """Return a foreign key whose rows go with what they point at."""
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def place(name: str, comment: str) -> sa.Column[int]:
    """Return a column for a place in a text."""
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def make_tables() -> None:
    op.create_table(
        "mention_marks",
        sa.Column("version_id", KEY, nullable=False, comment="The text."),
        place("characters", "How many code points the text has."),
        sa.Column(
            "names_upto",
            KEY,
            nullable=False,
            comment="The greatest number of a name that was looked for in it; 0: look for all.",
        ),
        tie("mention_marks", "version_id", "versions"),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_mention_marks")),
        comment="How far each text was looked through for names; derived from the other tables.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mention_marks_names_upto"), "mention_marks", ["names_upto"])
    op.create_table(
        "mentions",
        sa.Column("version_id", KEY, nullable=False, comment="The text that it stands in."),
        place("start_char", "First code point of the name, counted from 0."),
        place("end_char", "The code point after its last."),
        sa.Column("name_id", KEY, nullable=False, comment="The name that stands there."),
        place("sentence_start", "First code point of the sentence around it."),
        place("sentence_end", "The code point after the last of the sentence."),
        sa.CheckConstraint(
            "0 <= sentence_start AND sentence_start <= start_char "
            "AND start_char < end_char AND end_char <= sentence_end",
            name=op.f("ck_mentions_span_in_sentence"),
        ),
        tie("mentions", "name_id", "actor_names"),
        tie("mentions", "version_id", "versions"),
        sa.PrimaryKeyConstraint("version_id", "start_char", "name_id", name=op.f("pk_mentions")),
        comment="Where each known name stands in each text; derived from the other tables.",
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mentions_name_id"), "mentions", ["name_id"])


def upgrade() -> None:
    make_tables()
    op.execute(f"INSERT INTO mention_marks (version_id, characters, names_upto) {ALL_MARKS}")
    if op.get_bind().dialect.name == "postgresql":
        schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        for name, (at, table, body) in on_server(f"{schema}.").items():
            make_on_server(name, at, table, body)
        return
    for name, body in on_sqlite().items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute(f"PRAGMA user_version = {int(revision)}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, (_at, table, _body) in on_server("").items():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    else:
        for name in on_sqlite():
            op.execute(f"DROP TRIGGER {name}")
        op.execute(f"PRAGMA user_version = {int(down_revision)}")
    for table in ("mentions", "mention_marks"):
        op.drop_table(table)
