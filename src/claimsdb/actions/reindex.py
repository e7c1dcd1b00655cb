"""Makes the search indexes anew from the claims and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def reindex(connection: Connection) -> None:
    """Rebuild both full-text indexes."""
    for table in ("claims_search", "passages_search"):
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608 (names from above)
