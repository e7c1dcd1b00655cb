"""Our own words for what people are shown, the same in a terminal and in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.evidence import Evidence, EvidenceLine, Tally

UNKNOWN: Final = "unknown"
"""What people read where nothing is known; machines get ``null`` or an empty cell."""

OWN_VOICE: Final = "the article itself"
"""Who speaks where nobody is quoted."""

BACKWARD: Final = {
    "supports": "is supported by",
    "contradicts": "is contradicted by",
    "same_as": "is the same as",
    "refines": "is refined by",
    "answers": "is answered by",
}
FORWARD: Final = {
    "supports": "supports",
    "contradicts": "contradicts",
    "same_as": "is the same as",
    "refines": "refines",
    "answers": "answers",
}


def counted(number: int, what: str) -> str:
    """Write "1 article", "2 articles"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def became(outcome: str, version: int) -> str:
    """Write what became of a passage, which is shown in a version."""
    if outcome in {"ambiguous", "gone"}:
        return f"{outcome} in the newest version, this is version {version}"
    return f"{outcome} in version {version}"


def manner(quotation: str | None) -> str:
    """Write how words are given: "direct quotation"; nothing for none."""
    return "" if quotation == "none" else f"{(quotation or UNKNOWN).replace('_', ' ')} quotation"


def figures(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield how often a claim is asserted, by whom, and on how many lines of evidence it stands."""
    yield "independent", lines_told(evidence.saying.independent, evidence.saying.at_most)
    yield "this claim", _counts(evidence.claim)
    if evidence.saying.claims != evidence.claim.claims:
        yield "with finer", f"{_counts(evidence.saying)} ({_claims(evidence.saying)})"
    if evidence.cluster.claims != evidence.saying.claims:
        yield "all tied", f"{_counts(evidence.cluster)} ({_claims(evidence.cluster)})"


def lines_told(shown: int, at_most: int) -> str:
    """Write how many independent lines of evidence are shown, and how many there may be."""
    lines = "1 line" if shown == 1 else f"{shown} lines"
    return f"{lines} of evidence" + (f", possibly up to {at_most}" if at_most > shown else "")


def caveat(line: EvidenceLine) -> str:
    """Write why a line of evidence may be none of its own; nothing if it is."""
    if line.circular:
        return "they cite each other: one line"
    if not line.independent:
        return "relies on others elsewhere: possibly independent"
    return "" if line.identified else "not known who: possibly independent"


def scale_of(value: float | None, worst: float | None, best: float | None) -> str:
    """Write a rating's number and its scale: "2, from 1 to 5"; nothing if there is no number."""
    if value is None:
        return ""
    ends = (f"from {worst:g}" if worst is not None else "", f"to {best:g}" if best is not None else "")
    scale = " ".join(filter(None, ends))
    return f"{value:g}{f', {scale}' if scale else ''}"


def _counts(tally: Tally) -> str:
    told = (
        counted(tally.statements, "statement"),
        counted(tally.articles, "article") + (f" ({tally.copies} of them copies)" if tally.copies else ""),
        counted(tally.outlets, "outlet"),
        counted(tally.speakers, "speaker"),
    )
    return f"asserted in {', '.join(told)}: {lines_told(tally.independent, tally.at_most)}"


def _claims(tally: Tally) -> str:
    return f"claims {', '.join(map(str, tally.claims))}"
