"""Full-text search over claims and passages, kept in step by the database.

FTS5 reads its content from two views that give each text in its *search form*: characters of
scripts written without spaces stand alone, so that any run of them can be found as a phrase; soft
hyphens, joiners, tatweel, Arabic vowel signs and combining accents are dropped; and letters that
FTS5's unicode61 would keep apart are folded, so that a text is found however it was composed and
typed. unicode61 itself folds case and Latin accents.
``claimsdb.text.search_form`` does the same to what a user types.

On PostgreSQL the function ``search_split`` finds the same words that unicode61 finds in the search
form, by ``0003_letters.json``, and ``search_words`` gives them as a ``tsvector``. Neither the
server's locale nor its parser of texts has a part in it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

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
DROPPED = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200d"
)

# Each letter (or letter and nukta) with those that are searched as if they were it: barred and
# dotless Latin, accented Greek and Cyrillic, Arabic written with or without hamza and dots,
# precomposed Indic.
FOLDED = {
    "a": "Ǡǡ",
    "d": "Đđ",
    "h": "Ħħ",
    "i": "ı",
    "l": "Łł",
    "o": "ØøǾǿ",
    "æ": "ǢǣǼǽ",
    "ʒ": "Ǯǯ",
    "α": "Άά\u1f00-\u1f0f\u1f70\u1f71\u1f80-\u1f8f\u1fb0-\u1fb4\u1fb6-\u1fbc",
    "ε": "Έέ\u1f10-\u1f15\u1f18-\u1f1d\u1f72\u1f73\u1fc8\u1fc9",
    "η": "Ήή\u1f20-\u1f2f\u1f74\u1f75\u1f90-\u1f9f\u1fc2-\u1fc4\u1fc6\u1fc7\u1fca-\u1fcc",
    "ι": "ΊΐΪίϊ\u1f30-\u1f3f\u1f76\u1f77\u1fbe\u1fd0-\u1fd3\u1fd6-\u1fdb",
    "ο": "Όό\u1f40-\u1f45\u1f48-\u1f4d\u1f78\u1f79\u1ff8\u1ff9",
    "ρ": "\u1fe4\u1fe5\u1fec",
    "υ": "ΎΫΰϋύ\u1f50-\u1f5f\u1f7a\u1f7b\u1fe0-\u1fe3\u1fe6-\u1feb",
    "ω": "Ώώ\u1f60-\u1f6f\u1f7c\u1f7d\u1fa0-\u1faf\u1ff2-\u1ff4\u1ff6\u1ff7\u1ffa-\u1ffc",
    "ϒ": "ϓϔ",
    "а": "Ӑ-ӓ",
    "г": "Ѓѓ",
    "е": "ЀЁѐёӖӗ",
    "ж": "ӁӂӜӝ",
    "з": "Ӟӟ",
    "и": "ЍЙйѝӢ-ӥ",
    "к": "Ќќ",
    "о": "Ӧӧ",
    "у": "ЎўӮ-ӳ",
    "ч": "Ӵӵ",
    "ы": "Ӹӹ",
    "э": "Ӭӭ",
    "і": "Її",
    "ѵ": "Ѷѷ",
    "ә": "Ӛӛ",
    "ө": "Ӫӫ",
    "\u0627": "\u0622\u0623\u0625\u0671",
    "\u0643": "\u06a9",
    "\u0647": "\u0629",
    "\u0648": "\u0624",
    "\u064a": "\u0626\u0649\u06cc",
    "\u06c1": "\u06c2",
    "\u06d2": "\u06d3",
    "\u06d5": "\u06c0",
    "\u0915\u093c": "\u0958",
    "\u0916\u093c": "\u0959",
    "\u0917\u093c": "\u095a",
    "\u091c\u093c": "\u095b",
    "\u0921\u093c": "\u095c",
    "\u0922\u093c": "\u095d",
    "\u092b\u093c": "\u095e",
    "\u092f\u093c": "\u095f",
    "\u09a1\u09bc": "\u09dc",
    "\u09a2\u09bc": "\u09dd",
    "\u09af\u09bc": "\u09df",
}

ASCII = "\u0001-\u007f"
"""Characters that stay as they are: most of most texts, so they are told first."""

INDEXES = {"claims": "sentence", "passages": "quote"}

PIECE = 250
"""Code points read at a time: substr() counts from the start, so a long text goes in pieces."""


def search_form(column: str) -> str:
    """Write the SQL expression that gives the search form of a text column."""
    folded = "".join(FOLDED.values())
    folds = " ".join(f"WHEN letter GLOB '[{letters}]' THEN '{plain}'" for plain, letters in FOLDED.items())
    return f"""
        CASE WHEN {column} GLOB '*[^{ASCII}]*' THEN (
            WITH RECURSIVE pieces (start, piece) AS (
                SELECT 1, substr({column}, 1, {PIECE})
                UNION ALL
                SELECT start + {PIECE}, substr({column}, start + {PIECE}, {PIECE})
                FROM pieces WHERE length(piece) = {PIECE}
            )
            SELECT group_concat((
                WITH RECURSIVE letters (place, letter) AS (
                    SELECT 1, substr(piece, 1, 1)
                    UNION ALL
                    SELECT place + 1, substr(piece, place + 1, 1) FROM letters WHERE place < length(piece)
                )
                SELECT group_concat(
                    CASE WHEN letter GLOB '[{ASCII}]' THEN letter
                         WHEN letter GLOB '[{UNSPACED}]' THEN ' ' || letter || ' '
                         WHEN letter GLOB '[{DROPPED}]' THEN ''
                         WHEN letter GLOB '[{folded}]' THEN CASE {folds} END
                         ELSE letter
                    END, '')
                FROM letters
            ), '')
            FROM pieces
        ) ELSE {column} END
    """


def forget(table: str, column: str) -> str:
    """Write the SQL that takes the old row out of its index, given the words it was indexed with."""
    return f"""
        INSERT INTO {table}_search ({table}_search, rowid, words)
        VALUES ('delete', OLD.id, {search_form(f"OLD.{column}")});
    """


def remember(table: str) -> str:
    """Write the SQL that puts the new row into its index."""
    return f"INSERT INTO {table}_search (rowid, words) SELECT id, words FROM {table}_words WHERE id = NEW.id;"


def triggers(table: str, column: str) -> dict[str, str]:
    """Name the triggers that keep an index in step with its table.

    All come after the change: what comes before it stays done when ``UPDATE OR IGNORE`` gives up
    a row. And none is ``UPDATE OF``, which overlooks an id that is set as ``rowid``.
    """
    return {
        f"{table}_searchable_on_insert": f"AFTER INSERT ON {table} BEGIN {remember(table)} END",
        f"{table}_searchable_on_update": f"""
            AFTER UPDATE ON {table} WHEN NEW.id IS NOT OLD.id OR NEW.{column} IS NOT OLD.{column}
            BEGIN {forget(table, column)} {remember(table)} END
        """,
        f"{table}_searchable_on_delete": f"AFTER DELETE ON {table} BEGIN {forget(table, column)} END",
    }


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _upgrade_postgresql()
    else:
        _upgrade_sqlite()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _downgrade_postgresql()
    else:
        _downgrade_sqlite()


def _upgrade_sqlite() -> None:
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
    op.execute("PRAGMA user_version = 3")


def _downgrade_sqlite() -> None:
    for table, column in INDEXES.items():
        for name in triggers(table, column):
            op.execute(f"DROP TRIGGER {name}")
        op.execute(f"DROP TABLE {table}_search")
        op.execute(f"DROP VIEW {table}_words")
    op.execute("PRAGMA user_version = 2")


LETTERS = Path(__file__).with_name("0003_letters.json")
"""What unicode61 makes of every character but ASCII's: which part words (as hexadecimal ranges), and
which are indexed as another. Made from SQLite itself, and held to it by a test."""

READ = 150_000
"""Characters of a text that are indexed on PostgreSQL, so that a ``tsvector`` stays below its megabyte."""

LAST_PLACE = 16_383
"""The last place in a text that a ``tsvector`` can tell: as many words are indexed."""

WORD = 500
"""Characters of a word that are told apart: PostgreSQL takes fewer than 2048 bytes."""


def bracket(ranges: str) -> str:
    """Write ranges such as ``a-z`` for a regular expression of PostgreSQL, in ASCII."""
    return "".join(each if each == "-" else rf"\U{ord(each):08x}" for each in ranges)


def every_letter(ranges: str) -> str:
    """Spell out ranges such as ``a-z``."""
    return re.sub("(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), ranges)


def functions(schema: str) -> list[str]:
    """Write the functions that find the words of a text and of a question.

    They name their schema, since a shell may have a search path of its own.
    """
    letters = json.loads(LETTERS.read_text(encoding="utf-8"))
    ranges = (each.partition("-") for each in letters["apart"].split())
    apart = "".join(chr(int(first, 16)) + "-" + chr(int(last or first, 16)) for first, _, last in ranges)
    folded = {letter: plain for plain, variants in letters["folded"].items() for letter in variants}
    folded |= dict.fromkeys(every_letter(DROPPED), "")
    pure = "LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE"
    return [
        f"""
        CREATE FUNCTION {schema}.search_folded(written text) RETURNS text {pure} AS $$
        DECLARE
            lowered text := lower(written COLLATE "C");  -- the letters of ASCII, whatever the locale
        BEGIN
            IF octet_length(lowered) = char_length(lowered) THEN
                RETURN lowered;
            END IF;
            RETURN (
                SELECT string_agg(coalesce('{json.dumps(folded)}'::jsonb ->> letter, letter), '')
                FROM string_to_table(lowered, NULL) AS letter
            );
        END $$
        """,
        f"""
        CREATE FUNCTION {schema}.search_split(written text) RETURNS text[] {pure} AS $$
        DECLARE
            folded text := {schema}.search_folded(written);
        BEGIN
            IF octet_length(folded) = char_length(folded) THEN
                folded := regexp_replace(folded, '[^a-z0-9]+', ' ', 'g');
            ELSE
                folded := regexp_replace(folded, '([{bracket(UNSPACED)}])', ' \\1 ', 'g');
                folded := regexp_replace(folded, '[{bracket(apart)}]+', ' ', 'g');
            END IF;
            RETURN string_to_array(btrim(folded, ' '), ' ');
        END $$
        """,
        f"""
        CREATE FUNCTION {schema}.search_words(written text) RETURNS tsvector {pure} AS $$
        DECLARE
            words text[] := ({schema}.search_split(left(written, {READ})))[:{LAST_PLACE}];
        BEGIN
            FOR place IN 1 .. cardinality(words) LOOP
                words[place] := '''' || left(words[place], {WORD}) || ''':' || place;
            END LOOP;
            RETURN array_to_string(words, ' ')::tsvector;
        END $$
        """,
        # All terms must be there, each as a phrase; one that has no word is found nowhere.
        f"""
        CREATE FUNCTION {schema}.search_query(terms text[], begins boolean[]) RETURNS tsquery {pure} AS $$
        DECLARE
            words text[];
        BEGIN
            FOR term IN 1 .. cardinality(terms) LOOP
                words := {schema}.search_split(terms[term]);
                IF cardinality(words) = 0 THEN
                    RETURN NULL;
                END IF;
                FOR place IN 1 .. cardinality(words) LOOP
                    words[place] := '''' || left(words[place], {WORD}) || '''';
                END LOOP;
                terms[term] := array_to_string(words, ' <-> ');
                IF begins[term] THEN
                    terms[term] := terms[term] || ':*';
                END IF;
            END LOOP;
            RETURN array_to_string(terms, ' & ')::tsquery;
        END $$
        """,
    ]


BY_ITSELF = "current_setting('claimsdb.by_hand', true) IS DISTINCT FROM 'on'"


def functions_in_step(schema: str, table: str, column: str) -> dict[str, tuple[str, str]]:
    """Name the triggers that keep an index in step on PostgreSQL: when each fires, and what it does.

    Who writes many rows sets ``claimsdb.by_hand`` to ``on`` and fills the index himself.
    """
    forget = f"DELETE FROM {schema}.{table}_search WHERE rowid = OLD.id;"
    remember = f"""
        INSERT INTO {schema}.{table}_search (rowid, words)
        VALUES (NEW.id, {schema}.search_words(NEW.{column}));
    """
    changed = f"NEW.id <> OLD.id OR NEW.{column} <> OLD.{column}"
    return {
        f"{table}_searchable_on_insert": (
            f"AFTER INSERT ON {table} FOR EACH ROW WHEN ({BY_ITSELF})",
            remember,
        ),
        f"{table}_searchable_on_update": (
            f"AFTER UPDATE ON {table} FOR EACH ROW WHEN ({changed})",
            forget + remember,
        ),
        f"{table}_searchable_on_delete": (f"AFTER DELETE ON {table} FOR EACH ROW", forget),
    }


def _upgrade_postgresql() -> None:
    schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
    for function in functions(schema):
        _as_it_stands(function)
    for table, column in INDEXES.items():
        # No foreign key: the triggers keep the rows in step, and it would slow the writing of many.
        op.execute(f"CREATE TABLE {table}_search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute(f"INSERT INTO {table}_search SELECT id, search_words({column}) FROM {table}")
        op.execute(f"CREATE INDEX ix_{table}_search_words ON {table}_search USING gin (words)")
        for name, (when, body) in functions_in_step(schema, table, column).items():
            _as_it_stands(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body} RETURN NULL; END $$"
            )
            _as_it_stands(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()")


def _downgrade_postgresql() -> None:
    for table, column in INDEXES.items():
        for name in triggers(table, column):
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}")
        op.execute(f"DROP TABLE {table}_search")
    for name in ("search_query", "search_words", "search_split", "search_folded"):
        op.execute(f"DROP FUNCTION {name}")


def _as_it_stands(statement: str) -> None:
    """Hand a statement to the driver: its colons are not parameters."""
    op.get_bind().exec_driver_sql(statement)
