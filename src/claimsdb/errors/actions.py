"""Failures of recording something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence


class AmbiguousNameError(ClaimsDBError):
    """A name in an annotation that several actors bear; ``candidates`` are (id, name, kind)."""

    def __init__(self, name: str, candidates: Sequence[tuple[int, str, str | None]]) -> None:
        listed = "; ".join(f"{number} {each} ({kind or 'kind unknown'})" for number, each, kind in candidates)
        super().__init__(
            f"«{name}» can be any of the actors {listed}. "
            "Write the full name of the one meant, or declare it under actors: with its kind or identifiers."
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
            f"The key «{target}» names claims of {count} annotation files. "
            "Write FILE#KEY with the name of the annotation file that is meant."
        )


class SelfRelationError(ClaimsDBError):
    """A claim related to itself, perhaps because two keys name the same claim."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"The claim is related to itself: «{target}» is the same claim. "
            "Name another, or take the relation out."
        )


class KeyByHandError(ClaimsDBError):
    """A claim added by hand with a key, which only the claims of an annotation file have."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The key «{key}» cannot be kept: only an annotation file gives its claims keys. "
            "Leave the key out, or write the claim into an annotation file."
        )


class RelationPendingError(AnnotationRefusedError):
    """A relation points at a claim that no file loaded so far has: it may come with a later one."""
