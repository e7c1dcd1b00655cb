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


class CannotWriteError(ClaimsDBError):
    """The system refuses to write there."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(
            f"{target} cannot be written ({reason}). Name another folder, or check its permissions."
        )


class FileInTheWayError(ClaimsDBError):
    """Something else than an earlier export lies where a file should be written."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"{target} is there already and is not such an export of claimsdb: nothing was written. "
            "Name a new file, or move that one away."
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
