"""Makes what is derived from other tables anew: the search indexes, the listings and the mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.mentions import forget_marks
from claimsdb.database.dialect import dialect_of
from claimsdb.database.listings import remake_listings

if TYPE_CHECKING:
    from sqlalchemy import Connection


def reindex(connection: Connection) -> None:
    """Rebuild both full-text indexes and the listings; mentions are found anew when next asked for."""
    for statement in dialect_of(connection).reindex():
        connection.exec_driver_sql(statement)
    remake_listings(connection)
    forget_marks(connection)
