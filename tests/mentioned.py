"""What the tests of mentions share: what is kept, and what is found without anything kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.queries.known_names import KnownNames

if TYPE_CHECKING:
    from claimsdb.library import Database

    Row = tuple[int, ...]

KEPT = "SELECT version_id, start_char, end_char, name_id, sentence_start, sentence_end FROM mentions"
MARKS = "SELECT version_id, names_upto FROM mention_marks ORDER BY 1"


def kept(database: Database) -> list[Row]:
    """Return the mentions that are kept, by version, place and name."""
    with database._reading() as connection:
        return sorted(tuple(row) for row in connection.exec_driver_sql(KEPT))


def marks(database: Database) -> list[Row]:
    """Return each version with the greatest number of a name that was looked for in it."""
    with database._reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(MARKS)]


def afresh(database: Database) -> list[Row]:
    """Return the mentions of every version, found with all names at once."""
    with database._reading() as connection:
        names = KnownNames.read(connection)
        texts = connection.exec_driver_sql("SELECT id, text FROM versions").all()
    return sorted((version, *stand) for version, text in texts for stand in names.stands(text))
