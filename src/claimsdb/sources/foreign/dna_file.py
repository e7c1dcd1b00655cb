"""The rows of a database of Discourse Network Analyzer: opened to be read alone, every value looked at."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from claimsdb.errors.dna import (
    DnaDateError,
    DnaInUseError,
    DnaNumberError,
    DnaTooLargeError,
    DnaUnreadableError,
    DnaValueError,
    NotDnaError,
    NotDnaTablesError,
)
from claimsdb.records.dna import DnaDocument
from claimsdb.sources.foreign import dna_sql
from claimsdb.sources.read import LARGEST_TEXT, open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo
    from pathlib import Path

    Row = tuple[object, ...]

DNA_3: Final = 3
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MAGIC: Final = b"SQLite format 3\0"
WAL: Final = b"\2\2"
"""What stands in bytes 18 and 19 of a file whose changes go to a log beside it."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One row of STATEMENTS, with the name of its coder."""

    number: int
    type: int
    start: int
    stop: int
    coder: str | None


class DnaTables:
    """An open database of DNA. ``version`` is 2 or 3."""

    def __init__(self, connection: sqlite3.Connection, path: Path, zone: tzinfo) -> None:
        self._connection = connection
        self._path = path
        self._zone = zone
        self._addresses = 0
        self.version = DNA_3 if "ENTITIES" in self._tables else 2
        wanted = dna_sql.COLUMNS | (dna_sql.SHORT_3 if self.version == DNA_3 else dna_sql.SHORT_2)
        if missing := list(self._missing(wanted)):
            raise NotDnaTablesError(str(path), missing)

    @cached_property
    def _tables(self) -> dict[str, str]:
        return {str(upper): str(name) for upper, name in self._connection.execute(dna_sql.TABLES)}

    def _missing(self, wanted: dict[str, str]) -> Iterator[str]:
        for table, columns in wanted.items():
            if table not in self._tables:
                yield table
                continue
            found = self._connection.execute(dna_sql.NAMES, (self._tables[table],))
            there = {str(name) for (name,) in found}
            yield from (f"{table}.{name}" for name in columns.split() if name.upper() not in there)

    def statement_types(self) -> dict[int, tuple[str, dict[str, int]]]:
        """Return for each type of statement its label and its variables, the number of each by its name."""
        types: dict[int, tuple[str, dict[str, int]]] = {
            _number(number, "STATEMENTTYPES.ID"): (_text(label, "STATEMENTTYPES.Label") or "", {})
            for number, label in self._connection.execute("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID")
        }
        query = "SELECT ID, Variable, StatementTypeId FROM VARIABLES ORDER BY ID"
        for number, name, kind in self._connection.execute(query):
            if kind in types:
                types[kind][1][_text(name, "VARIABLES.Variable") or ""] = _number(number, "VARIABLES.ID")
        return types

    def documents(self) -> Iterator[tuple[int, list[Row]]]:
        """Yield the number of each document with its rows of STATEMENTS, as they are."""
        statements = self._connection.execute(dna_sql.STATEMENTS)
        waiting = next(statements, None)
        for (found,) in self._connection.execute(dna_sql.DOCUMENTS):
            number = _number(found, "DOCUMENTS.ID")
            its: list[Row] = []
            while waiting is not None and waiting[0] == number:
                its.append(waiting[1:])
                waiting = next(statements, None)
            yield number, its

    def strays(self) -> Iterator[tuple[object, object]]:
        """Yield the statements whose document is not there, each with the number of that."""
        yield from self._connection.execute(dna_sql.STRAYS)

    def document(self, number: int) -> DnaDocument:
        """Return a document.

        Raises:
            ClaimsDBError: a value is of a wrong type, the date is out of range, or the text too large.
        """
        try:
            (row,) = self._connection.execute(dna_sql.DOCUMENT, (number,))
        except sqlite3.DataError:
            raise DnaTooLargeError(LARGEST_TEXT) from None
        text, title, author, source, notes, date = row
        words = _text(text, "DOCUMENTS.Text") or ""
        if len(words.encode(errors="surrogateescape")) > LARGEST_TEXT:
            raise DnaTooLargeError(LARGEST_TEXT)
        noted = _blank_to_none(notes, "DOCUMENTS.Notes")
        address = noted if noted and _is_address(noted) and noted not in self._noted_twice else None
        self._addresses += address is not None
        return DnaDocument(
            number,
            words,
            _blank_to_none(title, "DOCUMENTS.Title"),
            _blank_to_none(author, "DOCUMENTS.Author"),
            _blank_to_none(source, "DOCUMENTS.Source"),
            address,
            self._day(date),
        )

    @cached_property
    def _noted_twice(self) -> set[str]:
        """What stands in the notes of several documents: as an address it would make them one article."""
        return {str(notes).strip() for (notes,) in self._connection.execute(dna_sql.NOTED_TWICE)}

    def _day(self, date: object) -> str | None:
        if date is None:
            return None
        number = _number(date, "DOCUMENTS.Date")
        unit, zone = ("seconds", UTC) if self.version == DNA_3 else ("milliseconds", self._zone)
        try:
            moment = (EPOCH + timedelta(**{unit: number})).astimezone(zone)
        except OverflowError:
            raise DnaDateError(number, unit) from None
        day, clock = moment.date().isoformat(), moment.time().isoformat(timespec="seconds")
        return day if clock == "00:00:00" else f"{day}T{clock}"

    def statement(self, row: Row) -> StatementRow:
        """Return a row of ``documents`` once its values are numbers, with its coder's name.

        Raises:
            DnaValueError: a value is of a wrong type.
            DnaNumberError: its coder or type is not there.
        """
        number, kind, start, stop, coder = row
        return StatementRow(
            _number(number, "STATEMENTS.ID"),
            _number(kind, "STATEMENTS.StatementTypeId"),
            _number(start, "STATEMENTS.Start"),
            _number(stop, "STATEMENTS.Stop"),
            None if coder is None else self._coder(coder),
        )

    def _coder(self, number: object) -> str | None:
        if number not in self._coders:
            raise DnaNumberError("STATEMENTS.Coder", number, "CODERS")
        return _blank_to_none(self._coders[number], "CODERS.Name")

    @cached_property
    def _coders(self) -> dict[object, object]:
        return dict(self._connection.execute("SELECT ID, Name FROM CODERS"))

    def values(self, statement: int) -> dict[int, object]:
        """Return the values of a statement by the numbers of their variables.

        Raises:
            DnaNumberError: a short text is not among the entities.
        """
        found: dict[int, object] = {}
        query = dna_sql.VALUES_3 if self.version == DNA_3 else dna_sql.VALUES_2
        for variable, value, entity in self._connection.execute(query, {"statement": statement}):
            if value is None and entity is not None:
                raise DnaNumberError("DATASHORTTEXT.Entity", entity, "ENTITIES")
            found[variable] = value
        return found

    def attributes(self) -> Iterator[tuple[int, str, str, str]]:
        """Yield what is said of values: number of their variable, value, attribute and what it says."""
        query = dna_sql.ATTRIBUTES_3 if self.version == DNA_3 else dna_sql.ATTRIBUTES_2
        for variable, value, name, words in self._connection.execute(query):
            yield variable, str(value), str(name), str(words)

    def left_out(self) -> Iterator[tuple[str, int]]:
        """Yield what has no place here, and how much of it there is, once all documents were read."""
        for name in ("Section", "Type", "Notes"):
            query = f"SELECT count(*) FROM DOCUMENTS WHERE {name} <> ''"  # noqa: S608 (our own names)
            kept = self._addresses if name == "Notes" else 0
            yield f"entries in the field {name} of documents", self._count(query) - kept
        for table, what in dna_sql.LINKS.items():
            if table in self._tables:
                yield what, self._count(f'SELECT count(*) FROM "{self._tables[table]}"')  # noqa: S608 (as above)

    def _count(self, query: str) -> int:
        ((number,),) = self._connection.execute(query)
        return int(number)


@contextmanager
def open_dna(path: Path, zone: tzinfo) -> Iterator[DnaTables]:
    """Open a database of DNA to be read, as it is at this moment; nothing is written, there or beside it.

    ``zone`` is where the computer stood whose clock the dates of DNA 2 follow.

    Raises:
        ClaimsDBError: it is none, is being changed, or cannot be read.
    """
    try:
        with closing(_connected(path)) as connection:
            yield DnaTables(connection, path, zone)
    except sqlite3.Error as fault:
        raise DnaUnreadableError(str(path), str(fault)) from fault


def _connected(path: Path) -> sqlite3.Connection:
    with open_file(path) as stream:
        head = stream.read(100)
    if not head.startswith(MAGIC):
        raise NotDnaError(str(path), is_xml=head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"))
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise DnaInUseError(str(path), str(log))
    # Even a reader would make files beside a database with a log; an empty one is not missed.
    how = "mode=ro&immutable=1" if head[18:20] == WAL else "mode=ro"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 2 * LARGEST_TEXT)
    for guard in ("query_only = 1", "trusted_schema = 0", "cell_size_check = 1"):
        connection.execute(f"PRAGMA {guard}")
    connection.execute("BEGIN")
    return connection


def _number(value: object, column: str) -> int:
    if not isinstance(value, int):
        raise DnaValueError(column, value, "a whole number")
    return value


def _text(value: object, column: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise DnaValueError(column, value, "text")
    return value


def _blank_to_none(value: object, column: str) -> str | None:
    text = _text(value, column)
    return text.strip() or None if text is not None else None


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(character.isspace() for character in text)
