"""Failures of recording something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class AmbiguousNameError(ClaimsDBError):
    """A name in an annotation that several actors bear; ``candidates`` are (id, name, kind)."""

    def __init__(self, name: str, candidates: Sequence[tuple[int, str, str | None]]) -> None:
        listed = "; ".join(f"{number} {each} ({kind or 'kind unknown'})" for number, each, kind in candidates)
        super().__init__(
            f"«{name}» can be any of the actors {listed}. "
            "Declare the one that is meant under actors:, with its full name, kind or identifiers."
        )


class UnknownRelationTargetError(ClaimsDBError):
    """A relation to a claim that is not there (yet)."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"No claim has the key «{target}». Write KEY for a claim of this file or FILE#KEY for one of "
            "another, and load that file before or together with this one."
        )


class AmbiguousRelationTargetError(ClaimsDBError):
    """A relation to a key that stands in several files."""

    def __init__(self, target: str, count: int) -> None:
        super().__init__(
            f"The key «{target}» stands in {count} files. Write FILE#KEY with the text's file name."
        )


class SelfRelationError(ClaimsDBError):
    """A claim related to itself, perhaps because two keys name the same claim."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"The claim is related to itself: «{target}» is the same claim. Remove the relation."
        )


class OccupiedNameError(ClaimsDBError):
    """Another process added the same thing at the same moment."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} was added by somebody else just now. Try again.")
