"""``ClaimReview`` and ``Claim`` of schema.org, by whomever, → what they say (https://schema.org/ClaimReview).

Keys are those of schema.org's own context; no other context is followed, and nothing is fetched.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final

from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.claimreview.appearances import Appearances, annotator_of
from claimsdb.formats.claimreview.evidence import cited
from claimsdb.formats.claimreview.fact_check_answer import reviews_of_answer
from claimsdb.formats.claimreview.fields import WEB, address, day, is_of, line, located, names, text, texts
from claimsdb.formats.claimreview.ratings import rated
from claimsdb.formats.json_fields import mapping, refusal, several
from claimsdb.records.foreign_claim_reviews import ReadClaimReview, SoughtClaim, SoughtVerdict
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from claimsdb.formats.claimreview.evidence import Cited
    from claimsdb.formats.marks import Node, Plain
    from claimsdb.records.annotations import ReviewNote
    from claimsdb.records.foreign_notes import Annotated
    from claimsdb.records.place import Place

    Mapping = dict[str, Plain]

REVIEW: Final = "ClaimReview"
CLAIM: Final = "Claim"


def items_in(node: Node) -> Iterator[Node]:
    """Yield every review, and every claim that no review is of, wherever they stand in a node."""
    if is_of(node, REVIEW, CLAIM):
        yield node
        return
    if isinstance(node.value, dict) and several(node, "claimReview"):
        yield from reviews_of_answer(node)
        return
    for inner in (*node.elements(), *node.fields()):
        yield from items_in(inner)


def read_claim_review(node: Node, page: Annotated | None, lost: Counter[str]) -> ReadClaimReview:
    """Read a review, or a claim without one; ``page`` is the page it stands in, ``lost`` counts what goes.

    Raises:
        AnnotationRefusedError: it names no claim, gives no verdict, or says what no annotation file could.
    """
    is_review = is_of(node, REVIEW)
    claim = _claim_in(node) if is_review else node
    sentence = (line(node, "claimReviewed") if is_review else None) or line(claim, "text", "name")
    if sentence is None:
        raise refusal(node, f"no claim is named: write it as «{'claimReviewed' if is_review else 'text'}»")
    sought = _sought(sentence, claim)
    name = text(node, "@id", "id", "url") or sentence
    record = _claim_record(sentence, claim, lost)
    appearances = Appearances(record, name, node, claim, sought)
    addresses = appearances.read(page, lost)
    pieces = list(cited(node, lost)) if is_review else []
    review = _review_record(node, page, pieces, lost) if is_review else None
    verdict = SoughtVerdict(
        name,
        node.place,
        sought,
        _note(review, pieces, node.place) if review else None,
        tuple(piece.sought for piece in pieces),
        tuple(addresses),
        _digest(sought, review, pieces),
    )
    quoted = dict.fromkeys(piece.sought.on for piece in pieces if piece.sought.on is not None)
    shown = tuple(appearances.quoted), tuple(appearances.guessed)
    return ReadClaimReview(node.place, *shown, tuple(quoted), verdict)


def _claim_in(node: Node) -> Node | None:
    return next((each for each in several(node, "itemReviewed") if isinstance(each.value, dict)), None)


def _sought(sentence: str, claim: Node | None) -> SoughtClaim:
    is_ours = text(claim, "claimsdb:status") is not None
    return SoughtClaim(sentence, line(claim, "claimsdb:when"), is_ours)


def _claim_record(sentence: str, claim: Node | None, lost: Counter[str]) -> Mapping:
    """Return the claim as an annotation file has it; whom it is about is ours alone to say."""
    record: Mapping = {"claim": sentence}
    for field in ("kind", "when", "status"):
        if (said := text(claim, f"claimsdb:{field}")) is not None:
            record[field] = said
    if claim is not None:
        about = [each for each in several(claim, "about") if text(each, "claimsdb:role")]
        record["about"] = [
            {text(each, "claimsdb:role") or "": line(each, "claimsdb:name", "name")} for each in about
        ]
        words = claim.get("keywords")
        listed = words is not None and isinstance(words.value, list)
        said_topics = list(texts(claim, "keywords"))
        topics = said_topics if listed else [each for said in said_topics for each in said.split(",")]
        record["topics"] = list(dict.fromkeys(" ".join(each.split()) for each in topics if each.strip()))
        lost["things that a claim is about in a way of others"] += len(several(claim, "about")) - len(about)
    return record


def _review_record(node: Node, page: Annotated | None, pieces: list[Cited], lost: Counter[str]) -> Mapping:
    """Return the review as an annotation file has it; without an address it is at that of its page."""
    published = page.address if page is not None and page.address.startswith(WEB) else None
    reviewers = names(node, "author") or names(node, "publisher")
    lost["further authors of a review"] += max(len(reviewers) - 1, 0)
    written = text(node, "claimsdb:date", "datePublished")
    date = day(written)
    lost["dates of reviews that are none"] += written is not None and date is None
    return {
        **rated(node, lost),
        "rationale": line(node, "reviewBody", "description"),
        "date": date,
        "reviewer": next(iter(reviewers), None),
        "url": located(node, lost) or address(node, "mainEntityOfPage", "@id") or published,
        "annotator": _annotator(node),
        "evidence": [piece.record for piece in pieces],
    }


def _digest(sought: SoughtClaim, review: Mapping | None, pieces: list[Cited]) -> str:
    said = [sought.sentence, sought.when, review, [piece.said for piece in pieces]]
    return sha256(json.dumps(said, sort_keys=True))


def _note(record: Mapping, pieces: list[Cited], place: Place) -> ReviewNote:
    """Return the review as an annotation file would have it; evidence that is a claim by its sentence."""
    whole: Mapping = {"claims": [{"claim": "-", "quote": "-", "reviews": [record]}]}
    (note,) = read_record(whole, called=place.file, line=place.line).claims[0].reviews
    evidence = [
        replace(each, claim=piece.sought.claim.sentence) if piece.sought.claim else each
        for each, piece in zip(note.evidence, pieces, strict=True)
    ]
    return replace(note, evidence=tuple(evidence))


def _annotator(node: Node) -> Plain:
    found = node.get("claimsdb:annotator")
    return None if found is None else asdict(annotator_of(mapping(found)))
