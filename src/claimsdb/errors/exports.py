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
