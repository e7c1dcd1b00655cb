"""Proves every passage against its text, every text against its hash, and every tie between rows."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from sqlalchemy import TableClause, func, select
from sqlalchemy.exc import DatabaseError

from claimsdb.database.dialect import dialect_of
from claimsdb.errors.dates import NotEDTFError
from claimsdb.queries import tables
from claimsdb.queries.tables import annotation_files, articles, claims, passages, statements, versions
from claimsdb.queries.verify_search import INDEXED, search_faults
from claimsdb.records.loading import Fault, VerifyReport
from claimsdb.text.dates import parse_edtf
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from claimsdb.queries.tables import Column

    Check = Callable[[Connection], Iterator[Fault]]

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
        *((table, partial(search_faults, table)) for table in INDEXED),
    )
    with dialect_of(connection).proving(connection):
        faults = tuple(
            chain.from_iterable(_as_far_as_readable(connection, name, check) for name, check in checks)
        )
        return VerifyReport(tuple(_counted(connection)), faults)


def _as_far_as_readable(connection: Connection, table: str, check: Check) -> Iterator[Fault]:
    try:
        with _apart(connection):
            yield from check(connection)
    except DatabaseError as fault:
        if not dialect_of(connection).is_damage(fault.orig):
            raise
        yield Fault(table, None, f"a part of it cannot be read: {fault.orig}")


def _apart(connection: Connection) -> AbstractContextManager[object]:
    """Keep a fault from ending the transaction, where an engine would; a file's is left as it is."""
    return nullcontext() if connection.dialect.name == "sqlite" else connection.begin_nested()


def _counted(connection: Connection) -> Iterator[tuple[str, int]]:
    for table in (versions, passages, statements, claims, articles, annotation_files):
        try:
            with _apart(connection):
                number = connection.execute(select(func.count()).select_from(table)).scalar_one()
        except DatabaseError as fault:  # a damaged table has been named as a fault
            if not dialect_of(connection).is_damage(fault.orig):
                raise
        else:
            yield table.name, int(number)


def _damage(connection: Connection) -> Iterator[Fault]:
    for finding in dialect_of(connection).findings(connection):
        yield Fault("database", None, finding)


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
    for row_id, parent in dialect_of(connection).loose_ends(connection, table.name):
        yield Fault(table.name, row_id, f"it points at a row of {parent} that is not there")


def _dates(
    table: TableClause, columns: tuple[Column, Column, Column], connection: Connection
) -> Iterator[Fault]:
    query = select(table.c.id, *columns).where(columns[0].is_not(None)).order_by(table.c.id)
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
    for row_id in dialect_of(connection).texts_that_are_none(connection, table.name):
        yield Fault(table.name, row_id, "a text in it is not UTF-8")
