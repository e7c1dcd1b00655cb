"""An SQLite file made to be published with Datasette, and the metadata beside it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text

import claimsdb
from claimsdb.database.clock import now
from claimsdb.errors.exports import CannotWriteError
from claimsdb.exports.datasette.tables import PEOPLE, PUBLISHED_FLAT, TIMELINE, published_tables
from claimsdb.exports.one_file import one_place
from claimsdb.exports.statement_rows import statement_rows
from claimsdb.exports.stored_rows import BATCH, stored_rows
from claimsdb.formats.datasette import BEGINNING, create_sql, describe, index_sql, insert_sql
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Self

    from sqlalchemy import Connection

    from claimsdb.formats.csv_tables import Rows
    from claimsdb.records.tables import Publication, PublishedTable

APPLICATION_ID: Final = 0x434C4D50
"""``CLMP``: tells a published file from a database of ours, which it is not, and from any other."""

MARKS: Final = (b"SQLite format 3\0", APPLICATION_ID.to_bytes(4, "big"))

# Nobody else sees the file before it is whole, so nothing of it need survive a crash.
WHILE_WRITING: Final = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -32000",
)


def export_datasette(
    connection: Connection,
    target: Path,
    publication: Publication,
    *,
    with_text: bool,
    with_originals: bool,
) -> ExportReport:
    """Write the file and its metadata, first beside their place and then moved there; memory is constant.

    Raises:
        FileInTheWayError: something else than an earlier export lies there.
        CannotWriteError: the system refuses.
    """
    beside = target.parent / f"{target.stem}-metadata.json"
    with one_place(target, MARKS) as made, one_place(beside, (BEGINNING.encode(),)) as described:
        published: list[PublishedTable] = []
        counts: list[tuple[str, int]] = []
        with _File(made, target) as file:
            for each, batches in _tables(connection, with_text=with_text, with_originals=with_originals):
                counts.append((each.table.name, file.take(each, batches)))
                published.append(each)
        metadata = describe(
            target.stem, publication, published, made_at=now(), program=f"claimsdb {claimsdb.__version__}"
        )
        described.write_bytes(metadata)
    return ExportReport(os.path.realpath(target), tuple(counts))


class _File:
    """The file as it is written; what SQLite says against it is told as a fault of the target."""

    def __init__(self, path: Path, target: Path) -> None:
        self._target = target
        with self._faults_told():
            self._sqlite = sqlite3.connect(path, isolation_level=None)
            for pragma in WHILE_WRITING:
                self._sqlite.execute(pragma)
            self._sqlite.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                with self._faults_told():
                    self._sqlite.execute("COMMIT")
                    self._sqlite.execute("ANALYZE")
                    self._sqlite.execute("PRAGMA journal_mode = DELETE")
        finally:
            self._sqlite.close()

    def take(self, published: PublishedTable, batches: Iterable[Rows]) -> int:
        """Make a table of rows, with its indexes; return how many they are."""
        insert, rows = insert_sql(published.table), 0
        with self._faults_told():
            self._sqlite.execute(create_sql(published.table))
        for batch in batches:
            with self._faults_told():
                self._sqlite.executemany(insert, batch)
            rows += len(batch)
        with self._faults_told():
            for statement in index_sql(published):
                self._sqlite.execute(statement)
        return rows

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise CannotWriteError(str(self._target), str(fault)) from fault


def _tables(
    connection: Connection, *, with_text: bool, with_originals: bool
) -> Iterator[tuple[PublishedTable, Iterator[Rows]]]:
    yield PUBLISHED_FLAT, _with_lists_as_json(statement_rows(connection))
    yield PEOPLE, _rows_of_view(connection, PEOPLE, "id")
    yield TIMELINE, _numbered(_rows_of_view(connection, TIMELINE, IN_TIME))
    for stored, columns, published in published_tables(with_text=with_text, with_originals=with_originals):
        yield published, stored_rows(connection, stored, columns)


IN_TIME: Final = "coalesce(earliest, latest), what, article_id, claim_id, statement_id"


def _rows_of_view(connection: Connection, published: PublishedTable, order: str) -> Iterator[Rows]:
    """Yield the rows of the view of the same name, those of ``TIMELINE`` without their numbers."""
    names = [each.name for each in published.table.columns]
    columns = names if published is PEOPLE else names[1:]
    query = text(f"SELECT {', '.join(columns)} FROM {published.table.name} ORDER BY {order}")  # noqa: S608 (our own words)
    return connection.execute(query.execution_options(yield_per=BATCH)).partitions()


def _numbered(batches: Iterator[Rows]) -> Iterator[Rows]:
    numbers = count(1)
    for batch in batches:
        yield [(next(numbers), *row) for row in batch]


def _with_lists_as_json(batches: Iterator[Rows]) -> Iterator[Rows]:
    for batch in batches:
        yield [tuple(_cell(value) for value in row) for row in batch]


def _cell(value: object) -> Any:  # noqa: ANN401 (what SQLite takes)
    return json.dumps(list(map(str, value)), ensure_ascii=False) if isinstance(value, tuple) else value
