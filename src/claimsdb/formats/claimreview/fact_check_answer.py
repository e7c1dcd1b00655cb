"""Answers of Google's Fact Check Tools API (``claims:search``) → reviews in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.claimreview.fields import text
from claimsdb.formats.json_fields import several
from claimsdb.formats.marks import Node

if TYPE_CHECKING:
    from collections.abc import Iterator


def reviews_of_answer(claim: Node) -> Iterator[Node]:
    """Yield the reviews of a claim that the API gives."""
    for review in several(claim, "claimReview"):
        publisher = review.get("publisher")
        yield Node(
            {
                "@type": "ClaimReview",
                "claimReviewed": text(claim, "text"),
                "url": text(review, "url"),
                "datePublished": text(review, "reviewDate"),
                "author": text(publisher, "name", "site"),
                "reviewRating": {"alternateName": text(review, "textualRating")},
                "itemReviewed": {
                    "@type": "Claim",
                    "author": text(claim, "claimant"),
                    "datePublished": text(claim, "claimDate"),
                },
            },
            review.marks,
        )
