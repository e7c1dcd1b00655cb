"""Tells the lines of one file apart, however many there are."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from claimsdb.errors.sources import NoRoomForNotesError
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from claimsdb.records.tasks import LineKeys

NOTES: Final = (
    "PRAGMA journal_mode = OFF",
    "CREATE TABLE lines (sha256 BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE articles (sha256 BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID",
    "BEGIN",
)


class Numbering:
    """Tells lines of one file apart that are on one article: each is an annotation of its own.

    What was met is noted in a file without a name, which SQLite makes when it is much and takes away
    by itself: memory must not grow with the lines. Every method raises NoRoomForNotesError.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._notes = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for statement in NOTES:
            self._ask(statement)

    def is_repeated(self, digest: str) -> bool:
        """Tell whether a line stood before."""
        return self._ask("INSERT OR IGNORE INTO lines VALUES (?)", bytes.fromhex(digest)).rowcount == 0

    def name(self, keys: LineKeys) -> str:
        """Return the name of a line's annotation: the file's, numbered from the article's second line on."""
        named = [sha256(f"{kind} {key}") for kind, key in (("file", keys.file), ("url", keys.url)) if key]
        known_by = [bytes.fromhex(digest) for digest in named or [keys.words]]
        query = "SELECT number FROM articles WHERE sha256 = ?"
        number = 1 + max(number for key in known_by for (number,) in [*self._ask(query, key), (0,)])
        for key in known_by:
            self._ask("INSERT OR REPLACE INTO articles VALUES (?, ?)", key, number)
        return self._file if number == 1 else f"{self._file} ({number})"

    def _ask(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._notes.execute(statement, values)
        except sqlite3.Error as fault:
            raise NoRoomForNotesError(str(fault)) from fault
