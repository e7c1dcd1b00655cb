"""The rows of the flat table with their lists as lists, for formats that have them."""

from __future__ import annotations

from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from claimsdb.exports.flat import FLAT
from claimsdb.exports.stored_rows import BATCH
from claimsdb.queries.statements import list_statements
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.formats.csv_tables import Rows

_CELLS: Final = attrgetter(*(column.name for column in FLAT.columns))


def statement_rows(connection: Connection) -> Iterator[Rows]:
    """Yield the rows of ``claims`` in their order, some at a time."""
    statements = list_statements(connection, ClaimFilter())
    while batch := list(islice(statements, BATCH)):
        yield [_CELLS(row) for row in batch]
