"""Failures of deciding where a carried passage stands."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError


class UnknownCarryingError(ClaimsDBError):
    """No carried passage has the number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"There is no carried passage {number}. `claimsdb review` lists those that wait, "
            "`claimsdb review --all` the others too."
        )


class SupersededError(ClaimsDBError):
    """A newer version has come, and the passage was carried on."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"The carried passage {number} is not the latest: a newer version has come since. "
            "`claimsdb review --all` lists what became of it there."
        )


class NothingToDecideError(ClaimsDBError):
    """A passage for which no place was found."""

    def __init__(self, number: int, found: str) -> None:
        super().__init__(
            f"No place was found for the carried passage {number} ({found}), so there is nothing to decide. "
            "Give its words as they are now in the annotation file, or add the claim anew."
        )


class SeveralPlacesError(ClaimsDBError):
    """A passage that has several places, one of which must be chosen."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(
            f"The carried passage {number} can stand at {count} places. "
            f"Choose one: `claimsdb review choose {number} N`, with N from 1 to {count}."
        )


class NoSuchCandidateError(ClaimsDBError):
    """A candidate that is not there."""

    def __init__(self, number: int, candidate: int | None, count: int) -> None:
        chosen = "Nothing" if candidate is None else f"{candidate}"
        there = f"there are {count}" if count else "there are none"
        super().__init__(
            f"{chosen} is not one of the places for the carried passage {number}: {there}. "
            "`claimsdb review --all` shows them."
        )


class NothingDecidedError(ClaimsDBError):
    """Nothing was decided that could be undone."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Nothing was decided of the carried passage {number}, so nothing can be undone.")
