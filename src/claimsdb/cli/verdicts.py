"""Verdicts on claims, drawn for people: on the page of a claim, and in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.cli.listing import in_line
from claimsdb.cli.output import visible
from claimsdb.text.shown_words import UNKNOWN, scale_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

    from claimsdb.records.claim_reviews import ClaimReviewRow, EvidenceRow
    from claimsdb.records.relations import ClaimRelationRow


def rated(review: ClaimReviewRow) -> str:
    """Write a rating in the reviewer's words, with its number and scale."""
    scale = scale_of(review.value, review.worst, review.best)
    return f"{in_line(review.rating)} ({scale})" if scale else in_line(review.rating)


def shown(piece: EvidenceRow) -> str:
    """Write a piece of evidence on a line: the words and where they stand, an address, or another claim."""
    note = f" ({in_line(piece.note)})" if piece.note else ""
    return f"{_what(piece)}{note}"


REVIEW_COLUMNS: Final[dict[str, Callable[[ClaimReviewRow], str]]] = {
    "": lambda row: str(row.review_id),
    "claim": lambda row: f"{row.claim_id}. {in_line(row.claim)}",
    "rating": rated,
    "by": lambda row: f"{in_line(row.reviewer)}\n{in_line(row.date)}",
    "why": lambda row: in_line(row.rationale) if row.rationale else "",
    "evidence": lambda row: "\n".join(map(shown, row.evidence)),
}

RELATION_COLUMNS: Final[dict[str, Callable[[ClaimRelationRow], str]]] = {
    "claim": lambda row: f"{row.claim_id}. {in_line(row.claim)}",
    "relation": lambda row: row.kind,
    "to": lambda row: f"{row.other_id}. {in_line(row.other)}",
    "why": lambda row: in_line(row.rationale) if row.rationale else "",
    "by": lambda row: in_line(row.annotator),
    "outcome": lambda row: row.outcome,
}


def verdicts(reviews: Iterable[ClaimReviewRow]) -> Iterable[RenderableType]:
    """Yield each verdict on a claim with its reason and evidence, for its page."""
    from rich.padding import Padding  # noqa: PLC0415 (costs a command that prints JSON a third of its start)
    from rich.text import Text  # noqa: PLC0415 (as above)

    for each in reviews:
        when = f", {visible(each.date)}" if each.date else ""
        yield Text.assemble(
            ("\nreviewed ", "bold"),
            f"by {in_line(each.reviewer)}{when}: ",
            (f"“{rated(each)}”", "bold"),
            (f"  review {each.review_id}, recorded by {in_line(each.annotator)}", "dim"),
        )
        lines = [each.rationale and visible(each.rationale), each.url and visible(each.url)]
        lines += [f"evidence: {shown(piece)}" for piece in each.evidence]
        for line in filter(None, lines):
            yield Padding(Text(line, style="dim"), (0, 0, 0, 2))


def _what(piece: EvidenceRow) -> str:
    if piece.quote is not None:
        where = f"{in_line(piece.title or piece.file)} ({in_line(piece.outlet)}, {in_line(piece.published)})"
        became = f", {piece.outcome} in version {piece.version}" if piece.outcome else ""
        return f"“{in_line(piece.quote)}” {where}{became}"
    return in_line(piece.url) if piece.url else f"claim {piece.claim_id}: {in_line(piece.claim or UNKNOWN)}"
