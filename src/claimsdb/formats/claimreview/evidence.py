"""What a review cites, piece by piece: addresses, passages of articles, and other claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.formats.claimreview.appearances import annotated
from claimsdb.formats.claimreview.fields import WEB, address, is_of, line, located, text
from claimsdb.formats.json_fields import offset, several
from claimsdb.records.foreign_claim_reviews import SoughtClaim, SoughtEvidence
from claimsdb.records.foreign_notes import Selection

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from claimsdb.formats.marks import Node, Plain

    Mapping = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of evidence as an annotation file has it, what is to be found of it, and that as plain data."""

    record: Mapping
    sought: SoughtEvidence
    said: Plain


def cited(node: Node, lost: Counter[str]) -> Iterator[Cited]:
    """Yield the evidence of a review; a citation that is words alone is counted as lost.

    Raises:
        AnnotationRefusedError: the place of a passage is none.
    """
    for citation in several(node, "citation"):
        found = _cited(citation, lost)
        if found is None:
            lost["citations without an address"] += 1
        else:
            yield found


def _cited(citation: Node, lost: Counter[str]) -> Cited | None:
    if not isinstance(citation.value, dict):
        words = citation.value.strip() if isinstance(citation.value, str) else ""
        return Cited({"url": words}, SoughtEvidence(), None) if words.startswith(WEB) else None
    note = line(citation, "description", "name", "headline")
    sentence, exact = line(citation, "text"), text(citation, "text")
    if sentence is not None and is_of(citation, "Claim"):
        when = line(citation, "claimsdb:when")
        claim = SoughtClaim(sentence, when, (text(citation, "@id") or "").startswith("urn:uuid:"))
        return Cited({"claim": "-", "note": note}, SoughtEvidence(claim=claim), [sentence, when])
    part = citation.get("isPartOf")
    on = annotated(part) if part is not None else None
    if exact is not None and on is not None:
        selection = Selection(exact, start=_place(citation, "start"), end=_place(citation, "end"))
        said: Plain = [on.address, on.text_sha256, exact, selection.start]
        return Cited({"quote": "…", "note": note}, SoughtEvidence(on, selection), said)
    link = located(citation, lost) or address(citation, "@id")
    return Cited({"url": link, "note": note}, SoughtEvidence(), None) if link else None


def _place(node: Node, key: str) -> int | None:
    name = f"claimsdb:{key}"
    return None if node.get(name) is None else offset(node, name)
