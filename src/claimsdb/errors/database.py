"""Failures of opening, making and keeping a database."""

from __future__ import annotations

from typing import Final

from claimsdb.errors.base import ClaimsDBError


class DatabaseError(ClaimsDBError):
    """The database cannot be used; the command line ends with status 3."""

    exit_code = 3


class NoDatabaseError(DatabaseError):
    """There is nothing at the path."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no database at {where}. Make one with `claimsdb load PATH` or `claimsdb init`, "
            "or name another with --db."
        )


class NoFolderError(DatabaseError):
    """The folder that a new database should lie in is not there."""

    def __init__(self, where: str, folder: str) -> None:
        super().__init__(
            f"{where} cannot be made: there is no folder «{folder}». Make it first, or name another."
        )


class ClosedFolderError(DatabaseError):
    """A folder on the way to the database may not be entered."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} cannot be reached: a folder on the way there is closed to you. Check the permissions "
            "of its folders, or name another database with --db."
        )


class NoLocksError(DatabaseError):
    """The file lies where files cannot be locked, so that two programs could write at once."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} lies in a folder whose files cannot be locked, as some network folders are. "
            "Copy it to a disk of this machine, or keep it on a PostgreSQL server."
        )


class NotADatabaseError(DatabaseError):
    """The file is something else."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where} is {what}, not a claimsdb database. Name another with --db.")


class NewerDatabaseError(DatabaseError):
    """A later release made the database."""

    def __init__(self, where: str, theirs: int, ours: int) -> None:
        super().__init__(
            f"{where} was made by a newer claimsdb (schema {theirs}, this program knows {ours}). "
            "Install a newer claimsdb to open it."
        )


class OlderDatabaseError(DatabaseError):
    """The database wants an upgrade first."""

    def __init__(self, where: str, theirs: int, ours: int) -> None:
        super().__init__(
            f"{where} was made by an older claimsdb (schema {theirs}, this program wants {ours}). "
            "Copy it to be safe, then type `claimsdb db upgrade`."
        )


class UnsupportedDatabaseError(DatabaseError):
    """The URL names an engine that this release does not speak."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url}: claimsdb keeps SQLite files and PostgreSQL databases. "
            "Name a file, or postgresql://USER@HOST/NAME, with --db."
        )


class NoDriverError(DatabaseError):
    """The database is PostgreSQL's, and the library that speaks with it is not installed."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"PostgreSQL needs a library that is not installed ({reason}). "
            "Type `pip install 'claimsdb[postgresql]'`."
        )


class BadAddressError(DatabaseError):
    """The URL cannot be read; what the driver says of it may hold a password, so it is not repeated."""

    def __init__(self) -> None:
        super().__init__(
            "The URL of the database is no address that PostgreSQL understands. Write "
            "postgresql://USER:PASSWORD@HOST:PORT/NAME, with / as %2F, @ as %40 and % as %25 in the password."
        )


class NoServerError(DatabaseError):
    """The server does not answer, or does not let us in."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"{where} cannot be reached: {reason}. Check the address, the name (`createdb NAME` makes a "
            "database) and that the server runs."
        )


class ConnectionLostError(DatabaseError):
    """The server ended the connection half-way."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"The connection to {where} was lost: {reason}. What was not finished is undone; "
            "type the same command again to go on."
        )


class NotPermittedError(DatabaseError):
    """The server does not let this user do that."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"{where} does not allow it: {reason}. Name another user in the URL, or ask for rights."
        )


class NotUnicodeError(DatabaseError):
    """The database cannot hold every character."""

    def __init__(self, where: str, encoding: str) -> None:
        super().__init__(
            f"{where} keeps texts in {encoding}, which cannot hold every character. "
            "Make another with `createdb --encoding=UTF8 --template=template0 NAME`."
        )


class TooLongForIndexError(DatabaseError):
    """A name is longer than an index of the server can hold."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where} cannot hold a name as long as that: {reason}. Shorten it, and try again.")


class TextNotStorableError(DatabaseError):
    """A text holds a character that the engine cannot."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} cannot hold a text with the character NUL in it, and one has. "
            "Type `claimsdb verify` on the source to find it."
        )


class DatabaseBusyError(DatabaseError):
    """Somebody else is writing; ``holders`` tells who, where the system does."""

    def __init__(self, where: str, seconds: float, holders: tuple[str, ...] = ()) -> None:
        super().__init__(
            f"{where} is in use by {' and '.join(holders) or 'another program'} that is writing to it "
            f"(waited {seconds:g} s). Wait for it to end and try again."
        )


class ReadOnlyDatabaseError(DatabaseError):
    """The file, or the folder it lies in, cannot be written."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} cannot be written: check the permissions of the file and of its folder, "
            "or name another with --db."
        )


class StandbyError(DatabaseError):
    """The server only lets its databases be read: it follows another one, or is set to."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} can only be read: its server is a standby, or is set to reading alone. "
            "Name the server that takes writers with --db."
        )


class DiskFullError(DatabaseError):
    """There is no room left."""

    def __init__(self, where: str) -> None:
        super().__init__(f"The disk of {where} is full: nothing was changed. Make room and try again.")


class UnwrittenError(DatabaseError):
    """The system would not write; it does not say whether for want of room."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"{where} could not be written ({reason}): what was not finished is undone. A quota or a limit "
            "on the size of files may be reached, or the disk fails. Make room and try again."
        )


class BrokenDatabaseError(DatabaseError):
    """SQLite says that the file is damaged, or fails in a way we have no word for."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where} cannot be used: {reason}. Restore it from a backup.")


NOT_NOW: Final = (
    DatabaseBusyError,
    ReadOnlyDatabaseError,
    StandbyError,
    NotPermittedError,
    DiskFullError,
    UnwrittenError,
)
"""What keeps one from writing, though not from reading."""
