"""Everything that is stored, as an archive that comes back as an equal database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

import claimsdb
from claimsdb.database.archived import archived_columns
from claimsdb.database.clock import now
from claimsdb.database.schema import SCHEMA
from claimsdb.errors.archives import DamagedTextError
from claimsdb.exports.one_file import one_place
from claimsdb.formats.archive_writing import MARK, ArchiveWriter
from claimsdb.models import Version, stored_tables
from claimsdb.records.rows import ExportReport
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.orm import InstrumentedAttribute

BATCH: Final = 500
"""Rows read at a time; texts come one by one."""


def export_archive(connection: Connection, target: Path, *, with_text: bool) -> ExportReport:
    """Write a file, first beside its place and then moved there; rows and texts stream.

    Raises:
        FileInTheWayError: something else than an earlier archive lies there.
        CannotWriteError: the system refuses.
        DamagedTextError: a stored text is not what its hash says.
    """
    with one_place(target, (MARK[0].encode() + MARK[1],)) as made, ArchiveWriter(made) as archive:
        _write_tables(connection, archive)
        if with_text:
            _write_texts(connection, archive)
        program = f"claimsdb {claimsdb.__version__}"
        archive.describe(schema=SCHEMA, program=program, made_at=now(), with_text=with_text)
    return ExportReport(os.path.realpath(target), archive.counts)


def _write_tables(connection: Connection, archive: ArchiveWriter) -> None:
    for table in stored_tables():
        columns = archived_columns(table)
        query = select(*columns).order_by(*table.primary_key).execution_options(yield_per=BATCH)
        with connection.execute(query) as rows:
            archive.table(table.name, [each.name for each in columns], rows.partitions())


def _write_texts(connection: Connection, archive: ArchiveWriter) -> None:
    for digest, text in _once(connection, Version.text_sha256, Version.text):
        archive.text(digest, text.encode())
    for digest, original in _once(connection, Version.original_sha256, Version.original):
        archive.original(digest, original)


def _once(
    connection: Connection, digest: InstrumentedAttribute[Any], content: InstrumentedAttribute[Any]
) -> Iterator[tuple[str, Any]]:
    """Yield each text or original once, by the first version that has it."""
    firsts = select(func.min(Version.id)).where(digest.is_not(None)).group_by(digest)
    query = select(Version.id, digest, content).where(Version.id.in_(firsts)).order_by(Version.id)
    with connection.execute(query.execution_options(yield_per=1)) as rows:
        for version, promised, found in rows:
            if sha256(found) != promised:
                raise DamagedTextError(version)
            yield promised, found
