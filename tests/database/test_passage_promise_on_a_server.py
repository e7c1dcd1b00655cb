"""Promise 1 on PostgreSQL: the server itself refuses a statement without a true passage, whoever asks."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from claimsdb.library import open_database
from tests.database.test_passage_promise import letters, stories, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql.reused import Reused

    Connection = psycopg.Connection[Any]

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
INSERT INTO passages VALUES (9, 1, 26, 27, convert_from('\\xf09f', 'UTF8'))
-- bytes, which become their digits
INSERT INTO passages VALUES (9, 1, 7, 11, '\\x73616964'::bytea)
-- a name, which is shortened
INSERT INTO passages VALUES (9, 1, 7, 11, 'sai'::name)
-- padded with spaces
INSERT INTO passages VALUES (9, 1, 7, 13, 'said  '::char(6))
-- no quote
INSERT INTO passages VALUES (9, 1, 7, 11, NULL)
-- no start
INSERT INTO passages VALUES (9, 1, NULL, 11, 'said')
-- no end
INSERT INTO passages VALUES (9, 1, 7, NULL, 'said')
-- no version
INSERT INTO passages VALUES (9, NULL, 7, 11, 'said')
-- nothing but NULLs
INSERT INTO passages VALUES (9, NULL, NULL, NULL, NULL)
-- a version that is not there
INSERT INTO passages VALUES (9, 99, 7, 11, 'said')
-- a word for an offset
INSERT INTO passages VALUES (9, 1, 'seven', 11, 'said')
-- a fraction for an offset, which is rounded
INSERT INTO passages VALUES (9, 1, 7.6, 11, 'said')
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
-- reaching beyond the end, filled with spaces
INSERT INTO passages VALUES (9, 2, 12, 22, 'nothing.  ')
-- an offset beyond all numbers
INSERT INTO passages VALUES (9, 1, 2147483646, 2147483647, 'K')
-- one false row among true ones
INSERT INTO passages VALUES (9, 1, 7, 11, 'said'), (10, 1, 7, 12, 'said')
-- put together by a query
INSERT INTO passages SELECT 9, id, 0, 6, upper(left(text, 6)) FROM versions WHERE id = 1
-- put together within a common table
WITH made AS (INSERT INTO passages VALUES (9, 1, 7, 11, 'Said') RETURNING id)
INSERT INTO statements (claim_id, passage_id) SELECT 1, id FROM made
-- by a prepared statement
PREPARE attack (text) AS INSERT INTO passages VALUES (9, 1, 7, 11, $1); EXECUTE attack ('Said')
-- within a block of code that catches nothing
DO $$ BEGIN INSERT INTO public.passages VALUES (9, 1, 7, 11, 'Said'); END $$
-- merged in
MERGE INTO passages USING (SELECT 9 AS id) AS new ON passages.id = new.id
WHEN NOT MATCHED THEN INSERT VALUES (9, 1, 7, 11, 'Said')
-- unless it is there
INSERT INTO passages VALUES (9, 1, 7, 11, 'Said') ON CONFLICT DO NOTHING

== the same by changing a passage ==
-- the quote changed
UPDATE passages SET quote = 'Kassiz' WHERE id = 1
-- the quote of a bare passage changed
UPDATE passages SET quote = 'kassis' WHERE id = 3
-- the quote taken away
UPDATE passages SET quote = NULL WHERE id = 3
-- the offsets changed
UPDATE passages SET start_char = start_char + 1, end_char = end_char + 1 WHERE id = 3
-- all passages moved
UPDATE passages SET end_char = end_char - 1
-- the version of a bare passage changed
UPDATE passages SET version_id = 3 WHERE id = 3
-- a bare passage merged away
MERGE INTO passages USING (SELECT 3 AS id) AS new ON passages.id = new.id
WHEN MATCHED THEN UPDATE SET quote = 'kassis'

== a stated passage stays what it is ==
-- a stated passage moved to other true words
UPDATE passages SET end_char = 5, quote = 'Kassi' WHERE id = 1
-- a stated passage carried to another version
UPDATE passages SET version_id = 2 WHERE id = 1
-- a stated passage renumbered
UPDATE passages SET id = 99 WHERE id = 1
-- a stated passage deleted
DELETE FROM passages WHERE id = 1
-- all passages deleted
DELETE FROM passages
-- a stated passage deleted by way of another table
DELETE FROM passages USING statements WHERE passages.id = statements.passage_id
-- a stated passage deleted in a common table
WITH gone AS (DELETE FROM passages WHERE id = 1 RETURNING id) SELECT * FROM gone
-- a stated passage merged away
MERGE INTO passages USING (SELECT 1 AS id) AS new ON passages.id = new.id WHEN MATCHED THEN DELETE
-- a stated passage upserted by number
INSERT INTO passages VALUES (1, 2, 0, 6, 'Kassis') ON CONFLICT (id) DO UPDATE SET version_id = 2
-- a stated passage upserted by place
INSERT INTO passages VALUES (9, 1, 0, 6, 'Kassis') ON CONFLICT (version_id, start_char, end_char)
DO UPDATE SET id = excluded.id
-- all passages cut off
TRUNCATE passages
-- all passages cut off as a replica would
SET session_replication_role = replica; TRUNCATE passages
-- a stated passage deleted by a cursor
BEGIN; DECLARE here CURSOR FOR SELECT FROM passages WHERE id = 1 FOR UPDATE; FETCH here;
DELETE FROM passages WHERE CURRENT OF here

== a wording never changes ==
-- the text changed
UPDATE versions SET text = replace(text, 'said', 'lied')
-- the text of a version without passages changed
UPDATE versions SET text = 'Other.' WHERE id = 3
-- the text and its hash changed
UPDATE versions SET text = 'Other.', text_sha256 = repeat('0', 64) WHERE id = 3
-- the text composed otherwise
UPDATE versions SET text = normalize(text || 'é', NFD) WHERE id = 3
-- the text taken away
UPDATE versions SET text = NULL WHERE id = 3
-- the hash changed
UPDATE versions SET text_sha256 = repeat('0', 64) WHERE id = 3
-- the original added
UPDATE versions SET original = '\\x00', original_sha256 = repeat('0', 64) WHERE id = 3
-- a version renumbered
UPDATE versions SET id = 99 WHERE id = 1
-- a version deleted
DELETE FROM versions WHERE id = 1
-- a version under a bare passage deleted
DELETE FROM versions WHERE id = 2
-- all versions deleted
DELETE FROM versions
-- all versions cut off
TRUNCATE versions
-- a version upserted
INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES (1, 1, 1, 'x', repeat('0', 64))
ON CONFLICT (id) DO UPDATE SET text = excluded.text
-- a version upserted by hash
INSERT INTO versions (article_id, number, text, text_sha256) SELECT 1, 9, 'x', text_sha256
FROM versions WHERE id = 1 ON CONFLICT (article_id, text_sha256) DO UPDATE SET text = excluded.text
-- a version merged over
MERGE INTO versions USING (SELECT 1 AS id) AS new ON versions.id = new.id
WHEN MATCHED THEN UPDATE SET text = 'x'
-- a text with carriage returns
INSERT INTO versions (article_id, number, text, text_sha256)
VALUES (2, 2, 'a' || chr(13) || 'b', repeat('0', 64))
-- a text with NUL
INSERT INTO versions (article_id, number, text, text_sha256)
VALUES (2, 2, 'a' || chr(0) || 'b', repeat('0', 64))
-- a text that is no UTF-8
INSERT INTO versions (article_id, number, text, text_sha256)
VALUES (2, 2, convert_from('\\xff', 'UTF8'), repeat('0', 64))

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
UPDATE statements SET passage_id = 99
-- a statement of no claim
UPDATE statements SET claim_id = 99
-- a statement upserted onto nothing
INSERT INTO statements (id, claim_id, passage_id) VALUES (1, 1, 1)
ON CONFLICT (id) DO UPDATE SET passage_id = 99

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
-- all claims cut off
TRUNCATE claims
-- a stated claim renumbered
UPDATE claims SET id = 99 WHERE id = 2
-- a stated claim upserted
INSERT INTO claims (id, sentence) VALUES (2, 'Other.') ON CONFLICT (id) DO UPDATE SET id = 99

== ties that a transaction would keep for its end ==
-- put off
BEGIN; SET CONSTRAINTS ALL DEFERRED; INSERT INTO statements (claim_id, passage_id) VALUES (1, 99); COMMIT

== a name in front of another: the guards look into their own schema ==
-- a temporary table that claims to be versions
CREATE TEMP TABLE versions AS SELECT 1::bigint AS id, 'forged' AS text;
INSERT INTO public.passages VALUES (9, 1, 0, 6, 'forged')
-- a temporary table that claims to be passages
CREATE TEMP TABLE passages AS SELECT 99::bigint AS id;
SET session_replication_role = replica;
INSERT INTO public.statements (claim_id, passage_id) VALUES (1, 99)
-- a schema of the same tables in front
CREATE SCHEMA front; CREATE TABLE front.versions AS SELECT 1::bigint AS id, 'forged' AS text;
SET search_path = front, public; INSERT INTO passages VALUES (9, 1, 0, 6, 'forged')
-- a search path that leads nowhere
SET search_path = ''; INSERT INTO public.passages VALUES (9, 1, 7, 11, 'Said')
-- a substr of one's own
CREATE SCHEMA front; CREATE FUNCTION front.substr(text, integer, integer) RETURNS text LANGUAGE sql
AS $$ SELECT 'Said' $$;
SET search_path = front, public, pg_catalog; INSERT INTO passages VALUES (9, 1, 7, 11, 'Said')
-- a length of one's own
CREATE SCHEMA front; CREATE FUNCTION front.length(text) RETURNS integer LANGUAGE sql AS $$ SELECT 4 $$;
SET search_path = front, public, pg_catalog; INSERT INTO passages VALUES (9, 1, 7, 11, 'sai')
-- an equals of one's own
CREATE SCHEMA front; CREATE FUNCTION front.same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR front.= (LEFTARG = text, RIGHTARG = text, FUNCTION = front.same);
SET search_path = front, public, pg_catalog; INSERT INTO passages VALUES (9, 1, 7, 11, 'Said')
-- a strpos of one's own
CREATE SCHEMA front; CREATE FUNCTION front.strpos(text, text) RETURNS integer LANGUAGE sql AS 'SELECT 0';
SET search_path = front, public, pg_catalog;
INSERT INTO versions (article_id, number, text, text_sha256)
VALUES (2, 2, 'a' || chr(13) || 'b', repeat('0', 64))
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
-- with a search path that leads nowhere
SET search_path = ''; INSERT INTO public.passages VALUES (9, 1, 7, 11, 'said')
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
DELETE FROM statements WHERE id = 2; DELETE FROM passages WHERE id = 1; DELETE FROM claims WHERE id = 2
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

SESSIONS = {
    "as it comes": "",
    "playing back a replica": "SET session_replication_role = replica",
    "a transaction that sees one moment": "SET default_transaction_isolation = 'serializable'",
}

STATED = """
    SELECT s.id, c.id, c.sentence, p.id, p.version_id, p.start_char, p.end_char, p.quote, v.text
    FROM public.statements AS s LEFT JOIN public.claims AS c ON c.id = s.claim_id
    LEFT JOIN public.passages AS p ON p.id = s.passage_id
    LEFT JOIN public.versions AS v ON v.id = p.version_id ORDER BY s.id
"""


def whole(server: Connection) -> list[tuple[Any, ...]]:
    """Return every statement with what it stands on, and make sure that it stands there."""
    rows = server.execute(STATED).fetchall()
    for *_, start, end, quote, text in rows:
        assert text[start:end] == quote
        assert quote
    return rows


def attempt(server: Connection, sql: str, session: str = "") -> None:
    """Run SQL in a transaction that is taken back, as a client does that sends all of it at once."""
    try:
        server.execute(f"BEGIN; {session}; {sql.removeprefix('BEGIN;')}".encode())
    finally:
        server.execute("ROLLBACK")


@pytest.mark.parametrize("session", list(SESSIONS))
@pytest.mark.parametrize("attack", list(REFUSED))
def test_a_plain_session_cannot_break_the_promise(server: Connection, attack: str, session: str) -> None:
    before = whole(server)
    with pytest.raises(psycopg.Error):
        attempt(server, REFUSED[attack], SESSIONS[session])
    assert whole(server) == before


@pytest.mark.parametrize("sql", ACCEPTED.values(), ids=ACCEPTED)
def test_what_keeps_the_promise_is_accepted(server: Connection, sql: str) -> None:
    server.execute(sql.encode())
    whole(server)


def test_a_foreign_key_holds_an_article_under_its_versions(server: Connection) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        server.execute("DELETE FROM articles WHERE id = 1")


@pytest.mark.parametrize(
    ("table", "columns", "row"),
    [
        ("passages", "id, version_id, start_char, end_char, quote", (9, 1, 7, 11, "Said")),
        ("passages", "version_id, start_char, end_char, quote", (1, -3, -1, "”.")),
        ("statements", "claim_id, passage_id", (1, 99)),
        ("statements", "claim_id, passage_id", (1, None)),
        ("versions", "article_id, number, text, text_sha256", (2, 2, "a\rb", "0" * 64)),
    ],
)
@pytest.mark.parametrize("session", list(SESSIONS))
def test_rows_that_are_copied_in_are_looked_at_too(
    server: Connection, session: str, table: str, columns: str, row: tuple[object, ...]
) -> None:
    before = whole(server)
    server.execute(SESSIONS[session].encode())
    with (
        pytest.raises(psycopg.IntegrityError),
        server.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        copy.write_row(row)
    assert whole(server) == before


def test_ties_that_were_put_off_are_held_by_the_guards(server: Connection) -> None:
    """A plain session may put foreign keys off or switch them off; a statement still needs its passage."""
    server.execute("SET session_replication_role = replica")
    for claim, passage in ((1, 99), (99, 1)):
        with pytest.raises(psycopg.errors.CheckViolation, match="a statement must"):
            server.execute("INSERT INTO statements (claim_id, passage_id) VALUES (%s, %s)", [claim, passage])


def guards(server: Connection) -> dict[str, str]:
    """Return the triggers that refuse, with their tables."""
    query = """
        SELECT tgname, tgrelid::regclass::text FROM pg_trigger
        WHERE NOT tgisinternal AND tgenabled = 'A'
        AND tgname NOT LIKE '%carr%' AND tgname NOT LIKE 'version_facts%' AND tgname NOT LIKE 'mention%'
        AND tgname NOT LIKE 'actor%' AND tgname NOT LIKE 'claim_review%' AND tgname NOT LIKE '%evidence%'
        AND tgname NOT LIKE '%of_roles%' AND tgname NOT LIKE '%judgement%' AND tgname NOT LIKE 'attributions%'
        AND tgname NOT LIKE '%reviewed%' AND tgname NOT LIKE '%of_a_link%'
        AND tgname NOT LIKE '%standoffs%'
        ORDER BY tgname
    """
    return dict(server.execute(query).fetchall())


def test_every_guard_is_needed(server: Connection) -> None:
    """Without it, some of what is refused above would pass, at least where foreign keys are off."""
    found = guards(server)
    assert len(found) == 15, sorted(found)
    for guard, table in found.items():
        without = f"SET session_replication_role = replica; DROP TRIGGER {guard} ON {table}"
        assert any(passes(server, without, sql) for sql in REFUSED.values()), guard


def passes(server: Connection, session: str, sql: str) -> bool:
    try:
        attempt(server, sql, session)
    except psycopg.Error:
        return False
    return True


def test_the_owner_who_switches_a_guard_off_is_told_by_verify(server: Connection, world_url: str) -> None:
    server.execute("ALTER TABLE passages DISABLE TRIGGER passages_stand_in_text")
    server.execute("UPDATE passages SET quote = 'kassis' WHERE id = 3")
    with open_database(world_url) as database:
        assert [str(fault.sentence) for fault in database.verify().faults][:2] == [
            "the trigger passages_stand_in_text of passages is switched off",
            "its quote is not what stands at [0, 6)",
        ]


def test_the_refusal_says_what_was_wrong(server: Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="a passage must be text"):
        server.execute("INSERT INTO passages VALUES (9, 1, 7, 11, 'Said')")
    with pytest.raises(psycopg.errors.CheckViolation, match="a stored wording never changes: add a version"):
        server.execute("UPDATE versions SET text = 'x'")


def test_somebody_without_rights_on_the_tables_cannot_touch_them(server: Connection) -> None:
    server.execute(
        "CREATE ROLE reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; SET ROLE reader"
    )
    try:
        whole(server)
        for sql in (
            "ALTER TABLE passages DISABLE TRIGGER ALL",
            "DROP TRIGGER passages_stand_in_text ON passages",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                server.execute(sql.encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            server.execute("SET session_replication_role = replica")
    finally:
        server.execute("RESET ROLE; DROP OWNED BY reader; DROP ROLE reader")


# Two sessions at once: one takes away what the other one stands on, or makes it stand elsewhere.
RACES = {
    "a passage deleted while another session states on it": (
        "DELETE FROM passages WHERE id = 3",
        "INSERT INTO statements (claim_id, passage_id) VALUES (1, 3)",
    ),
    "a passage moved while another session states on it": (
        "UPDATE passages SET end_char = 5, quote = 'Kassi' WHERE id = 3",
        "INSERT INTO statements (claim_id, passage_id) VALUES (1, 3)",
    ),
    "a passage renumbered while another session states on it": (
        "UPDATE passages SET id = 99 WHERE id = 3",
        "INSERT INTO statements (claim_id, passage_id) VALUES (1, 3)",
    ),
    "a version deleted while another session quotes it": (
        "DELETE FROM versions WHERE id = 3",
        "INSERT INTO passages VALUES (9, 3, 0, 7, 'Another')",
    ),
    "a claim deleted while another session states it": (
        "DELETE FROM claims WHERE id = 9",
        "INSERT INTO statements (claim_id, passage_id) VALUES (9, 3)",
    ),
}
SHOWN = """
    SELECT s.id FROM statements AS s LEFT JOIN passages AS p ON p.id = s.passage_id
    LEFT JOIN versions AS v ON v.id = p.version_id LEFT JOIN claims AS c ON c.id = s.claim_id
    WHERE substr(v.text, p.start_char + 1, p.end_char - p.start_char) IS DISTINCT FROM p.quote OR c.id IS NULL
    UNION ALL SELECT p.id FROM passages AS p LEFT JOIN versions AS v ON v.id = p.version_id WHERE v.id IS NULL
"""


@pytest.mark.parametrize("swapped", [False, True], ids=["in this order", "in the other"])
@pytest.mark.parametrize("race", list(RACES))
def test_two_sessions_at_once_cannot_do_together_what_neither_may(
    server: Connection, world_url: str, race: str, swapped: bool
) -> None:
    """The one that comes second waits for the first, and then looks at what it did."""
    server.execute("INSERT INTO claims (id, sentence) VALUES (9, 'New.')")
    first, second = reversed(RACES[race]) if swapped else RACES[race]
    refused: list[psycopg.Error] = []

    def come_second() -> None:
        with psycopg.connect(world_url, autocommit=True) as other:
            try:
                other.execute(second.encode())
            except psycopg.Error as fault:
                refused.append(fault)

    with server.transaction():
        server.execute(first.encode())
        later = threading.Thread(target=come_second)
        later.start()
        later.join(0.3)
    later.join()
    assert server.execute(SHOWN).fetchall() == []
    if "moved" not in race or swapped:  # what was moved to other true words can be stated
        assert len(refused) == 1


@pytest.fixture(scope="module")
def any_text(_empty_reused: Reused) -> Iterator[Connection]:
    """A database without checks and foreign keys, so that the guards stand alone."""
    reused = _empty_reused.another("any_text")
    reused.close()
    with psycopg.connect(reused.url, autocommit=True) as connection:
        connection.execute(
            "ALTER TABLE passages DROP CONSTRAINT ck_passages_span_in_order, "
            "DROP CONSTRAINT ck_passages_quote_fills_span"
        )
        connection.execute("SET session_replication_role = replica")
        yield connection


few = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(text=texts, start=st.integers(-3, 33), end=st.integers(-3, 33), other=st.none() | texts)
@example(text="a🕊b", start=1, end=2, other=None)
@example(text="e\u0301e", start=0, end=1, other="é")
@example(text="\ufffe\uffff\U0010ffff", start=1, end=3, other=None)
@example(text="אבג", start=-1, end=2, other="א")
@example(text="a ", start=0, end=2, other="a ")
@example(text="a", start=0, end=2, other="a ")
def test_exactly_the_true_quotes_are_accepted(
    any_text: Connection, text: str, start: int, end: int, other: str | None
) -> None:
    quote = text[max(start, 0) : max(end, 0)] if other is None else other
    true = 0 <= start < end <= len(text) and text[start:end] == quote
    assert accepted(any_text, text, start, end, quote) == true


@few
@given(text=texts, data=st.data())
def test_every_true_quote_is_accepted_and_none_beside_it(
    any_text: Connection, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert accepted(any_text, text, start, end, text[start:end])
    changed = data.draw(letters)
    assume(changed != text[start])
    assert not accepted(any_text, text, start, end, changed + text[start + 1 : end])


def accepted(connection: Connection, text: str, start: int, end: int, quote: str) -> bool:
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(
                "INSERT INTO versions (id, article_id, number, text, text_sha256) "
                "VALUES (1, 1, 1, %s, repeat('0', 64))",
                [text],
            )
            connection.execute("INSERT INTO passages VALUES (1, 1, %s, %s, %s)", [start, end, quote])
    except psycopg.errors.CheckViolation:
        return False
    return True


def test_two_writers_cannot_put_further_passages_out_of_order(server: Connection, world_url: str) -> None:
    server.execute("INSERT INTO passages VALUES (9, 1, 7, 11, 'said')")
    adding = "INSERT INTO statement_passages (statement_id, position, passage_id) VALUES (2, {}, {})"
    refused: list[psycopg.Error] = []

    def add_the_third() -> None:
        with psycopg.connect(world_url, autocommit=True) as other:
            try:
                other.execute(adding.format(3, 9).encode())
            except psycopg.Error as fault:
                refused.append(fault)

    with server.transaction():
        server.execute(adding.format(2, 2).encode())
        late = threading.Thread(target=add_the_third)
        late.start()
        late.join(timeout=0.3)
        assert late.is_alive()
    late.join()
    assert [type(fault) for fault in refused] == [psycopg.errors.CheckViolation]
