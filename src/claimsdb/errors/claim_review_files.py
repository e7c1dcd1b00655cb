"""Failures of reading reviews of claims that others wrote in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.errors.anchoring import shorten
from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 3
"""Addresses that are told one by one."""


class NoClaimForReviewError(ClaimsDBError):
    """A review of a claim that is not in the database, and that no text shows."""

    def __init__(self, sentence: str, addresses: Sequence[str]) -> None:
        if addresses:
            listed = ", ".join(map(shorten, addresses[:MOST])) + (", …" if len(addresses) > MOST else "")
            missing = (
                f"no article here shows it of those that it appears in ({listed}). Load that article, or "
                "give the folder of its text with --texts, and quote the passage as the appearance's `text`"
            )
        else:
            missing = (
                "it names no appearance. Record the claim with its passage first, in these very words "
                "(`claimsdb claim add`), or give the page itself (HTML) if that quotes it"
            )
        super().__init__(f"The claim «{shorten(sentence)}» is not in the database, and {missing}.")


class SeveralClaimsFitError(ClaimsDBError):
    """A sentence that several claims have, each with another event date."""

    def __init__(self, sentence: str, dates: Sequence[str]) -> None:
        super().__init__(
            f"«{shorten(sentence)}» is claimed of several dates ({', '.join(dates)}): say which is meant, "
            'as "claimsdb:when" beside "claimsdb:status".'
        )


class NoSuchEvidenceError(ClaimsDBError):
    """A claim that is evidence of a review and not in the database."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            f"The claim «{shorten(sentence)}», on which the review rests, is not in the database: record it "
            "with its passage first."
        )


class NoClaimReviewsError(ClaimsDBError):
    """A file without a single review or claim."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file}: there is no ClaimReview or Claim in it. It must be JSON-LD in the words of schema.org, "
            "an answer of the Fact Check Tools API, or a page (HTML) with such JSON-LD in it."
        )
