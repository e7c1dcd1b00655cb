"""Failures of copying and backing up a database."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError


class SamePlaceError(ClaimsDBError):
    """A database cannot be copied onto itself."""

    exit_code = 2

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} is both the source and the target. Name another target.")


class TargetNotEmptyError(ClaimsDBError):
    """The database to copy into holds something."""

    def __init__(self, where: str, table: str, count: int) -> None:
        super().__init__(
            f"{where} holds {count} rows in {table} already, and a copy goes into a database that is new or "
            "empty. Name another target."
        )


class CopyDiffersError(ClaimsDBError):
    """A row came out of the copy otherwise than it went in; nothing of the copy is kept."""

    def __init__(self, table: str, row: tuple[object, ...]) -> None:
        super().__init__(
            f"A row of {table} came out of the copy otherwise than it went in, so nothing was kept: "
            f"{str(row[:3])[:200]}. Type `claimsdb verify` on the source, and report it."
        )


class BackupInTheWayError(ClaimsDBError):
    """Something lies where the backup should go."""

    def __init__(self, target: str) -> None:
        super().__init__(f"{target} is there already, and a backup replaces nothing. Name another file.")


class ServerBackupError(ClaimsDBError):
    """A server has its own tools for this."""

    def __init__(self, where: str, target: str) -> None:
        super().__init__(
            f"{where} is backed up by PostgreSQL itself, while it is in use: type "
            f"`pg_dump --format=custom --file={target} '{where}'`, and to bring it back into an empty "
            f"database `pg_restore --dbname=URL {target}`. For an SQLite copy, type "
            f"`claimsdb db copy '{where}' {target}`."
        )
