"""Makes the search indexes anew from the claims and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.database.dialect import dialect_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


def reindex(connection: Connection) -> None:
    """Rebuild both full-text indexes."""
    for statement in dialect_of(connection).reindex():
        connection.exec_driver_sql(statement)
