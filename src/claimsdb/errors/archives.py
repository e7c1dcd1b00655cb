"""Failures of writing an archive, and of taking one in."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError


class NotAnArchiveError(ClaimsDBError):
    """The file is no ZIP, or none that claimsdb wrote."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"{file} is no archive of claimsdb ({reason}). Name a file that `claimsdb export archive` wrote."
        )


class BrokenArchiveError(ClaimsDBError):
    """The archive cannot be read, or is not what its manifest says."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"{file}: {what}. Nothing was kept. Export the archive again.")


class OtherArchiveError(ClaimsDBError):
    """The archive is of another schema than this program's, or of a later format."""

    def __init__(self, file: str, what: str, found: int, ours: int) -> None:
        remedy = (
            "Install a newer claimsdb."
            if found > ours
            else "Import it with the claimsdb that made it, type `claimsdb db upgrade` with this one, "
            "and export it again."
        )
        super().__init__(f"{file} is of {what} {found}, and this claimsdb reads {what} {ours}. {remedy}")


class ArchiveRowError(ClaimsDBError):
    """A row of an archive is none."""

    def __init__(self, file: str, member: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, {member}:{line}: {problem}. Nothing was kept. Export the archive again.")


class ArchiveRuleError(ClaimsDBError):
    """The rows of an archive break a rule of the database."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"{file} says what no database of claimsdb can hold: {reason}. Nothing was kept. Type "
            "`claimsdb verify` on the database that it was made from, and export it again."
        )


class ArchiveDiffersError(ClaimsDBError):
    """The database holds something, and not what the archive holds."""

    def __init__(self, file: str, where: str, table: str) -> None:
        super().__init__(
            f"{where} holds something already, and not what {file} holds (they differ in {table}): "
            "nothing was changed. An archive goes into a database that is new or empty: name one with --db."
        )


class ArchiveOrderError(ClaimsDBError):
    """What was written of an archive reads otherwise than the archive does."""

    def __init__(self, file: str, table: str) -> None:
        super().__init__(
            f"{file}: the rows of {table} do not stand in the order of their keys, or came out otherwise "
            "than they went in. Nothing was kept. Export the archive again."
        )


class WithoutTextError(ClaimsDBError):
    """The archive was made without its texts, and nobody says where they are."""

    exit_code = 2

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} was made without its texts. Say where they lie: "
            f"`claimsdb import archive {file} --texts FOLDER`."
        )


class WithTextError(ClaimsDBError):
    """Texts are given for an archive that has its own."""

    exit_code = 2

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} holds its texts: leave --texts out.")


class MissingTextsError(ClaimsDBError):
    """Texts that the archive speaks of are not in the folder."""

    def __init__(self, folder: str, missing: tuple[str, ...], count: int) -> None:
        further = f"\n  and {count - len(missing):,} more" if count > len(missing) else ""
        listed = "".join(f"\n  {each}" for each in missing)
        super().__init__(
            f"In {folder} no file is, or reads as, what the archive was made from. Nothing was kept. "
            f"Put these there, unchanged:{listed}{further}"
        )


class DamagedTextError(ClaimsDBError):
    """A stored text or original is not what its hash says, and no archive of it could be taken in."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"The text or the original of version {version} does not have its SHA-256: nothing was written. "
            "Type `claimsdb verify`."
        )
