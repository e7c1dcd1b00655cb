"""Keeps where names stand in texts, a few megabytes at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.database.dialect import cursor, dialect_of
from claimsdb.queries.all_mentions import COLUMNS
from claimsdb.queries.asking import ask
from claimsdb.queries.known_names import KnownNames
from claimsdb.queries.mention_marks import NEWEST
from claimsdb.queries.texts import Texts

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEP: Final = 2_000_000
"""Code points that are looked through for all names in one transaction: about a second, while others wait."""

SOONER: Final = 8
"""How many times as fast a text is looked through for a few new names."""

MOST: Final = 10_000
"""Texts of one transaction, however short they are."""

WAITING: Final = f"""
    SELECT version_id, names_upto, characters FROM mention_marks WHERE names_upto < {NEWEST}
    ORDER BY names_upto, version_id LIMIT {MOST}
"""


class MentionKeeper:
    """Looks texts through for the names they were not looked through for, one step after another.

    Names are read anew at each step, since others may write in between; the tree of them is made anew only
    if they have changed.
    """

    def __init__(self) -> None:
        self._names = KnownNames([])

    def step(self, connection: Connection) -> int:
        """Bring some texts up to date; return how many, 0 once all are.

        The transaction is a writer's, so that neither texts nor names change meanwhile.
        """
        texts, names = Texts(connection), self._read_names(connection)
        rows: list[tuple[int, ...]] = []
        anew: list[int] = []
        done: list[int] = []
        size = 0
        for version_id, upto, characters in ask(connection, WAITING, {}):
            size += characters if upto <= 0 else characters // SOONER
            if done and size > STEP:
                break
            done.append(version_id)
            text = texts.of(version_id)
            if upto <= 0 or names.stands_any_after(upto, text):
                anew.append(version_id)  # with all names: a longer new one may cover a shorter old one
                rows += [(version_id, *stand) for stand in names.stands(text)]
        _write(connection, rows, anew, done, names.newest)
        return len(done)

    def _read_names(self, connection: Connection) -> KnownNames:
        read = KnownNames.read(connection)
        if read.rows != self._names.rows:
            self._names = read
        return self._names


def forget_marks(connection: Connection) -> None:
    """Let every text be looked through anew when mentions are next asked for."""
    driver = cursor(connection)
    driver.execute("UPDATE mention_marks SET names_upto = 0")
    driver.execute("""
        INSERT INTO mention_marks (version_id, characters, names_upto)
        SELECT id, length(text), 0 FROM versions
        WHERE NOT EXISTS (SELECT 1 FROM mention_marks WHERE version_id = versions.id)
    """)


def _write(
    connection: Connection, rows: list[tuple[int, ...]], anew: list[int], done: list[int], newest: int
) -> None:
    dialect, driver = dialect_of(connection), cursor(connection)
    among, numbers = dialect.among(anew)
    driver.execute(f"DELETE FROM mentions WHERE version_id {among}", (numbers,))
    if rows:
        dialect.insert(connection, "mentions", COLUMNS, rows)
    among, numbers = dialect.among(done)
    driver.execute(
        f"UPDATE mention_marks SET names_upto = {dialect.mark} WHERE version_id {among}", (newest, numbers)
    )
