"""Failures of reviewing claims and of relating them by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownClaimReviewError(ClaimsDBError):
    """No review of a claim has the number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"There is no review {number} of a claim. `claimsdb claim reviews` lists them with their numbers."
        )


class ReviewOfFileError(ClaimsDBError):
    """A review that was loaded from a file, which would bring it back."""

    def __init__(self, number: int, file: str) -> None:
        super().__init__(
            f"The review {number} stands in {file}: take it out there, and load the file with --prune."
        )


class SelfEvidenceError(ClaimsDBError):
    """A claim that is to be evidence of its own review."""

    def __init__(self, target: str) -> None:
        super().__init__(f"A claim is no evidence of its own review: «{target}» is the claim itself.")


class EvidenceInPartsError(ClaimsDBError):
    """A quote with words left out, where evidence is one run of words."""

    def __init__(self, quote: str, count: int) -> None:
        super().__init__(
            f"The quote «{quote}» stands in {count} parts: give each part as a piece of evidence of its own."
        )


class QuoteWithoutArticleError(ClaimsDBError):
    """A quote as evidence, and no article in which it would stand."""

    exit_code = 2

    def __init__(self, quote: str) -> None:
        super().__init__(
            f"Nothing says in which article «{quote}» stands: "
            "name it by number, file or title, with --article."
        )


class RelationOfFileError(ClaimsDBError):
    """A relation that was loaded from a file, which would bring it back."""

    def __init__(self, kind: str, ends: tuple[int, int], file: str) -> None:
        super().__init__(
            f"The relation {_written(kind, ends)} stands in {file}: "
            "change it there, and load the file again, with --prune if it is taken out."
        )


class NotRelatedError(ClaimsDBError):
    """A relation that is not there; ``others`` are those between the two claims, as (claim, kind, claim)."""

    def __init__(self, kind: str, ends: tuple[int, int], others: Sequence[tuple[int, str, int]]) -> None:
        there = "; ".join(_written(each, (first, second)) for first, each, second in others)
        hint = (
            f"Between the two there is: {there}." if there else f"`claimsdb claim show {ends[0]}` shows all."
        )
        super().__init__(f"There is no relation {_written(kind, ends)}. {hint}")


def _written(kind: str, ends: tuple[int, int]) -> str:
    return f"«{ends[0]} {kind} {ends[1]}»"
