"""Failures of recording roles, and of asking for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownRoleError(ClaimsDBError):
    """Nobody holds a role that is called so."""

    def __init__(self, words: str, nearest: Sequence[str]) -> None:
        listed = ", ".join(f"«{each}»" for each in nearest)
        told = f"Nearest: {listed}." if nearest else "`claimsdb actor roles` lists them."
        super().__init__(f"No role is called «{words}». {told}")


class NoSuchRoleError(ClaimsDBError):
    """No role has the number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no role {number}. `claimsdb actor roles` lists them.")


class RoleKnownError(ClaimsDBError):
    """A role that is recorded already."""

    def __init__(self, number: int, actor: str, role: str) -> None:
        super().__init__(
            f"That {actor} was {role} is recorded already, with these dates, as role {number}: "
            f"`claimsdb actor role remove {number}` takes it away, if it was added by hand."
        )


class RoleOfFileError(ClaimsDBError):
    """A role that an annotation file gives, and that it would give again."""

    def __init__(self, number: int, file: str) -> None:
        super().__init__(
            f"Role {number} was loaded from {file}: take it out of that file, and load it with --prune."
        )


class RoleTwiceError(ClaimsDBError):
    """A role that one annotation gives twice."""

    def __init__(self, actor: str, role: str) -> None:
        super().__init__(f"That {actor} was {role} is said twice, with the same dates: leave one out.")


class RoleInPartsError(ClaimsDBError):
    """The quote of a role that leaves words out."""

    def __init__(self, quote: str) -> None:
        super().__init__(
            f'The quote "{quote}" stands in the text in parts, but a role stands on one passage. '
            "Quote the words that say it without leaving any out."
        )


class RoleReversedError(ClaimsDBError):
    """A role that ends before it begins."""

    def __init__(self, since: str, until: str) -> None:
        super().__init__(
            f"A role that begins in «{since}» cannot end in «{until}». "
            "Write as from: when it began, and as to: when it ended."
        )
