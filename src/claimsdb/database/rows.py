"""Rows by the thousand, handed to the driver as they are.

The one place where SQLAlchemy stands aside: at a million rows its convenience would cost as much
again as the database itself (docs/decisions/0021).
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from claimsdb.database.dialect import cursor, dialect_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    Values = tuple[Any, ...]

WRITTEN: Final = {
    "outlets": "id name name_folded",
    "annotators": "id name kind version",
    "actors": "id name kind",
    "actor_names": "actor_id name name_folded kind language",
    "actor_identifiers": "actor_id scheme value",
    "topics": "id parent_id name path",
    "articles": "id outlet_id title published published_earliest published_latest language url file",
    "article_authors": "article_id position name actor_id",
    "versions": "id article_id number text text_sha256 original original_sha256 media_type encoding reader "
    "reader_version origin observed_at",
    "version_facts": "version_id field position value source inferred",
    "annotation_files": "id article_id file sha256 loaded_at",
    "standoffs": "id annotation_file_id version_id annotator_id lines",
    "claims": "id sentence kind event_date event_earliest event_latest status",
    "claim_keys": "annotation_file_id key claim_id",
    "claim_actors": "claim_id actor_id role position",
    "claim_topics": "claim_id topic_id",
    "passages": "id version_id start_char end_char quote",
    "statements": "id claim_id passage_id stance quotation said said_earliest said_latest annotator_id "
    "annotation_file_id recorded_at",
    "attributions": "statement_id position actor_id label quotation",
    "statement_passages": "statement_id role position passage_id",
    "claim_relations": "claim_id related_claim_id kind rationale annotator_id annotation_file_id",
    "claims_search": "rowid words",
    "passages_search": "rowid words",
}
"""The columns that are written, in the order that foreign keys ask for; the last tables are derived."""


class Rows:
    """Rows that wait to be written, and the numbers they will have.

    Numbers are taken while the transaction holds the write lock, so that nobody else takes them.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[str, list[Values]] = {table: [] for table in WRITTEN}
        self._counters: dict[str, count[int]] = {}
        self._changes: list[tuple[str, Values]] = []

    def number(self, table: str) -> int:
        """Return the number of a row that is going to be added."""
        counter = self._counters.get(table)
        if counter is None:
            query = f"SELECT coalesce(max(id), 0) FROM {table}"  # noqa: S608 (a name from our own code)
            last = int(self._connection.exec_driver_sql(query).scalar_one())
            counter = self._counters[table] = count(last + 1)
        return next(counter)

    def add(self, table: str, *values: object) -> None:
        """Let a row wait; its values stand in the order of ``WRITTEN``."""
        self._waiting[table].append(values)

    def change(self, table: str, number: int, column: str, value: object) -> None:
        """Let the change of one value wait; see ``settle``."""
        mark = dialect_of(self._connection).mark
        self._changes.append((f"UPDATE {table} SET {column} = {mark} WHERE id = {mark}", (value, number)))  # noqa: S608 (our own words)

    def waiting(self, table: str) -> list[Values]:
        """Return the rows of a table that wait, to be filled by a caller in a hurry."""
        return self._waiting[table]

    def __bool__(self) -> bool:
        """Tell whether any row or change waits."""
        return any(self._waiting.values()) or bool(self._changes)

    def mark(self) -> dict[str, int]:
        """Return a point to go back to."""
        return {table: len(rows) for table, rows in self._waiting.items()} | {"": len(self._changes)}

    def go_back(self, mark: dict[str, int]) -> None:
        """Drop what was added since; numbers that were taken are not given again."""
        del self._changes[mark[""] :]
        for table, rows in self._waiting.items():
            del rows[mark[table] :]

    def write(self, tables: Iterable[str] = WRITTEN) -> None:
        """Write the rows of some tables, or of all."""
        for table in tables:
            if self._waiting[table]:
                insert(self._connection, table, self._waiting[table])
                self._waiting[table].clear()

    def settle(self) -> None:
        """Make the changes that wait, once their rows are written."""
        for statement, values in self._changes:
            cursor(self._connection).execute(statement, values)
        self._changes.clear()


class RowsAtOnce(Rows):
    """Rows that never wait: others may add some in between, so that numbers are asked for each time."""

    def number(self, table: str) -> int:
        """Return the number of a row that is going to be added."""
        self._counters.pop(table, None)
        return super().number(table)

    def add(self, table: str, *values: object) -> None:
        """Write a row."""
        super().add(table, *values)
        self.write()

    def change(self, table: str, number: int, column: str, value: object) -> None:
        """Make a change."""
        super().change(table, number, column, value)
        self.settle()


def insert(connection: Connection, table: str, rows: Sequence[Values]) -> None:
    """Insert rows, their values in the order of ``WRITTEN``."""
    dialect = dialect_of(connection)
    if table.endswith("_search"):
        dialect.fill_search(connection, table.removesuffix("_search"), rows)
    else:
        dialect.insert(connection, table, WRITTEN[table].split(), rows)


def among(connection: Connection, query: str, values: Iterable[object]) -> list[Values]:
    """Return the rows of a query that ends in a column, where that column is among the values."""
    wanted = list(values)
    if not wanted:
        return []
    condition, parameter = dialect_of(connection).among(wanted)
    driver = cursor(connection)
    driver.execute(f"{query} {condition}", [parameter])
    return list(driver.fetchall())
