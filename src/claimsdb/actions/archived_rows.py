"""The rows of an archive as a table takes them: held to its columns, with their texts put back and proven."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from claimsdb.database.archived import archived_columns
from claimsdb.database.copying import own_columns
from claimsdb.database.schema import SCHEMA
from claimsdb.errors.archives import (
    ArchiveRowError,
    BrokenArchiveError,
    MissingTextsError,
    OtherArchiveError,
    WithoutTextError,
    WithTextError,
)
from claimsdb.formats.archive_writing import table_member
from claimsdb.models import stored_tables
from claimsdb.sources.licensed_texts import LicensedTexts
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import NoReturn

    from sqlalchemy import Column, Table

    from claimsdb.formats.archive_reading import Archive

    Row = tuple[Any, ...]
    Named = dict[str, Any]

LARGEST_NUMBER: Final = 2**63 - 1
SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can write and no database holds."""
MOST_NAMED: Final = 20
"""How many missing texts are named; the others are counted."""


class ArchivedRows:
    """The rows of an archive; ``texts`` has those texts that the archive was made without."""

    def __init__(self, archive: Archive, texts: tuple[Path, LicensedTexts] | None) -> None:
        self._archive = archive
        self._texts = texts

    def of(self, table: Table) -> Iterator[Row]:
        """Yield the rows of a table, their values in the order of ``own_columns``.

        Raises:
            ClaimsDBError: a row is not one of this table, or its text is missing or another.
        """
        names = [each.name for each in own_columns(table)]
        for row in self._checked(table):
            if table.name == "versions":
                self._put_back(row)
            yield tuple(row[name] for name in names)

    def refuse_missing(self, versions: Table) -> None:
        """Look for all texts that the archive was made without.

        Raises:
            MissingTextsError: some are not there; they are named.
        """
        if self._texts is None:
            return
        missing = [
            f"version {row['number']} of article {row['article_id']}, from {row['origin'] or 'nowhere'} "
            f"(SHA-256 {row['original_sha256'] or row['text_sha256']})"
            for row in self._checked(versions)
            if not self._is_there(row)
        ]
        if missing:
            raise MissingTextsError(str(self._texts[0]), tuple(missing[:MOST_NAMED]), len(missing))

    def _is_there(self, row: Named) -> bool:
        text, original = self._licensed(row)
        return text is not None and (original is None) == (row["original_sha256"] is None)

    def _checked(self, table: Table) -> Iterator[Named]:
        columns = archived_columns(table)
        for line, row in self._archive.rows(table.name):
            problem = _problem(row, columns)
            if problem is not None:
                raise ArchiveRowError(self._archive.file, table_member(table.name), line, problem)
            yield row

    def _put_back(self, row: Named) -> None:
        text, original = self._archived(row) if self._texts is None else self._licensed(row)
        self._prove("texts", text, row["text_sha256"])
        self._prove("originals", original, row["original_sha256"])
        try:
            row |= {"text": (text or b"").decode(), "original": original}
        except UnicodeDecodeError:
            self._refuse("texts", row["text_sha256"], "is no UTF-8")

    def _archived(self, row: Named) -> tuple[bytes, bytes | None]:
        text, digest = self._archive.text(row["text_sha256"]), row["original_sha256"]
        return text, None if digest is None else self._archive.original(digest)

    def _licensed(self, row: Named) -> tuple[bytes | None, bytes | None]:
        assert self._texts is not None
        texts, digest = self._texts[1], row["original_sha256"]
        text = texts.text(row["text_sha256"], digest, row["media_type"])
        return text, None if digest is None else texts.original(digest)

    def _prove(self, kind: str, raw: bytes | None, digest: str | None) -> None:
        if (None if raw is None else sha256(raw)) != digest:
            self._refuse(kind, digest, "does not have this SHA-256")

    def _refuse(self, kind: str, digest: str | None, what: str) -> NoReturn:
        raise BrokenArchiveError(self._archive.file, f"{kind}/{digest} {what}")


def _problem(row: Named, columns: list[Column[Any]]) -> str | None:
    """Return why a row is none of a table, or None."""
    names = {each.name for each in columns}
    if row.keys() != names:
        return f"it does not have the columns {', '.join(each.name for each in columns)}, and no others"
    wrong = (each for each in columns if not _fits(each, row[each.name]))
    return next((f"{each.name} is {_shown(row[each.name])}, and not {_wanted(each)}" for each in wrong), None)


def _fits(column: Column[Any], value: object) -> bool:
    if value is None:
        return bool(column.nullable)
    if type(value) is not column.type.python_type:
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST_NUMBER
    return not (isinstance(value, str) and SURROGATE.search(value))


def _wanted(column: Column[Any]) -> str:
    return "a whole number" if column.type.python_type is int else "a text"


def _shown(value: object) -> str:
    return ascii(value)[:60]


def archived_rows(archive: Archive, folder: Path | None) -> ArchivedRows:
    """Return the rows of an archive, once it is sure that they are of this program's tables.

    Raises:
        ClaimsDBError: the archive is of another schema, or texts are missing, or given and not wanted.
    """
    manifest, tables = archive.manifest, {each.name: each for each in stored_tables()}
    if manifest.schema != SCHEMA:
        raise OtherArchiveError(archive.file, "schema", manifest.schema, SCHEMA)
    if manifest.tables.keys() != tables.keys():
        raise BrokenArchiveError(archive.file, "its manifest does not list the tables of its schema")
    if manifest.with_text != (folder is None):
        raise (WithTextError if manifest.with_text else WithoutTextError)(archive.file)
    rows = ArchivedRows(archive, None if folder is None else (folder, LicensedTexts(folder)))
    rows.refuse_missing(tables["versions"])
    return rows
