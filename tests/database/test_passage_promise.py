"""Promise 1: the database itself refuses a statement without a true passage, whoever writes to it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path


def stories(written: str) -> dict[str, str]:
    """Read SQL that is written under lines of ``-- what it tries``; ``==`` lines are headings."""
    told = (part.partition("\n") for part in re.sub("(?m)^==.*$", "", written).split("-- ")[1:])
    return {name.strip(): sql.strip() for name, _, sql in told}


# SQL that must be refused, each on its own. Passage 1 «Kassis» [0, 6) and 2 «talks began 🕊» [14, 27) of
# version 1 bear statements 2 and 1; passage 3 of version 2 and 4 «Kassis said» of version 1 bear none.
REFUSED = stories("""
== a quote that does not stand at its offsets ==
-- off by one to the right
INSERT INTO passages VALUES (9, 1, 1, 7, 'Kassis')
-- off by one in length
INSERT INTO passages VALUES (9, 1, 0, 5, 'Kassis')
-- wrong case
INSERT INTO passages VALUES (9, 1, 7, 11, 'Said')
-- another wording
INSERT INTO passages VALUES (9, 1, 7, 11, 'sayd')
-- a straight quote for a curly one
INSERT INTO passages VALUES (9, 1, 13, 19, '"talks')
-- an emoji counted as two
INSERT INTO passages VALUES (9, 1, 29, 31, 'in')
-- an emoji cut in two
INSERT INTO passages VALUES (9, 1, 26, 27, CAST(x'f09f' AS TEXT))
-- a blob
INSERT INTO passages VALUES (9, 1, 7, 11, x'73616964')
-- a blob cast to text with a byte too many
INSERT INTO passages VALUES (9, 1, 7, 11, CAST(x'7361696400' AS TEXT))
-- no quote
INSERT INTO passages VALUES (9, 1, 7, 11, NULL)
-- no start
INSERT INTO passages VALUES (9, 1, NULL, 11, 'said')
-- no end
INSERT INTO passages VALUES (9, 1, 7, NULL, 'said')
-- no version
INSERT INTO passages VALUES (9, NULL, 7, 11, 'said')
-- a version that is not there
INSERT INTO passages VALUES (9, 99, 7, 11, 'said')
-- a word for an offset
INSERT INTO passages VALUES (9, 1, 'seven', 11, 'said')
-- a fraction for an offset
INSERT INTO passages VALUES (9, 1, 7.5, 11, 'said')
-- counted from the end
INSERT INTO passages VALUES (9, 1, -3, -1, '”.')
-- starting before the text
INSERT INTO passages VALUES (9, 1, -1, 6, 'Kassis')
-- read backwards
INSERT INTO passages VALUES (9, 1, 11, 7, 'said')
-- nothing at all
INSERT INTO passages VALUES (9, 1, 7, 7, '')
-- reaching beyond the end
INSERT INTO passages VALUES (9, 2, 12, 99, 'nothing.')
-- an offset beyond all numbers
INSERT INTO passages VALUES (9, 1, 9223372036854775806, 9223372036854775807, 'K')

== the same by changing a passage ==
-- the quote changed
UPDATE passages SET quote = 'Kassiz' WHERE id = 1
-- the quote of a bare passage changed
UPDATE passages SET quote = 'kassis' WHERE id = 3
-- the offsets changed
UPDATE passages SET start_char = start_char + 1, end_char = end_char + 1 WHERE id = 3
-- all passages moved
UPDATE passages SET end_char = end_char - 1
-- the version of a bare passage changed
UPDATE passages SET version_id = 3 WHERE id = 3

== a stated passage stays what it is ==
-- a stated passage moved to other true words
UPDATE passages SET end_char = 5, quote = 'Kassi' WHERE id = 1
-- a stated passage carried to another version
UPDATE passages SET version_id = 2 WHERE id = 1
-- a stated passage renumbered
UPDATE passages SET id = 99 WHERE id = 1
-- a stated passage renumbered by rowid
UPDATE passages SET rowid = 99 WHERE id = 1
-- a stated passage deleted
DELETE FROM passages WHERE id = 1
-- all passages deleted
DELETE FROM passages
-- a stated passage replaced by number
REPLACE INTO passages VALUES (1, 2, 0, 6, 'Kassis')
-- a stated passage replaced by place
INSERT OR REPLACE INTO passages VALUES (NULL, 1, 0, 6, 'Kassis')
-- a stated passage overrun by number
UPDATE OR REPLACE passages SET id = 1 WHERE id = 3
-- a stated passage overrun by rowid
UPDATE OR REPLACE passages SET _rowid_ = 1 WHERE id = 3
-- a stated passage overrun by place
UPDATE OR REPLACE passages SET start_char = 0, end_char = 6, quote = 'Kassis' WHERE id = 4
-- a stated passage upserted
INSERT INTO passages VALUES (1, 2, 0, 6, 'Kassis') ON CONFLICT DO UPDATE SET version_id = 2
-- a false quote ignored
INSERT OR IGNORE INTO passages VALUES (9, 1, 7, 11, 'Said')
-- a false quote that may fail
UPDATE OR FAIL passages SET quote = upper(quote)
-- a false quote that may roll back
UPDATE OR ROLLBACK passages SET quote = upper(quote)

== a wording never changes ==
-- the text changed
UPDATE versions SET text = replace(text, 'said', 'lied')
-- the text of a version without passages changed
UPDATE versions SET text = 'Other.' WHERE id = 3
-- the text and its hash changed
UPDATE versions SET text = 'Other.', text_sha256 = hex(zeroblob(32)) WHERE id = 3
-- the hash changed
UPDATE versions SET text_sha256 = hex(zeroblob(32)) WHERE id = 3
-- the original added
UPDATE versions SET original = x'00', original_sha256 = hex(zeroblob(32)) WHERE id = 3
-- a version renumbered
UPDATE versions SET id = 99 WHERE id = 1
-- a version renumbered by oid
UPDATE versions SET oid = 99 WHERE id = 3
-- a version deleted
DELETE FROM versions WHERE id = 1
-- a version under a bare passage deleted
DELETE FROM versions WHERE id = 2
-- all versions deleted
DELETE FROM versions
-- a version replaced by id
REPLACE INTO versions (id, article_id, number, text, text_sha256) VALUES (1, 2, 9, 'x',
hex(zeroblob(32)))
-- a version replaced by number
REPLACE INTO versions (article_id, number, text, text_sha256) VALUES (1, 1, 'x', hex(zeroblob(32)))
-- a version replaced by hash
REPLACE INTO versions (article_id, number, text, text_sha256) SELECT 1, 9, 'x', text_sha256 FROM
versions WHERE id = 1
-- a version overrun by number
UPDATE OR REPLACE versions SET number = 1 WHERE id = 2
-- a version overrun by article
UPDATE OR REPLACE versions SET article_id = 1 WHERE id = 3
-- a version upserted
INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES (1, 1, 1, 'x',
hex(zeroblob(32))) ON CONFLICT DO UPDATE SET text = excluded.text
-- a text with carriage returns
INSERT INTO versions (article_id, number, text, text_sha256) VALUES (2, 2, 'a' || char(13, 10) ||
'b', hex(zeroblob(32)))
-- a text with NUL
INSERT INTO versions (article_id, number, text, text_sha256) VALUES (2, 2, 'a' || char(0) || 'b',
hex(zeroblob(32)))
-- a text that is a blob
INSERT INTO versions (article_id, number, text, text_sha256) VALUES (2, 2, x'61', hex(zeroblob(32)))

== a statement stands on a passage, and is of a claim ==
-- a statement without a passage
INSERT INTO statements (claim_id, passage_id) VALUES (1, NULL)
-- a statement that leaves the passage out
INSERT INTO statements (claim_id) VALUES (1)
-- a statement on a passage that is not there
INSERT INTO statements (claim_id, passage_id) VALUES (1, 99)
-- a statement without a claim
INSERT INTO statements (claim_id, passage_id) VALUES (NULL, 1)
-- a statement of a claim that is not there
INSERT INTO statements (claim_id, passage_id) VALUES (99, 1)
-- a statement taken off its passage
UPDATE statements SET passage_id = NULL
-- a statement put on no passage
UPDATE OR REPLACE statements SET passage_id = 99
-- a statement of no claim
UPDATE statements SET claim_id = 99
-- a statement replaced
REPLACE INTO statements (id, claim_id, passage_id) VALUES (1, 1, 1)
-- a statement overrun
UPDATE OR REPLACE statements SET id = 1 WHERE id = 2

== further passages are of one wording, in order and apart, and stay ==
-- a further passage of another wording
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 3)
-- a further passage before the first
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (1, 2, 1)
-- a further passage that overlaps the first
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 4)
-- the first passage again
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 1)
-- a further passage before another
INSERT INTO passages VALUES (9, 1, 7, 11, 'said');
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 2);
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 3, 9)
-- a further passage that is put before another behind it
INSERT INTO passages VALUES (9, 1, 7, 11, 'said');
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 3, 9);
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 2)
-- a source of a speaker that is not there
INSERT INTO statement_passages (statement_id, role, position, passage_id) VALUES (1, 'source', 2, 4)
-- a further passage that is not there
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 99)
-- a further passage of a statement that is not there
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (99, 2, 2)
-- a further passage exchanged
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 2);
UPDATE statement_passages SET passage_id = 3
-- a statement with further passages moved to another wording
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 2);
UPDATE statements SET passage_id = 3 WHERE id = 2
-- a further passage deleted
INSERT INTO passages VALUES (9, 1, 7, 11, 'said');
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 9);
DELETE FROM passages WHERE id = 9
-- a further passage moved to other true words
INSERT INTO passages VALUES (9, 1, 7, 11, 'said');
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 9);
UPDATE passages SET end_char = 9, quote = 'sa' WHERE id = 9

== a claim that is gone could come back as another one under its number ==
-- a stated claim deleted
DELETE FROM claims WHERE id = 2
-- a stated claim renumbered
UPDATE claims SET id = 99 WHERE id = 2
-- a stated claim renumbered by rowid
UPDATE claims SET rowid = 99 WHERE id = 2
-- a stated claim replaced by number
REPLACE INTO claims (id, sentence) VALUES (2, 'Other.')
-- a stated claim replaced by sentence
REPLACE INTO claims (sentence) VALUES ('Kassis spoke.')
-- a stated claim replaced by sentence and date
REPLACE INTO claims (sentence, event_date, event_earliest, event_latest)
VALUES ('Talks began in Astana.', '2017', '2017-01-01', '2017-12-31')
-- a stated claim overrun by number
INSERT INTO claims (id, sentence) VALUES (9, 'New.');
UPDATE OR REPLACE claims SET id = 2 WHERE id = 9
-- a stated claim overrun by sentence
UPDATE OR REPLACE claims SET sentence = 'Kassis spoke.', event_date = NULL, event_earliest = NULL,
event_latest = NULL WHERE id = 1

== a name in front of another: the guards look into their own database ==
-- a temporary table that claims to be versions
CREATE TEMP TABLE versions AS SELECT 1 AS id, 'forged' AS text;
INSERT INTO main.passages VALUES (9, 1, 0, 6, 'forged')
-- a temporary table that claims to be passages
CREATE TEMP TABLE passages AS SELECT 99 AS id;
INSERT INTO main.statements (claim_id, passage_id) VALUES (1, 99)
""")

ACCEPTED = stories("""
-- a true quote
INSERT INTO passages VALUES (9, 1, 7, 11, 'said')
-- an emoji
INSERT INTO passages VALUES (9, 1, 26, 27, '🕊')
-- after the emoji
INSERT INTO passages VALUES (9, 1, 28, 37, 'in Астана')
-- offsets written as text
INSERT INTO passages VALUES (9, 1, '7', '11', 'said')
-- the whole text
INSERT INTO passages SELECT 9, id, 0, length(text), text FROM versions WHERE id = 2
-- a passage without statements deleted
DELETE FROM passages WHERE id = 3
-- a version without passages deleted
DELETE FROM versions WHERE id = 3
-- where a version came from
UPDATE versions SET origin = 'a/b.txt', reader = 'plain' WHERE id = 1
-- a claim reworded
UPDATE claims SET sentence = 'Kassis talked.' WHERE id = 2
-- a statement moved to another passage
UPDATE statements SET passage_id = 4 WHERE id = 1
-- a statement deleted, then its passage and claim
DELETE FROM statements WHERE id = 2;
DELETE FROM passages WHERE id = 1;
DELETE FROM claims WHERE id = 2
-- a further passage, and its statement deleted
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 2);
DELETE FROM statements WHERE id = 2
-- further passages in any order of coming
INSERT INTO passages VALUES (9, 1, 7, 11, 'said');
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 3, 2);
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 9);
INSERT INTO attributions (statement_id, position, label) VALUES (2, 1, 'some');
INSERT INTO statement_passages (statement_id, role, position, passage_id) VALUES (2, 'source', 1, 1)
-- a further passage taken away
INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 2);
DELETE FROM statement_passages
""")

SETTINGS = {
    "as it comes": "",
    "without checks": "PRAGMA ignore_check_constraints = ON;",
    "as we open it": "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;",
}

SHELL = shutil.which("sqlite3")


def whole(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return every statement with what it stands on, and make sure that it stands there."""
    rows = connection.execute(
        "SELECT s.id, c.id, c.sentence, p.id, p.version_id, p.start_char, p.end_char, p.quote, v.text "
        "FROM main.statements AS s LEFT JOIN main.claims AS c ON c.id = s.claim_id "
        "LEFT JOIN main.passages AS p ON p.id = s.passage_id "
        "LEFT JOIN main.versions AS v ON v.id = p.version_id"
    ).fetchall()
    for *_, start, end, quote, text in rows:
        assert text[start:end] == quote
        assert quote
    return rows


def in_a_shell(path: Path, sql: str) -> subprocess.CompletedProcess[str]:
    """Run SQL in SQLite's own program, or where it is not installed in a Python of its own."""
    script = f"import sqlite3; sqlite3.connect({str(path)!r}, isolation_level=None).executescript({sql!r})"
    command = [SHELL, "-bail", str(path), sql] if SHELL else [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("setting", list(SETTINGS))
@pytest.mark.parametrize("attack", list(REFUSED))
def test_a_plain_connection_cannot_break_the_promise(
    world: sqlite3.Connection, attack: str, setting: str
) -> None:
    before = whole(world)
    world.executescript(SETTINGS[setting])
    with pytest.raises(sqlite3.IntegrityError):
        world.executescript(REFUSED[attack])
    assert whole(world) == before


def test_neither_can_a_shell(world_file: Path) -> None:
    with closing(sqlite3.connect(world_file)) as connection:
        before = whole(connection)
    for attack, sql in REFUSED.items():
        told = in_a_shell(world_file, f"PRAGMA ignore_check_constraints = ON; {sql};")
        assert told.returncode, attack
    with closing(sqlite3.connect(world_file)) as connection:
        assert whole(connection) == before


@pytest.mark.parametrize("sql", ACCEPTED.values(), ids=ACCEPTED)
def test_what_keeps_the_promise_is_accepted(world: sqlite3.Connection, sql: str) -> None:
    world.executescript(f"PRAGMA foreign_keys = ON; {sql}")
    whole(world)


def guards(connection: sqlite3.Connection) -> list[str]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' "
        "AND name NOT LIKE '%searchable%' AND name NOT LIKE '%listed%' AND name NOT LIKE '%along' "
        "AND name NOT LIKE '%carr%' AND name NOT LIKE 'version_facts%' "
        "AND name NOT LIKE '%marked%' AND name NOT LIKE 'mention%' AND name NOT LIKE 'actor%' "
        "AND name NOT LIKE 'claim_review%' AND name NOT LIKE '%evidence%' AND name NOT LIKE '%of_roles%' "
        "AND name NOT LIKE '%judgement%' AND name NOT LIKE 'attributions%' AND name NOT LIKE '%reviewed%' "
        "AND name NOT LIKE '%standoffs%' AND name NOT LIKE '%of_a_link%' "
        "AND name <> 'statement_passages_never_replaced' ORDER BY name"
    )
    return [name for (name,) in connection.execute(query)]


def test_every_guard_is_needed(world: sqlite3.Connection) -> None:
    """Without it, some of what is refused above would pass."""
    for guard in guards(world):
        assert any(passes_without(world, guard, sql) for sql in REFUSED.values()), guard


def passes_without(world: sqlite3.Connection, guard: str, sql: str) -> bool:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        world.backup(copy)
        copy.executescript(f"PRAGMA ignore_check_constraints = ON; DROP TRIGGER {guard}")
        try:
            copy.executescript(sql)
        except sqlite3.IntegrityError:
            return False
        return True


def test_the_refusal_says_what_was_wrong(world: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a passage must be text"):
        world.execute("INSERT INTO passages VALUES (9, 1, 7, 11, 'Said')")
    with pytest.raises(sqlite3.IntegrityError, match="a stored wording never changes: add a version"):
        world.execute("UPDATE versions SET text = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="a statement must stand on a passage"):
        world.execute("INSERT INTO statements (claim_id, passage_id) VALUES (1, 99)")


def test_one_false_row_of_many_takes_the_whole_insert_back(world: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        world.execute("INSERT INTO passages VALUES (9, 1, 7, 11, 'said'), (10, 1, 7, 12, 'said')")
    assert world.execute("SELECT count(*) FROM passages").fetchone() == (4,)


def test_a_row_with_the_number_minus_one_cannot_block_every_other(world: sqlite3.Connection) -> None:
    """A trigger sees a row whose number is still to be given as -1."""
    for table in ("versions", "passages", "claims", "statements"):
        columns = [name for _, name, *_ in world.execute(f"PRAGMA table_info({table})") if name != "id"]
        copied = (
            f"INSERT INTO {table} (id, {', '.join(columns)}) SELECT -1, {', '.join(columns)} FROM {table}"  # noqa: S608
        )
        with pytest.raises(sqlite3.IntegrityError):
            world.execute(f"{copied} LIMIT 1")
    world.execute("INSERT INTO passages (version_id, start_char, end_char, quote) VALUES (1, 7, 11, 'said')")


def test_combining_marks_are_told_apart_from_composed_letters(world: sqlite3.Connection) -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    for number, text in ((2, composed), (3, decomposed)):
        world.execute(
            "INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES (?, 2, ?, ?, ?)",
            (10 + number, number, text, str(number) * 64),
        )
    world.execute("INSERT INTO passages VALUES (NULL, 12, 3, 4, ?)", ("\u00e9",))
    world.execute("INSERT INTO passages VALUES (NULL, 13, 3, 5, ?)", ("e\u0301",))
    for version, end, quote in ((12, 4, "e\u0301"), (12, 5, "e\u0301"), (13, 4, "\u00e9"), (13, 5, "\u00e9")):
        with pytest.raises(sqlite3.IntegrityError):
            world.execute("INSERT INTO passages VALUES (NULL, ?, 3, ?, ?)", (version, end, quote))


# NUL and CR are refused in a text; a surrogate is no character.
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
texts = st.text(letters, min_size=1, max_size=30)


@pytest.fixture(scope="module")
def any_text(_empty_file: Path) -> sqlite3.Connection:
    """A database without checks, so that the triggers stand alone."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with closing(sqlite3.connect(_empty_file)) as original:
        original.backup(copy)
    copy.execute("PRAGMA ignore_check_constraints = ON")
    return copy


@given(text=texts, start=st.integers(-3, 33), end=st.integers(-3, 33), other=st.none() | texts)
@example(text="a🕊b", start=1, end=2, other=None)
@example(
    text="a🕊b", start=2, end=3, other="\udd4a".encode("utf-16", "surrogatepass").decode("utf-16", "replace")
)
@example(text="e\u0301e", start=0, end=1, other="é")
@example(text="\ufffe\uffff\U0010ffff", start=1, end=3, other=None)
@example(text="אבג", start=-1, end=2, other="א")
def test_exactly_the_true_quotes_are_accepted(
    any_text: sqlite3.Connection, text: str, start: int, end: int, other: str | None
) -> None:
    quote = text[max(start, 0) : max(end, 0)] if other is None else other
    true = 0 <= start < end <= len(text) and text[start:end] == quote
    assert accepted(any_text, text, start, end, quote) == true


@given(text=texts, data=st.data())
def test_every_true_quote_is_accepted_and_none_beside_it(
    any_text: sqlite3.Connection, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert accepted(any_text, text, start, end, text[start:end])
    changed = data.draw(letters)
    assume(changed != text[start])
    assert not accepted(any_text, text, start, end, changed + text[start + 1 : end])


def accepted(connection: sqlite3.Connection, text: str, start: int, end: int, quote: str) -> bool:
    connection.execute("BEGIN")
    try:
        connection.execute(
            "INSERT INTO versions (id, article_id, number, text, text_sha256) "
            "VALUES (1, 1, 1, ?, hex(zeroblob(32)))",
            (text,),
        )
        connection.execute("INSERT INTO passages VALUES (1, 1, ?, ?, ?)", (start, end, quote))
    except sqlite3.IntegrityError:
        return False
    else:
        return True
    finally:
        connection.execute("ROLLBACK")


def test_a_shell_without_foreign_keys_leaves_no_passages_to_the_next_statement_of_the_number(
    world: sqlite3.Connection,
) -> None:
    further = "INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, 2, 2)"
    world.execute(further)
    world.execute("DELETE FROM statements WHERE id = 2")
    assert world.execute("SELECT count(*) FROM statement_passages").fetchone() == (0,)
