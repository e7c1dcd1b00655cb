"""Proves every passage against its text, every text against its hash, and every tie between rows."""

from __future__ import annotations

import sqlite3
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from sqlalchemy import TableClause, func, select
from sqlalchemy.exc import DatabaseError

from claimsdb.database.dialect import SEARCHED, dialect_of
from claimsdb.errors.dates import NotEDTFError
from claimsdb.queries import tables
from claimsdb.queries.tables import (
    actor_roles,
    annotation_files,
    articles,
    claim_reviews,
    claims,
    passages,
    statements,
    versions,
)
from claimsdb.queries.texts import Texts
from claimsdb.queries.verify_carryings import carrying_faults
from claimsdb.queries.verify_judgements import merge_faults, split_faults
from claimsdb.queries.verify_listings import listing_faults
from claimsdb.queries.verify_mentions import mention_faults
from claimsdb.queries.verify_parts import order_faults
from claimsdb.queries.verify_search import search_faults
from claimsdb.queries.verify_standoffs import standoff_faults
from claimsdb.records.loading import Fault, VerifyReport
from claimsdb.text.dates import parse_edtf
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.tables import Column

    Check = Callable[[Connection], Iterator[Fault]]

DERIVED: Final = (tables.listings, tables.mentions, tables.mention_marks)
EVERY_TABLE: Final = tuple(
    each for each in vars(tables).values() if isinstance(each, TableClause) and each not in DERIVED
)
"""The tables that are not derived from others."""

DATED: Final = (
    (articles, (articles.c.published, articles.c.published_earliest, articles.c.published_latest)),
    (claims, (claims.c.event_date, claims.c.event_earliest, claims.c.event_latest)),
    (statements, (statements.c.said, statements.c.said_earliest, statements.c.said_latest)),
    (
        claim_reviews,
        (claim_reviews.c.reviewed, claim_reviews.c.reviewed_earliest, claim_reviews.c.reviewed_latest),
    ),
    (actor_roles, (actor_roles.c.since, actor_roles.c.since_earliest, actor_roles.c.since_latest)),
    (actor_roles, (actor_roles.c.until, actor_roles.c.until_earliest, actor_roles.c.until_latest)),
)


def verify(connection: Connection) -> VerifyReport:
    """Look at everything that can be proved, whatever the database itself has guarded before.

    Nothing is written, so a file that cannot be written can be verified. Texts are read one by one,
    and a part that is damaged does not keep the others from being looked at. The driver reads no text
    that is not UTF-8, at no cost; where it stops, the same is looked at again byte for byte.
    """
    checks: tuple[tuple[str, Check], ...] = (
        ("database", _damage),
        ("versions", _wordings),
        ("passages", passage_faults),
        ("carryings", carrying_faults),
        ("claims", _claims),
        *((table.name, partial(_ties, table)) for table in EVERY_TABLE),
        *((table.name, partial(_dates, table, dates)) for table, dates in DATED),
        *((table.name, partial(_encodings, table)) for table in EVERY_TABLE),
        *((table, partial(search_faults, table)) for table in SEARCHED),
        ("statements", listing_faults),
        ("statement_passages", order_faults),
        ("actors", merge_faults),
        ("actors", split_faults),
        ("mentions", mention_faults),
        ("standoffs", standoff_faults),
    )
    faults = chain.from_iterable(_as_far_as_readable(connection, name, check) for name, check in checks)
    return VerifyReport(tuple(_counted(connection)), tuple(faults))


def _as_far_as_readable(connection: Connection, table: str, check: Check) -> list[Fault]:
    dialect = dialect_of(connection)
    faults: list[Fault] = []
    try:
        with dialect.apart(connection):
            faults.extend(each for each in check(connection))
    except (DatabaseError, sqlite3.DatabaseError) as fault:
        said, damaged = str(getattr(fault, "orig", fault)), dialect.is_damage(fault)
        if not damaged and not dialect.is_no_text(fault):
            raise
    else:
        return faults
    # the fault is let go of, and with it the cursors that it was met with
    if damaged:
        return [*faults, Fault(table, None, f"a part of it cannot be read: {said}")]
    with dialect.any_bytes_read(connection):
        return _as_far_as_readable(connection, table, check)


def _counted(connection: Connection) -> Iterator[tuple[str, int]]:
    for table in (versions, passages, statements, claims, articles, annotation_files):
        try:
            with dialect_of(connection).apart(connection):
                number = connection.execute(select(func.count()).select_from(table)).scalar_one()
        except DatabaseError as fault:  # a damaged table has been named as a fault
            if not dialect_of(connection).is_damage(fault):
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


def passage_faults(connection: Connection) -> Iterator[Fault]:
    """Name each passage whose quote is not what stands at its offsets, one version's text after the other."""
    columns = (
        passages.c.version_id,
        passages.c.id,
        passages.c.start_char,
        passages.c.end_char,
        passages.c.quote,
    )
    query = select(*columns).order_by(passages.c.version_id, passages.c.id)
    texts, text, last = Texts(connection), "", None
    for batch in connection.execute(query.execution_options(yield_per=500)).partitions():
        for version_id, passage_id, start, end, quote in batch:
            if version_id != last:
                text, last = texts.of(version_id), version_id
            if text[start:end] != quote or not 0 <= start < end:
                yield Fault("passages", passage_id, f"its quote is not what stands at [{start}, {end})")


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
    for row_id, date, earliest, latest in connection.execute(query).yield_per(500):
        if not _agree(date, earliest, latest):
            yield Fault(table.name, row_id, f"the days {earliest} and {latest} are not those of «{date}»")


@lru_cache(maxsize=20_000)
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
