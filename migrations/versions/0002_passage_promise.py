"""The database itself keeps the promise: no claim without its passage, and no wording ever changed.

Triggers, because a plain SQL shell has foreign keys off and knows no program of ours. Those on
INSERT also stop ``INSERT OR REPLACE``, which removes the old row without firing delete triggers.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STANDS_IN_TEXT = """
    SELECT RAISE(ABORT, 'a passage must be text[start_char:end_char] of its version')
    WHERE NOT EXISTS (
        SELECT 1 FROM versions
        WHERE id = NEW.version_id
        AND substr(text, NEW.start_char + 1, NEW.end_char - NEW.start_char) = NEW.quote
    );
"""

HAS_PASSAGE = """
    SELECT RAISE(ABORT, 'a statement must stand on a passage')
    WHERE NOT EXISTS (SELECT 1 FROM passages WHERE id = NEW.passage_id);
"""

TRIGGERS = {
    "versions_canonical_text": """
        BEFORE INSERT ON versions
        WHEN instr(NEW.text, char(0)) > 0 OR instr(NEW.text, char(13)) > 0
        BEGIN SELECT RAISE(ABORT, 'a stored text has plain line ends and no NUL'); END
    """,
    "versions_never_replaced": """
        BEFORE INSERT ON versions
        WHEN EXISTS (
            SELECT 1 FROM versions
            WHERE id = NEW.id
            OR (article_id = NEW.article_id AND (number = NEW.number OR text_sha256 = NEW.text_sha256))
        )
        BEGIN SELECT RAISE(ABORT, 'a version is never replaced: add one with the next number'); END
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
    "passages_never_replaced": """
        BEFORE INSERT ON passages
        WHEN EXISTS (
            SELECT 1 FROM passages
            WHERE id = NEW.id
            OR (version_id = NEW.version_id AND start_char = NEW.start_char AND end_char = NEW.end_char)
        )
        BEGIN SELECT RAISE(ABORT, 'this passage is there already'); END
    """,
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
    "statements_have_passage_on_insert": f"BEFORE INSERT ON statements BEGIN {HAS_PASSAGE} END",
    "statements_have_passage_on_update": f"BEFORE UPDATE OF passage_id ON statements BEGIN {HAS_PASSAGE} END",
}


def upgrade() -> None:
    for name, body in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute("PRAGMA user_version = 2")


def downgrade() -> None:
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("PRAGMA user_version = 1")
