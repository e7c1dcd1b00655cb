"""The texts of versions, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimsdb.database.dialect import cursor, dialect_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Texts:
    """Texts read one by one, of which there may be very many: straight by the driver."""

    def __init__(self, connection: Connection) -> None:
        self._cursor: Any = cursor(connection)
        self._query = f"SELECT text FROM versions WHERE id = {dialect_of(connection).mark}"

    def of(self, version_id: int) -> str:
        """Return the text of a version; nothing if there is none."""
        self._cursor.execute(self._query, (version_id,))
        row = self._cursor.fetchone()
        return row[0] if row else ""
