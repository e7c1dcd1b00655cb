"""The database itself keeps the promise: no claim without its passage, and no wording ever changed.

Triggers, because a plain SQL shell has foreign keys off and knows no program of ours, and because
CHECK constraints can be switched off for a connection. ``INSERT OR REPLACE`` and ``UPDATE OR
REPLACE`` remove the row in their way without firing delete triggers, so guards stand before both.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What makes a row of a table be in the way of a new one. Each arm can use its unique index.
SAME_ROW = {
    "versions": """
        id = NEW.id
        OR (article_id = NEW.article_id AND number = NEW.number)
        OR (article_id = NEW.article_id AND text_sha256 = NEW.text_sha256)
    """,
    "passages": """
        id = NEW.id
        OR (version_id = NEW.version_id AND start_char = NEW.start_char AND end_char = NEW.end_char)
    """,
    "claims": """
        id = NEW.id
        OR (sentence = NEW.sentence AND event_date IS NULL AND NEW.event_date IS NULL)
        OR (sentence = NEW.sentence AND event_date = NEW.event_date)
    """,
    "statements": "id = NEW.id",
}

# A negative start would count from the end of the text, a negative length backwards.
STANDS_IN_TEXT = """
    SELECT RAISE(ABORT, 'a passage must be text[start_char:end_char] of its version')
    WHERE NOT EXISTS (
        SELECT 1 FROM versions
        WHERE id = NEW.version_id
        AND 0 <= NEW.start_char AND NEW.start_char < NEW.end_char
        AND length(NEW.quote) = NEW.end_char - NEW.start_char
        AND substr(text, NEW.start_char + 1, NEW.end_char - NEW.start_char) = NEW.quote
    );
"""

# A claim that is missing could come back as another one, since SQLite uses numbers again.
HAS_CLAIM_AND_PASSAGE = """
    SELECT RAISE(ABORT, 'a statement must stand on a passage')
    WHERE NOT EXISTS (SELECT 1 FROM passages WHERE id = NEW.passage_id);
    SELECT RAISE(ABORT, 'a statement must be of a claim')
    WHERE NOT EXISTS (SELECT 1 FROM claims WHERE id = NEW.claim_id);
"""

TRIGGERS = {
    "versions_canonical_text": """
        BEFORE INSERT ON versions
        WHEN instr(NEW.text, char(0)) > 0 OR instr(NEW.text, char(13)) > 0
        BEGIN SELECT RAISE(ABORT, 'a stored text has plain line ends and no NUL'); END
    """,
    "versions_never_changed": """
        BEFORE UPDATE ON versions
        WHEN NEW.id IS NOT OLD.id OR NEW.text IS NOT OLD.text OR NEW.text_sha256 IS NOT OLD.text_sha256
        OR NEW.original IS NOT OLD.original OR NEW.original_sha256 IS NOT OLD.original_sha256
        BEGIN SELECT RAISE(ABORT, 'a stored wording never changes: add a version'); END
    """,
    "versions_never_taken_away": """
        BEFORE DELETE ON versions
        WHEN EXISTS (SELECT 1 FROM passages WHERE version_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'passages stand on this version'); END
    """,
    "passages_stand_in_text_on_insert": f"BEFORE INSERT ON passages BEGIN {STANDS_IN_TEXT} END",
    "passages_stand_in_text_on_update": f"BEFORE UPDATE ON passages BEGIN {STANDS_IN_TEXT} END",
    "passages_keep_their_place": """
        BEFORE UPDATE ON passages
        WHEN (NEW.id IS NOT OLD.id OR NEW.version_id IS NOT OLD.version_id
              OR NEW.start_char IS NOT OLD.start_char OR NEW.end_char IS NOT OLD.end_char)
        AND EXISTS (SELECT 1 FROM statements WHERE passage_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'statements stand on this passage: add another passage'); END
    """,
    "passages_never_taken_away": """
        BEFORE DELETE ON passages
        WHEN EXISTS (SELECT 1 FROM statements WHERE passage_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'statements stand on this passage'); END
    """,
    "claims_keep_their_number": """
        BEFORE UPDATE ON claims
        WHEN NEW.id IS NOT OLD.id AND EXISTS (SELECT 1 FROM statements WHERE claim_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'this claim has statements, which know it by its number'); END
    """,
    "claims_never_taken_away": """
        BEFORE DELETE ON claims
        WHEN EXISTS (SELECT 1 FROM statements WHERE claim_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'this claim has statements'); END
    """,
    "statements_stand_on_insert": f"BEFORE INSERT ON statements BEGIN {HAS_CLAIM_AND_PASSAGE} END",
    "statements_stand_on_update": f"BEFORE UPDATE ON statements BEGIN {HAS_CLAIM_AND_PASSAGE} END",
}

for table, same in SAME_ROW.items():
    TRIGGERS[f"{table}_never_replaced_on_insert"] = f"""
        BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
        BEGIN SELECT RAISE(ABORT, '{table}: such a row is there already, and is never replaced'); END
    """
    TRIGGERS[f"{table}_never_replaced_on_update"] = f"""
        BEFORE UPDATE ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id <> OLD.id AND ({same}))
        BEGIN SELECT RAISE(ABORT, '{table}: such a row is there already, and is never replaced'); END
    """


# On PostgreSQL foreign keys hold for every shell and nothing replaces a row, so fewer guards stand there.
# A name is followed by when it looks, at which table, and what it refuses; {schema} is filled in, since
# a shell may have a search path of its own.
POSTGRESQL = {
    "versions_canonical_text": (
        "INSERT",
        "versions",
        "strpos(NEW.text, chr(13)) > 0",
        "a stored text has plain line ends and no NUL",
    ),
    "versions_never_changed": (
        "UPDATE",
        "versions",
        """
        (NEW.id, NEW.text, NEW.text_sha256, NEW.original, NEW.original_sha256)
        IS DISTINCT FROM (OLD.id, OLD.text, OLD.text_sha256, OLD.original, OLD.original_sha256)
        """,
        "a stored wording never changes: add a version",
    ),
    "versions_never_taken_away": (
        "DELETE",
        "versions",
        "EXISTS (SELECT FROM {schema}.passages WHERE version_id = OLD.id)",
        "passages stand on this version",
    ),
    "passages_stand_in_text": (
        "INSERT OR UPDATE",
        "passages",
        """
        NOT EXISTS (
            SELECT FROM {schema}.versions
            WHERE id = NEW.version_id
            AND 0 <= NEW.start_char AND NEW.start_char < NEW.end_char
            AND length(NEW.quote) = NEW.end_char - NEW.start_char
            AND substr(text, NEW.start_char + 1, NEW.end_char - NEW.start_char) = NEW.quote
        )
        """,
        "a passage must be text[start_char:end_char] of its version",
    ),
    "passages_keep_their_place": (
        "UPDATE",
        "passages",
        """
        (NEW.id, NEW.version_id, NEW.start_char, NEW.end_char)
        IS DISTINCT FROM (OLD.id, OLD.version_id, OLD.start_char, OLD.end_char)
        AND EXISTS (SELECT FROM {schema}.statements WHERE passage_id = OLD.id)
        """,
        "statements stand on this passage: add another passage",
    ),
    "passages_never_taken_away": (
        "DELETE",
        "passages",
        "EXISTS (SELECT FROM {schema}.statements WHERE passage_id = OLD.id)",
        "statements stand on this passage",
    ),
    "claims_keep_their_number": (
        "UPDATE",
        "claims",
        "NEW.id <> OLD.id AND EXISTS (SELECT FROM {schema}.statements WHERE claim_id = OLD.id)",
        "this claim has statements, which know it by its number",
    ),
    "claims_never_taken_away": (
        "DELETE",
        "claims",
        "EXISTS (SELECT FROM {schema}.statements WHERE claim_id = OLD.id)",
        "this claim has statements",
    ),
    "statements_stand_on_passage": (
        "INSERT OR UPDATE",
        "statements",
        "NOT EXISTS (SELECT FROM {schema}.passages WHERE id = NEW.passage_id)",
        "a statement must stand on a passage",
    ),
    "statements_are_of_a_claim": (
        "INSERT OR UPDATE",
        "statements",
        "NOT EXISTS (SELECT FROM {schema}.claims WHERE id = NEW.claim_id)",
        "a statement must be of a claim",
    ),
}


def guard(name: str, event: str, table: str, refused: str, sentence: str) -> None:
    """Make a trigger that refuses a row; it looks even where a session has switched ordinary triggers off.

    Its search path is its own, so that a session cannot put other functions and operators in front.
    """
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
    if op.get_bind().dialect.name == "postgresql":
        schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        for name, (event, table, refused, sentence) in POSTGRESQL.items():
            guard(name, event, table, refused.format(schema=schema), sentence)
        return
    for name, body in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute("PRAGMA user_version = 2")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, (_event, table, _refused, _sentence) in POSTGRESQL.items():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
        return
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("PRAGMA user_version = 1")
