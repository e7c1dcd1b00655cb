"""Failures of writing an export."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError


class TargetInTheWayError(ClaimsDBError):
    """Something else than an earlier export lies where the export should go."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"{target} is there already and is not an export of claimsdb: nothing was written. "
            "Name a new folder, or move that one away."
        )


class OtherExportError(ClaimsDBError):
    """A folder holds an export in another format."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"{target} holds an export of claimsdb in another format: nothing was written. "
            "Name a new folder, or move that one away."
        )


class FileInTheWayError(ClaimsDBError):
    """Another file than an earlier export in this format lies where the export should go."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"{target} is there already and is no export of claimsdb in this format: nothing was written. "
            "Name a new file, or move that one away."
        )


class CannotWriteError(ClaimsDBError):
    """The system refuses to write there."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(
            f"{target} cannot be written ({reason}). Name another folder, or check its permissions."
        )


class FolderNotEmptyError(ClaimsDBError):
    """Annotation files would be written among others, which people may have edited."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"{target} is there already and holds something: nothing was written, since annotation files are "
            "edited by people. Name a new or an empty folder."
        )


class FileThereError(ClaimsDBError):
    """A file lies where JSON Lines should be written."""

    def __init__(self, target: str) -> None:
        super().__init__(f"{target} is there already: nothing was written. Name a new file.")


class NoFileForTextError(ClaimsDBError):
    """No file would be read as the stored text: it would be taken for something else than text."""

    def __init__(self, article: int) -> None:
        super().__init__(
            f"The text of article {article} can stand in no file, as it would not be read as text: "
            "nothing was written. Export to JSON Lines instead: `claimsdb export annotations FILE.jsonl`."
        )


class NoDuckDBError(ClaimsDBError):
    """The library that writes Parquet is not installed."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Parquet is written by DuckDB, which is not installed ({reason}). "
            "Type `pip install 'claimsdb[parquet]'`."
        )


class NetworkTooLargeError(ClaimsDBError):
    """A network that no program could open."""

    def __init__(self, what: str, most: int, remedy: str) -> None:
        super().__init__(f"The network has {what}, and no more than {most:,} are written. {remedy}")


class OptionOfAffiliationError(ClaimsDBError):
    """An option that only a network of actors and concepts has, or only the others have."""

    exit_code = 2

    def __init__(self, option: str, network: str) -> None:
        super().__init__(f"--{option} means nothing for --network {network}: leave it out.")
