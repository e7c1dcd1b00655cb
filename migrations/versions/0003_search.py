"""Full-text search over claims and passages, kept in step by the database.

FTS5 reads its content from two views that give each text in its *search form*: characters of
scripts written without spaces stand alone, so that any run of them can be found as a phrase;
Arabic vowel signs and tatweel are dropped and letter variants folded. FTS5's unicode61 folds
case and Latin accents. ``claimsdb.text.search_form`` does the same to what a user types.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Thai and Lao, Myanmar, Khmer, CJK and kana, Hangul, compatibility ideographs, the ideographic planes
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
DROPPED = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
FOLDED = {"\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627"}
FOLDED |= {"\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647"}
FOLDED |= {"\u0451": "\u0435", "\u0401": "\u0415"}

INDEXES = {"claims": "sentence", "passages": "quote"}


def search_form(column: str) -> str:
    """Write the SQL expression that gives the search form of a text column."""
    folds = " ".join(f"WHEN '{letter}' THEN '{folded}'" for letter, folded in FOLDED.items())
    return f"""
        CASE WHEN {column} GLOB '*[{UNSPACED}{DROPPED}{"".join(FOLDED)}]*' THEN (
            WITH RECURSIVE letters (place, letter) AS (
                SELECT 1, substr({column}, 1, 1)
                UNION ALL
                SELECT place + 1, substr({column}, place + 1, 1) FROM letters WHERE place < length({column})
            )
            SELECT group_concat(
                CASE WHEN letter GLOB '[{UNSPACED}]' THEN ' ' || letter || ' '
                     WHEN letter GLOB '[{DROPPED}]' THEN ''
                     ELSE CASE letter {folds} ELSE letter END
                END, '')
            FROM letters
        ) ELSE {column} END
    """


def forget(table: str) -> str:
    """Write the SQL that takes the old row out of its index, given the words it was indexed with."""
    return f"""
        INSERT INTO {table}_search ({table}_search, rowid, words)
        SELECT 'delete', id, words FROM {table}_words WHERE id = OLD.id;
    """


def remember(table: str) -> str:
    """Write the SQL that puts the new row into its index."""
    return f"INSERT INTO {table}_search (rowid, words) SELECT id, words FROM {table}_words WHERE id = NEW.id;"


def triggers(table: str, column: str) -> dict[str, str]:
    """Name the triggers that keep an index in step with its table."""
    return {
        f"{table}_searchable_on_insert": f"AFTER INSERT ON {table} BEGIN {remember(table)} END",
        f"{table}_unsearchable_on_update": (
            f"BEFORE UPDATE OF id, {column} ON {table} BEGIN {forget(table)} END"
        ),
        f"{table}_searchable_on_update": (
            f"AFTER UPDATE OF id, {column} ON {table} BEGIN {remember(table)} END"
        ),
        f"{table}_unsearchable_on_delete": f"BEFORE DELETE ON {table} BEGIN {forget(table)} END",
    }


def upgrade() -> None:
    for table, column in INDEXES.items():
        op.execute(f"CREATE VIEW {table}_words AS SELECT id, {search_form(column)} AS words FROM {table}")
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_search USING fts5("
            f"words, content='{table}_words', content_rowid='id', "
            "tokenize=\"unicode61 remove_diacritics 2 categories 'L* M* N* Co'\")"
        )
        op.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
        for name, body in triggers(table, column).items():
            op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute(
        "CREATE TRIGGER claims_never_replaced BEFORE INSERT ON claims "
        "WHEN EXISTS (SELECT 1 FROM claims WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'this claim is there already: update it'); END"
    )
    op.execute("PRAGMA user_version = 3")


def downgrade() -> None:
    op.execute("DROP TRIGGER claims_never_replaced")
    for table, column in INDEXES.items():
        for name in triggers(table, column):
            op.execute(f"DROP TRIGGER {name}")
        op.execute(f"DROP TABLE {table}_search")
        op.execute(f"DROP VIEW {table}_words")
    op.execute("PRAGMA user_version = 2")
