"""The rows of the stored tables, as every export of tables reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from claimsdb.queries.all_mentions import all_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy
    from sqlalchemy import Connection

    from claimsdb.formats.csv_tables import Rows

BATCH: Final = 500
"""Rows read at a time; versions, which hold whole texts, come one by one."""


def stored_rows(
    connection: Connection, table: sqlalchemy.Table, columns: Sequence[sqlalchemy.Column[Any]]
) -> Iterator[Rows]:
    """Yield these columns of a table in the order of its key, some rows at a time.

    Of mentions, of which what is not kept yet is found here, the columns are always all of them.
    """
    if table.name == "mentions":
        return all_mentions(connection)
    batch = 1 if table.name == "versions" else BATCH
    query = select(*columns).order_by(*table.primary_key)
    return connection.execute(query.execution_options(yield_per=batch)).partitions()
