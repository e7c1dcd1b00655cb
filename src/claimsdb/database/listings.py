"""The table that lists the statements of each actor in the order of publication, filled set by set.

Triggers keep it in step row by row (``migrations/versions/0005_listings.py``); a writer of many
rows puts them aside and calls ``fill_listings``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.database.dialect import cursor, dialect_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEY: Final = "actor_id, speaks, facet, day, article_id, start_char, statement_id"
"""The columns of the table, which are its order too."""

FILL: Final = "INSERT INTO listings SELECT * FROM listed WHERE {} ORDER BY " + KEY + " ON CONFLICT DO NOTHING"


def fill_listings(connection: Connection, first: int, last: int) -> None:
    """List the statements from one number to another that are new."""
    dialect = dialect_of(connection)
    with dialect.few_of_many(connection):
        few = f"statement_id BETWEEN {dialect.mark} AND {dialect.mark}"
        cursor(connection).execute(FILL.format(few), (first, last))


def remake_listings(connection: Connection) -> None:
    """List every statement anew."""
    cursor(connection).execute("DELETE FROM listings")
    cursor(connection).execute(FILL.format("1 = 1"))
