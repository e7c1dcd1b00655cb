"""What SQLite and PostgreSQL say differently: all of it, so that the other rooms speak one SQL."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import deque
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Protocol

from claimsdb.errors.database import NotADatabaseError, NotUnicodeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    Values = tuple[Any, ...]

LOCK_SECONDS: Final = 60.0
"""How long a writer waits for its turn on a server; on a file it is ``BUSY_SECONDS``."""

SOON: Final = 1
"""How many seconds one waits who keeps what was found out, and can do without."""

INDEXES_AT_HAND: Final = "PRAGMA cache_size = -32000"
"""In kilobytes. A load that keeps the indexes it writes to at hand is a seventh faster than with what
readers have."""

APPLICATION_ID: Final = 0x434C4D44
"""``CLMD``: tells a claimsdb file from any other SQLite file, and is our lock's number on a server."""

NOT_UTF8: Final = re.compile("[\udc80-\udcff]")
"""What the bytes of no character are read as."""

# What the owner of a PostgreSQL database can let stand that the schema forbids; how its tables are tied.
SWITCHED_OFF: Final = """
    SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = current_schema()::regnamespace AND tgenabled = 'D' ORDER BY 1, 2
"""
UNCHECKED: Final = """
    SELECT conname, relname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE relnamespace = current_schema()::regnamespace AND NOT convalidated ORDER BY 1, 2
"""
TIES: Final = """
    SELECT ours.attname, relname, theirs.attname FROM pg_constraint
    JOIN pg_class ON pg_class.oid = confrelid
    JOIN pg_attribute AS ours ON ours.attrelid = conrelid AND ours.attnum = conkey[1]
    JOIN pg_attribute AS theirs ON theirs.attrelid = confrelid AND theirs.attnum = confkey[1]
    WHERE contype = 'f' AND conrelid = %s::regclass ORDER BY conname
"""


SEARCHED: Final = {"claims": "sentence", "passages": "quote"}
"""The columns that are searched."""

INDEXES: Final = tuple(f"{table}_search" for table in SEARCHED)
"""The full-text indexes."""

NAMED: Final = re.compile(r"(?<!:):([a-z]\w*)")
"""A value in a question, as ``:name``; a cast is written ``::``."""

_cursors = count(1)


class Dialect(Protocol):
    """How one engine does it. ``mark`` stands for a value in SQL that goes straight to the driver."""

    mark: str

    def begin(self, writing: object) -> Sequence[str]:
        """Return what begins a transaction: one that reads, is ``writing``, or one of ``engine.py``'s."""

    def expect_rows(self, connection: Connection) -> None:
        """Make a connection ready for a load; no transaction has begun."""

    def schema_number(self, connection: Connection, where: str) -> int:
        """Return the schema number of a claimsdb database; 0 for an empty one.

        Raises:
            NotADatabaseError: it is another program's.
        """

    def size(self, connection: Connection) -> int:
        """Return how many bytes the database takes."""

    def sizes(self, connection: Connection) -> dict[str, int]:
        """Return how many bytes each table takes with its indexes; nothing where the engine cannot tell."""

    def tidy(self) -> dict[str, str]:
        """Return what makes questions fast and files small: what is done, and the statement that does it.

        Each stands outside any transaction.
        """

    def reindex(self) -> Sequence[str]:
        """Return the statements that make both search indexes anew."""

    def among(self, values: list[Any]) -> tuple[str, object]:
        """Return the condition that a column, written before it, is among values, and its parameter."""

    def named(self, question: str) -> str:
        """Return a question with its values, written ``:name``, as the driver wants them named."""

    def among_named(self, name: str) -> str:
        """Return the condition of ``among`` with its parameter written ``:name``."""

    def streaming(self, connection: Connection) -> Any:  # noqa: ANN401 (a context manager of a cursor)
        """Open a cursor of the driver whose rows stay where they are until they are fetched."""

    def insert(
        self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Values]
    ) -> None:
        """Hand rows to the driver."""

    def few_of_many(self, connection: Connection) -> Any:  # noqa: ANN401 (a context manager of nothing)
        """Hold the planner to a query's own order of joins, and to indexes: it asks for few of many rows."""

    def derived_by_hand(self, connection: Connection) -> Any:  # noqa: ANN401 (a context manager of nothing)
        """Let the caller fill derived tables: the triggers that do so row by row stand aside meanwhile."""

    def fill_search(self, connection: Connection, table: str, words: Sequence[Values]) -> None:
        """Put new rows into the search index of a table, given as their numbers and search forms."""

    def apart(self, connection: Connection) -> Any:  # noqa: ANN401 (a context manager of nothing)
        """Let the transaction outlive a fault within."""

    def is_damage(self, fault: Exception) -> bool:
        """Tell whether a fault means that a part of the database cannot be read."""

    def is_no_text(self, fault: Exception) -> bool:
        """Tell whether a fault means that the driver met a text which is not UTF-8."""

    def any_bytes_read(self, connection: Connection) -> Any:  # noqa: ANN401 (as above)
        """Read what is no UTF-8 as a text that equals no true one, where the driver would refuse."""

    def findings(self, connection: Connection) -> Iterator[str]:
        """Yield what the engine itself finds wrong, in its words, or what it was told not to look at."""

    def loose_ends(self, connection: Connection, table: str) -> Iterator[tuple[int | None, str]]:
        """Yield the number (None: it has none) of each row that points at nothing, and where it points."""

    def texts_that_are_none(self, connection: Connection, table: str) -> Iterator[int]:
        """Yield the number of each row that holds a text which is not UTF-8, if any bytes are read.

        Where they are not, the driver refuses such a row.
        """


class SQLite:
    """One file, one writer."""

    mark = "?"

    def begin(self, writing: object) -> Sequence[str]:
        # A transaction that turns from reading to writing half-way can fail at once when another
        # writes, so a writer takes its lock first and waits for it.
        if not writing:
            return ["BEGIN"]
        if writing == "schema":  # which moves rows of all tables, in any order
            return [INDEXES_AT_HAND, "BEGIN IMMEDIATE", "PRAGMA defer_foreign_keys = ON"]
        if writing == "keeping":
            return [f"PRAGMA busy_timeout = {SOON * 1000}", "BEGIN IMMEDIATE"]
        return [INDEXES_AT_HAND, "BEGIN IMMEDIATE"]

    def expect_rows(self, connection: Connection) -> None:
        # Where triggers may refuse a row, each page that it touches is noted first, to be put back. Once a
        # row has touched much, that goes to a temporary file for the rest of the transaction: thirty writes
        # a claim. Others keep their temporary files, since a statement of theirs may touch every page.
        cursor(connection).execute("PRAGMA temp_store = MEMORY")

    def schema_number(self, connection: Connection, where: str) -> int:
        if _scalar(connection, "PRAGMA application_id") == APPLICATION_ID:
            return int(_scalar(connection, "PRAGMA user_version"))
        if _scalar(connection, "PRAGMA application_id") or _scalar(
            connection, "SELECT count(*) FROM sqlite_master"
        ):
            raise NotADatabaseError(where, "some other program's SQLite file")
        return 0

    def size(self, connection: Connection) -> int:
        return int(_scalar(connection, "PRAGMA page_count") * _scalar(connection, "PRAGMA page_size"))

    def sizes(self, connection: Connection) -> dict[str, int]:
        query = (
            "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name) "
            "WHERE aggregate = 1 GROUP BY tbl_name"
        )
        if not _scalar(connection, "SELECT sqlite_compileoption_used('ENABLE_DBSTAT_VTAB')"):
            return {}
        return {name: int(size) for name, size in connection.exec_driver_sql(query)}

    def tidy(self) -> dict[str, str]:
        return {
            **{f"merging {index}": f"INSERT INTO {index} ({index}) VALUES ('optimize')" for index in INDEXES},
            "gathering statistics": "ANALYZE",
            "giving back unused room": "VACUUM",
        }

    def reindex(self) -> Sequence[str]:
        return [f"INSERT INTO {index} ({index}) VALUES ('rebuild')" for index in INDEXES]

    def among(self, values: list[Any]) -> tuple[str, object]:
        return "IN (SELECT value FROM json_each(?))", json.dumps(values, ensure_ascii=False)

    def named(self, question: str) -> str:
        return question

    def among_named(self, name: str) -> str:
        return f"IN (SELECT value FROM json_each(:{name}))"

    def streaming(self, connection: Connection) -> Any:  # noqa: ANN401
        # Left to itself it is closed when nobody needs it; after its connection, which is no fault then.
        return nullcontext(cursor(connection))

    def insert(
        self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Values]
    ) -> None:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        cursor(connection).executemany(statement, rows)

    @contextmanager
    def derived_by_hand(self, connection: Connection) -> Iterator[None]:
        # All within the transaction: should it not end well, nothing was ever taken away.
        driver = cursor(connection)
        query = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND (name LIKE '%_searchable_on_insert' OR name LIKE '%_listed_on_insert')"
        )
        triggers = driver.execute(query).fetchall()
        for name, _made in triggers:
            driver.execute(f"DROP TRIGGER {name}")
        yield
        for _name, made in triggers:
            driver.execute(made)

    def fill_search(self, connection: Connection, table: str, words: Sequence[Values]) -> None:
        self.insert(connection, f"{table}_search", ("rowid", "words"), words)

    def apart(self, connection: Connection) -> Any:  # noqa: ANN401, ARG002 (a question that fails ends nothing)
        return nullcontext()

    def is_damage(self, fault: Exception) -> bool:
        return getattr(getattr(fault, "orig", fault), "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT

    def is_no_text(self, fault: Exception) -> bool:
        return "decode to UTF-8" in str(fault)  # Python's own fault, which has no number

    @contextmanager
    def any_bytes_read(self, connection: Connection) -> Iterator[None]:
        driver: Any = connection.connection.driver_connection
        driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            yield
        finally:
            driver.text_factory = str

    def findings(self, connection: Connection) -> Iterator[str]:
        for (finding,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if finding != "ok":
                yield f"SQLite finds damage: {finding}"

    def loose_ends(self, connection: Connection, table: str) -> Iterator[tuple[int | None, str]]:
        for _table, row_id, parent, _key in connection.exec_driver_sql(f"PRAGMA foreign_key_check({table})"):
            yield row_id, parent

    def texts_that_are_none(self, connection: Connection, table: str) -> Iterator[int]:
        rows = cursor(connection).execute(f"SELECT rowid, * FROM {table}")
        driver: Any = connection.connection.driver_connection
        if driver.text_factory is str:
            deque(rows, maxlen=0)  # the driver refuses what is none
            return
        for row_id, *values in rows:
            if any(isinstance(value, str) and NOT_UTF8.search(value) for value in values):
                yield row_id

    def few_of_many(self, connection: Connection) -> nullcontext[None]:  # noqa: ARG002 (as above)
        return nullcontext()  # a query's CROSS JOIN does it


class PostgreSQL:
    """A server, whose writers take turns as those of a file do."""

    mark = "%s"

    def begin(self, writing: object) -> Sequence[str]:
        # All questions of a transaction see one moment, as in SQLite. A writer must see what the one
        # before it has committed, so it waits for its turn before it looks at anything. Plain SQL
        # that adds articles waits too; readers never do.
        if not writing:
            return ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"]
        if writing == "keeping":  # plain SQL must not add names meanwhile with lower numbers than are seen
            turn = "LOCK TABLE articles, actor_names IN SHARE ROW EXCLUSIVE MODE"
            return ["BEGIN", f"SET LOCAL lock_timeout = '{SOON}s'", turn]
        turn = (
            f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"
            if writing == "schema"
            else "LOCK TABLE articles IN SHARE ROW EXCLUSIVE MODE"
        )
        return ["BEGIN", f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'", turn]

    def expect_rows(self, connection: Connection) -> None:
        pass  # a server keeps its own memory

    def schema_number(self, connection: Connection, where: str) -> int:
        query = "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('passages') IS NOT NULL"
        if _scalar(connection, query):
            return int(_scalar(connection, "SELECT version_num FROM alembic_version"))
        query = "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
        if _scalar(
            connection, query + " AND relkind IN ('r', 'p', 'v', 'm') AND relname <> 'alembic_version'"
        ):
            raise NotADatabaseError(where, "a database that holds other tables")
        encoding = _scalar(connection, "SHOW server_encoding")
        if encoding != "UTF8":
            raise NotUnicodeError(where, str(encoding))
        return 0

    def size(self, connection: Connection) -> int:
        return int(_scalar(connection, "SELECT pg_database_size(current_database())"))

    def sizes(self, connection: Connection) -> dict[str, int]:
        query = (
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        return {name: int(size) for name, size in connection.exec_driver_sql(query)}

    def tidy(self) -> dict[str, str]:
        return {"gathering statistics and making room usable again": "VACUUM (ANALYZE)"}

    def reindex(self) -> Sequence[str]:
        # Row by row, since those who are reading would see an emptied table.
        return [
            statement
            for table, column in SEARCHED.items()
            for statement in (
                f"DELETE FROM {table}_search WHERE NOT EXISTS (SELECT FROM {table} WHERE id = rowid)",
                (
                    f"INSERT INTO {table}_search AS found SELECT id, search_words({column}) FROM {table} "
                    "ON CONFLICT (rowid) DO UPDATE SET words = excluded.words "
                    "WHERE found.words <> excluded.words"
                ),
                f"REINDEX TABLE {table}_search",
            )
        ]

    def among(self, values: list[Any]) -> tuple[str, object]:
        return "= ANY(%s)", values

    def named(self, question: str) -> str:
        return _named_for_psycopg(question)

    def among_named(self, name: str) -> str:
        return f"= ANY(:{name})"

    def streaming(self, connection: Connection) -> Any:  # noqa: ANN401
        return connection.connection.driver_connection.cursor(name=f"claimsdb_{next(_cursors)}")  # type: ignore[union-attr]

    def insert(
        self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Values]
    ) -> None:
        driver = cursor(connection)
        with driver.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        if columns[0] == "id":
            # the next row of a plain INSERT takes the number after ours
            last = max(row[0] for row in rows)
            driver.execute(
                f"SELECT setval('{table}_id_seq', greatest(last_value, %s)) FROM {table}_id_seq", [last]
            )

    @contextmanager
    def few_of_many(self, connection: Connection) -> Iterator[None]:
        # Within a first load the statistics speak of empty tables.
        driver = cursor(connection)
        driver.execute("SET LOCAL join_collapse_limit = 1; SET LOCAL enable_seqscan = off")
        yield
        driver.execute("SET LOCAL join_collapse_limit TO DEFAULT; SET LOCAL enable_seqscan TO DEFAULT")

    @contextmanager
    def derived_by_hand(self, connection: Connection) -> Iterator[None]:
        driver = cursor(connection)
        driver.execute("SET LOCAL claimsdb.by_hand = 'on'")
        yield
        driver.execute("SET LOCAL claimsdb.by_hand = 'off'")

    def fill_search(self, connection: Connection, table: str, words: Sequence[Values]) -> None:
        numbers = [row[0] for row in words]
        cursor(connection).execute(
            f"INSERT INTO {table}_search SELECT id, search_words({SEARCHED[table]}) FROM {table} "
            "WHERE id = ANY(%s)",
            [numbers],
        )

    def apart(self, connection: Connection) -> Any:  # noqa: ANN401 (as above)
        return connection.begin_nested()

    def is_damage(self, fault: Exception) -> bool:
        return getattr(getattr(fault, "orig", fault), "sqlstate", None) in ("XX001", "XX002")  # data, index

    def is_no_text(self, fault: Exception) -> bool:  # noqa: ARG002 (the server takes UTF-8 alone)
        return False

    def any_bytes_read(self, connection: Connection) -> Any:  # noqa: ANN401, ARG002 (as above)
        return nullcontext()

    def findings(self, connection: Connection) -> Iterator[str]:
        # The owner can switch guards off and leave rows unchecked; nobody else can.
        for name, table in connection.exec_driver_sql(SWITCHED_OFF):
            yield f"the trigger {name} of {table} is switched off"
        for name, table in connection.exec_driver_sql(UNCHECKED):
            yield f"not every row of {table} was held to {name}"

    def loose_ends(self, connection: Connection, table: str) -> Iterator[tuple[int | None, str]]:
        # Whoever plays back a replica has foreign keys off.
        for column, parent, key in connection.exec_driver_sql(TIES, (table,)).all():
            query = (
                f"SELECT (to_jsonb(child) ->> 'id')::bigint FROM {table} AS child WHERE {column} IS NOT NULL "
                f"AND NOT EXISTS (SELECT FROM {parent} WHERE {parent}.{key} = child.{column}) ORDER BY 1"
            )
            for (row_id,) in connection.exec_driver_sql(query):
                yield row_id, parent

    def texts_that_are_none(self, connection: Connection, table: str) -> Iterator[int]:  # noqa: ARG002 (as above)
        yield from ()


DIALECTS: Final[dict[str, Dialect]] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def dialect_of(connection: Connection) -> Dialect:
    """Return how the engine of a connection does it."""
    return DIALECTS[connection.dialect.name]


def cursor(connection: Connection) -> Any:  # noqa: ANN401 (the driver's own)
    """Return a cursor of the driver, on the connection's transaction."""
    return connection.connection.cursor()


@cache
def _named_for_psycopg(question: str) -> str:
    return NAMED.sub(r"%(\1)s", question.replace("%", "%%"))


def _scalar(connection: Connection, query: str) -> Any:  # noqa: ANN401 (what the query gives)
    (value,) = cursor(connection).execute(query).fetchone()
    return value
