"""The database of the library, and the ways to it."""
# ruff: noqa: PLC0415 (imports in methods: what a method alone needs must not cost the others)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.database.engine import faults_named, open_engine
from claimsdb.database.location import DEFAULT, Location
from claimsdb.database.schema import upgrade_schema
from claimsdb.library.asking import Asking
from claimsdb.library.loading import Loading
from claimsdb.library.people import People
from claimsdb.library.recording import Recording
from claimsdb.library.writing_out import WritingOut

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimsdb.records.archives import ArchiveReport
    from claimsdb.records.loading import VerifyReport
    from claimsdb.records.rows import (
        CopyReport,
    )


class Database(Asking, People, Recording, Loading, WritingOut):
    """A claimsdb database. Use it as a context manager, or call ``close``."""

    def back_up(self, target: str | Path) -> VerifyReport:
        """Copy an SQLite database to a new file while it is in use, and prove the copy.

        Raises:
            ClaimsDBError: something lies there, it cannot be written, or the database is a server's.
        """
        from claimsdb.database.backup import back_up

        with self._reading() as connection:
            back_up(connection, self.location, Path(target))
        with open_database(target) as copy:
            return copy.verify()


def open_database(where: str | Path = DEFAULT, *, create: bool = False) -> Database:
    """Open a database at a path or URL; ``create`` makes it when first written to.

    Raises:
        DatabaseError: there is none (and ``create`` is off), it is not ours, or its schema is another.
    """
    database = Database(Location.of(where), create=create)
    if not create or not database.location.is_new:
        database.check()
    return database


def upgrade_database(where: str | Path = DEFAULT, *, reindex: bool = False) -> tuple[int, int]:
    """Bring a database up to this program's schema; return the schema numbers before and after.

    Raises:
        DatabaseError: there is none, it is not ours, or a newer program made it.
    """
    location = Location.of(where)
    with faults_named(location):
        numbers = upgrade_schema(open_engine(location), str(location))
    if reindex:
        Database(location).reindex()
    return numbers


def copy_database(
    source: str | Path, target: str | Path, *, told: Callable[[str, int], None] = lambda _what, _rows: None
) -> CopyReport:
    """Copy a database into one that is new or empty, of either engine, and compare both row by row.

    All of it or nothing. ``told`` hears of each step as (what is done, how many rows).

    Raises:
        ClaimsDBError: either cannot be used, the target holds something, or a row came out otherwise.
    """
    from claimsdb.actions.reindex import reindex
    from claimsdb.database.copying import copy_rows
    from claimsdb.records.rows import CopyReport

    counts: dict[str, int] = {}

    def count(what: str, rows: int) -> None:
        doing, _, table = what.partition(" ")
        counts[table] = counts.get(table, 0) + (rows if doing == "copying" else 0)
        told(what, rows)

    place = Location.of(target)
    copy_rows(Location.of(source), place, reindex, count)
    return CopyReport(str(place), tuple(counts.items()))


def import_archive(
    where: str | Path,
    source: str | Path,
    *,
    texts: str | Path | None = None,
    dry_run: bool = False,
    told: Callable[[str, int], None] = lambda _what, _rows: None,
) -> ArchiveReport:
    """Make an equal database of an archive, in one that is new or empty; all of it or nothing.

    Where all of it is already, nothing changes. ``texts`` is the folder with the texts of an archive that was
    made without them. With ``dry_run`` all of this is done and nothing kept. ``told`` hears of each step as
    (what is done, how many rows).

    Raises:
        ClaimsDBError: the archive is none or damaged, texts are missing, or the database holds others.
    """
    from claimsdb.actions.archive import rules_named, take_in_archive
    from claimsdb.actions.archived_rows import archived_rows
    from claimsdb.database.copying import whole_transaction
    from claimsdb.formats.archive_reading import open_archive
    from claimsdb.records.archives import ArchiveReport
    from claimsdb.sources.read import open_file

    place, file = Location.of(where), str(source)
    with open_file(Path(source)) as stream, open_archive(stream, file) as archive:
        rows = archived_rows(archive, None if texts is None else Path(texts))
        with rules_named(file), whole_transaction(place, kept=not dry_run) as connection:
            unchanged = take_in_archive(connection, str(place), archive, rows, told)
    counts = tuple((name, each.count) for name, each in archive.manifest.tables.items())
    return ArchiveReport(str(place), counts, unchanged)
