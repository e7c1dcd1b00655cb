"""What ``claim review``, ``claim reviews`` and ``claim show`` answer of verdicts on claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence of a review: a passage, an address (``url``) or another claim; the rest is None.

    ``quote`` is text[start_char:end_char] of the ``version`` of the article. ``outcome`` tells how the
    passage was carried to a newer version, as in ``StatementRow``, and ``original_quote`` the words that
    were quoted, where others stand now. ``note`` says what it shows.
    """

    quote: str | None
    start_char: int | None
    end_char: int | None
    version: int | None
    outcome: str | None
    original_quote: str | None
    article_id: int | None
    title: str | None
    outlet: str | None
    published: str | None
    file: str | None
    url: str | None
    claim_id: int | None
    claim: str | None
    note: str | None

    def __str__(self) -> str:
        """Write the evidence on a line, for formats that have no room for more."""
        if self.quote is not None:
            shown = f"«{self.quote}» in article {self.article_id} [{self.start_char}, {self.end_char})"
        else:
            shown = self.url or f"claim {self.claim_id}"
        return f"{shown} ({self.note})" if self.note else shown


@dataclass(frozen=True, slots=True)
class ClaimReviewRow:
    """A verdict on a claim.

    ``rating`` are the reviewer's own words, ``value`` the same as a number on a scale from ``worst`` to
    ``best``, ``date`` when it was given (EDTF), ``reviewer`` who gave it and ``url`` where it was published.
    ``annotator`` recorded it at ``recorded_at`` (UTC); ``file`` is the annotation file it stands in, None: by
    hand.
    """

    review_id: int
    claim_id: int
    claim: str
    rating: str
    value: float | None
    worst: float | None
    best: float | None
    rationale: str | None
    date: str | None
    reviewer: str | None
    url: str | None
    annotator: str | None
    file: str | None
    recorded_at: str
    evidence: tuple[EvidenceRow, ...]
