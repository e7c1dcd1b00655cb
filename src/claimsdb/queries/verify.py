"""Proves every passage against its text, every text against its hash, and every tie between rows."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from claimsdb.errors.dates import NotEDTFError
from claimsdb.queries.tables import annotation_files, articles, claims, passages, statements, versions
from claimsdb.records.loading import Fault, VerifyReport
from claimsdb.text.dates import parse_edtf
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.tables import Column


def verify(connection: Connection) -> VerifyReport:
    """Look at everything that can be proved, whatever the database itself has guarded before."""
    faults = (
        *_damage(connection),
        *_wordings(connection),
        *_passages(connection),
        *_statements(connection),
        *_ties(connection),
        *_dates(connection),
        *_indexes(connection),
    )
    counted = (versions, passages, statements, claims, articles, annotation_files)
    checked = tuple(
        (table.name, int(connection.execute(select(func.count()).select_from(table)).scalar_one()))
        for table in counted
    )
    return VerifyReport(checked, faults)


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
    for row in connection.execute(select(*columns).order_by(versions.c.id)).yield_per(50):
        if sha256(row.text) != row.text_sha256:
            yield Fault("versions", row.id, "the text is not the one its SHA-256 was taken of")
        if row.original is not None and sha256(row.original) != row.original_sha256:
            yield Fault("versions", row.id, "the original bytes are not those their SHA-256 was taken of")


def _passages(connection: Connection) -> Iterator[Fault]:
    query = (
        select(passages, versions.c.id.label("version"))
        .select_from(passages)
        .outerjoin(versions, versions.c.id == passages.c.version_id)
        .order_by(passages.c.version_id, passages.c.id)
    )
    text, of_version = "", None
    for row in connection.execute(query).yield_per(500):
        if row.version is None:
            yield Fault("passages", row.id, f"its version {row.version_id} is not there")
            continue
        if row.version != of_version:
            text = str(connection.scalar(select(versions.c.text).where(versions.c.id == row.version)))
            of_version = row.version
        if text[row.start_char : row.end_char] != row.quote:
            yield Fault(
                "passages", row.id, f"its quote is not what stands at [{row.start_char}, {row.end_char})"
            )


def _statements(connection: Connection) -> Iterator[Fault]:
    query = (
        select(statements.c.id)
        .outerjoin(passages, passages.c.id == statements.c.passage_id)
        .where(passages.c.id.is_(None))
    )
    for statement_id in connection.scalars(query):
        yield Fault("statements", statement_id, "it stands on no passage")


def _ties(connection: Connection) -> Iterator[Fault]:
    for table, row_id, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(table, row_id, f"it points at a row of {parent} that is not there")


def _dates(connection: Connection) -> Iterator[Fault]:
    dated: tuple[tuple[Any, Column, Column, Column], ...] = (
        (articles, articles.c.published, articles.c.published_earliest, articles.c.published_latest),
        (claims, claims.c.event_date, claims.c.event_earliest, claims.c.event_latest),
        (statements, statements.c.said, statements.c.said_earliest, statements.c.said_latest),
    )
    for table, date, earliest, latest in dated:
        query = select(table.c.id, date, earliest, latest).where(date.is_not(None))
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


def _indexes(connection: Connection) -> Iterator[Fault]:
    for table in ("claims_search", "passages_search"):
        check = f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 (names from above)
        try:
            connection.exec_driver_sql(check)
        except DatabaseError as fault:
            if getattr(fault.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield Fault(table, None, "the search index is out of step: type `claimsdb db upgrade --reindex`")
