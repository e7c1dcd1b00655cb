"""Makes what is derived from other tables anew: the search indexes and the listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.database.dialect import dialect_of
from claimsdb.database.listings import remake_listings

if TYPE_CHECKING:
    from sqlalchemy import Connection


def reindex(connection: Connection) -> None:
    """Rebuild both full-text indexes and the listings."""
    for statement in dialect_of(connection).reindex():
        connection.exec_driver_sql(statement)
    remake_listings(connection)
