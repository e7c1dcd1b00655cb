"""Proves every passage against its text, every text against its hash, and every tie between rows."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import TableClause, func, select
from sqlalchemy.exc import DatabaseError

from claimsdb.database.dialect import SEARCHED
from claimsdb.errors.dates import NotEDTFError
from claimsdb.queries import tables
from claimsdb.queries.tables import annotation_files, articles, claims, passages, statements, versions
from claimsdb.queries.verify_search import search_faults
from claimsdb.records.loading import Fault, VerifyReport
from claimsdb.text.dates import parse_edtf
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.tables import Column

    Check = Callable[[Connection], Iterator[Fault]]

NOT_UTF8: Final = re.compile("[\udc80-\udcff]")
"""What the bytes of no character are read as."""

EVERY_TABLE: Final = tuple(each for each in vars(tables).values() if isinstance(each, TableClause))

DATED: Final = (
    (articles, (articles.c.published, articles.c.published_earliest, articles.c.published_latest)),
    (claims, (claims.c.event_date, claims.c.event_earliest, claims.c.event_latest)),
    (statements, (statements.c.said, statements.c.said_earliest, statements.c.said_latest)),
)


def verify(connection: Connection) -> VerifyReport:
    """Look at everything that can be proved, whatever the database itself has guarded before.

    Nothing is written, so a file that cannot be written can be verified. Texts are read one by one,
    and a part that is damaged does not keep the others from being looked at.
    """
    checks: tuple[tuple[str, Check], ...] = (
        ("database", _damage),
        ("versions", _wordings),
        ("passages", _passages),
        ("claims", _claims),
        *((table.name, partial(_ties, table)) for table in EVERY_TABLE),
        *((table.name, partial(_dates, table, dates)) for table, dates in DATED),
        *((table.name, partial(_encodings, table)) for table in EVERY_TABLE),
        *((table, partial(search_faults, table)) for table in SEARCHED),
    )
    with _any_bytes_read(connection):
        faults = tuple(
            chain.from_iterable(_as_far_as_readable(connection, name, check) for name, check in checks)
        )
        return VerifyReport(tuple(_counted(connection)), faults)


@contextmanager
def _any_bytes_read(connection: Connection) -> Iterator[None]:
    """Read what is no UTF-8 as a text that equals no true one, where the driver would refuse."""
    driver: Any = connection.connection.driver_connection
    usual, driver.text_factory = driver.text_factory, lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = usual


def _as_far_as_readable(connection: Connection, table: str, check: Check) -> Iterator[Fault]:
    try:
        yield from check(connection)
    except DatabaseError as fault:
        if not _is_damage(fault):
            raise
        yield Fault(table, None, f"a part of it cannot be read: {fault.orig}")


def _is_damage(fault: DatabaseError) -> bool:
    return getattr(fault.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT


def _counted(connection: Connection) -> Iterator[tuple[str, int]]:
    for table in (versions, passages, statements, claims, articles, annotation_files):
        try:
            yield table.name, int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        except DatabaseError as fault:  # a damaged table has been named as a fault
            if not _is_damage(fault):
                raise


def _damage(connection: Connection) -> Iterator[Fault]:
    for (finding,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if finding != "ok":
            yield Fault("database", None, f"SQLite finds damage: {finding}")


def _wordings(connection: Connection) -> Iterator[Fault]:
    columns = (
        versions.c.id,
        versions.c.text,
        versions.c.text_sha256,
        versions.c.original,
        versions.c.original_sha256,
    )
    for row in connection.execute(select(*columns).order_by(versions.c.id)).yield_per(1):
        if sha256(row.text) != row.text_sha256:
            yield Fault("versions", row.id, "the text is not the one its SHA-256 was taken of")
        if row.original is not None and sha256(row.original) != row.original_sha256:
            yield Fault("versions", row.id, "the original bytes are not those their SHA-256 was taken of")


def _passages(connection: Connection) -> Iterator[Fault]:
    query = select(passages).order_by(passages.c.version_id, passages.c.id)
    text, of_version = "", None
    for row in connection.execute(query).yield_per(500):
        if row.version_id != of_version:
            # a version that is not there has no text, and no passage is empty
            text = connection.scalar(select(versions.c.text).where(versions.c.id == row.version_id)) or ""
            of_version = row.version_id
        if not 0 <= row.start_char < row.end_char or text[row.start_char : row.end_char] != row.quote:
            yield Fault(
                "passages", row.id, f"its quote is not what stands at [{row.start_char}, {row.end_char})"
            )


def _claims(connection: Connection) -> Iterator[Fault]:
    stated = select(statements.c.id).where(statements.c.claim_id == claims.c.id).exists()
    for claim_id in connection.scalars(select(claims.c.id).where(~stated).order_by(claims.c.id)):
        yield Fault("claims", claim_id, "no statement of it stands on a passage")


def _ties(table: TableClause, connection: Connection) -> Iterator[Fault]:
    for name, row_id, parent, _number in connection.exec_driver_sql(
        f"PRAGMA foreign_key_check({table.name})"
    ):
        yield Fault(name, row_id, f"it points at a row of {parent} that is not there")


def _dates(
    table: TableClause, columns: tuple[Column, Column, Column], connection: Connection
) -> Iterator[Fault]:
    query = select(table.c.id, *columns).where(columns[0].is_not(None))
    for row_id, *stored in connection.execute(query).yield_per(500):
        if not _agree(*stored):
            yield Fault(
                table.name, row_id, f"the days {stored[1]} and {stored[2]} are not those of «{stored[0]}»"
            )


def _agree(date: str, earliest: str | None, latest: str | None) -> bool:
    try:
        parsed = parse_edtf(date)
    except NotEDTFError:
        return False
    return (parsed.earliest, parsed.latest) == (earliest, latest)


def _encodings(table: TableClause, connection: Connection) -> Iterator[Fault]:
    if table in (versions, passages):  # whose texts are proved
        return
    query = f"SELECT rowid, * FROM {table.name}"  # noqa: S608 (a name from our own list)
    for row_id, *values in connection.exec_driver_sql(query).yield_per(500):
        if any(isinstance(value, str) and NOT_UTF8.search(value) for value in values):
            yield Fault(table.name, row_id, "a text in it is not UTF-8")
