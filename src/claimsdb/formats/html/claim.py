"""The page of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.html.evidence import evidence_section
from claimsdb.formats.html.frame import Frame, page, pager, titled
from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.formats.html.statement import statement
from claimsdb.formats.html.words import (
    address,
    claim_link,
    date,
    facts,
    heading,
    outcome,
    place_in_article,
    status_of,
    to_actor,
    unknown,
    words,
)
from claimsdb.text.shown_words import BACKWARD, FORWARD, counted, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claimsdb.records.claim_reviews import ClaimReviewRow, EvidenceRow
    from claimsdb.records.rows import ClaimDetail, RelationRow
    from claimsdb.records.site import ClaimPage


def claim_page(site: str, given: ClaimPage) -> Html:
    """Return a page of a claim; the first of several has its evidence, relations and reviews."""
    claim, pages = given.claim, given.pages
    title = titled(f"Claim {claim.claim_id}: {claim.claim}", pages)
    return page(
        Frame(site, title, "claims"),
        tag("p", f"Claim {claim.claim_id}", status_of(claim.status), class_="kicker"),
        heading(1, claim.claim, dir="auto"),
        facts(_facts(claim, given.topics)) if pages.number == 1 else None,
        *_statements(given),
        *(_about_it(given) if pages.number == 1 else ()),
    )


def _facts(claim: ClaimDetail, topics: Mapping[str, int]) -> Iterator[tuple[str, Html]]:
    yield "kind", words(claim.kind)
    yield "when", date(claim.when)
    yield "status", text(claim.status)
    about = [joined((to_actor(each.actor_id, words(each.name)), f" ({each.role})")) for each in claim.about]
    yield "about", joined(about, "; ") if about else unknown
    labels = [tag("a", words(each), href=f"../topics/{topics[each]}.html") for each in claim.topics]
    yield "topics", joined(labels, "; ") if labels else text("none")


def _statements(given: ClaimPage) -> Iterator[Html]:
    yield heading(2, f"Statements: {given.in_all:,}", id="statements")
    ways = pager(given.pages, "statements")
    if ways:
        yield ways
    for each in given.passages:
        yield statement(each, given.languages.get(each.statement.article_id))
    if ways:
        yield ways


def _about_it(given: ClaimPage) -> Iterator[Html]:
    claim = given.claim
    if claim.evidence is not None:
        yield evidence_section(claim.evidence, claim.claim_id)
    elif given.unweighed:
        yield heading(2, "Evidence", id="evidence")
        told = "There are too many statements to weigh here: "
        yield tag("p", told, tag("code", f"claimsdb claim show {claim.claim_id} --evidence"), " does.")
    if claim.relations:
        yield heading(2, "Relations", id="relations")
        yield tag("ul", *map(_relation, claim.relations))
    if claim.reviews:
        yield heading(2, f"Reviews: {len(claim.reviews):,}", id="reviews")
        yield joined(map(_review, claim.reviews))


def _relation(relation: RelationRow) -> Html:
    verb = (FORWARD if relation.forward else BACKWARD)[relation.kind]
    lead = joined((tag("strong", verb), " ", claim_link(relation.claim_id, relation.claim)))
    return tag("li", lead, *_why(relation.rationale, relation.annotator))


def _why(rationale: str | None, annotator: str | None) -> Iterator[Html]:
    if rationale:
        yield tag("p", rationale, dir="auto", class_="why")
    if annotator:
        yield tag("p", "judged by ", words(annotator), class_="why")


def _review(review: ClaimReviewRow) -> Html:
    scale = scale_of(review.value, review.worst, review.best)
    rating = joined(("“", words(review.rating), "”", f" ({scale})" if scale else ""))
    known = (
        ("by", words(review.reviewer)),
        ("date", date(review.date)),
        ("published at", address(review.url) if review.url else None),
        ("recorded by", words(review.annotator)),
    )
    evidence = tag("ul", *map(_evidence, review.evidence)) if review.evidence else None
    return tag(
        "section",
        heading(3, rating),
        facts(known),
        tag("p", review.rationale, dir="auto") if review.rationale else None,
        joined((tag("p", f"Rests on {counted(len(review.evidence), 'piece')} of evidence:"), evidence))
        if evidence
        else None,
        class_="review",
    )


def _evidence(piece: EvidenceRow) -> Html:
    note = joined((" (", words(piece.note), ")")) if piece.note else None
    return tag("li", _shown(piece), note)


def _shown(piece: EvidenceRow) -> Html:
    if piece.quote is not None and piece.article_id is not None:
        became = outcome(piece.outcome, piece.version or 0, None) if piece.outcome else None
        where = place_in_article(piece.article_id, piece.title, piece.file, piece.outlet, piece.published)
        return joined((tag("q", words(piece.quote)), " ", where, became and joined((" ", became))))
    if piece.url is not None:
        return address(piece.url)
    return claim_link(piece.claim_id or 0, piece.claim or "")
