"""Proves the lines of standoff files against the text that they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.formats.brat.document import read_document
from claimsdb.queries.tables import standoffs
from claimsdb.queries.texts import Texts
from claimsdb.records.loading import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def standoff_faults(connection: Connection) -> Iterator[Fault]:
    """Name each line that does not hold, one file after the other."""
    texts = Texts(connection)
    query = select(standoffs.c.id, standoffs.c.version_id, standoffs.c.lines).order_by(standoffs.c.id)
    for number, version, lines in connection.execute(query).yield_per(1):
        text = texts.of(version)
        for line, reason in read_document(lines, text, text).faults:
            yield Fault("standoffs", number, f"line {line}: {reason.sentence.partition(': check')[0]}")
