"""Claims and their reviews → ``Claim`` and ``ClaimReview`` of schema.org in JSON-LD (https://schema.org/ClaimReview).

Our own words are in the namespace ``urn:claimsdb:ns:``, by which the same comes back.
"""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final
from uuid import uuid5

from claimsdb.formats.annotation_body import FAMILY
from claimsdb.formats.claimreview.nodes import OURS, actor_node, annotator_node, article_node, known
from claimsdb.text.iso_prefix import exact_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.formats.marks import Plain
    from claimsdb.records.full_statements import FullStatement, ShownSpan
    from claimsdb.records.told_claims import Appearance, ToldClaim, ToldEvidence, ToldReview

    Mapping = dict[str, Plain]

MOST: Final = 100
"""Appearances in one node; those behind stand in further nodes of the same claim."""

MADE_BY: Final = ("asserts", "predicts", "demands")
"""The stances of those who make a claim."""

_LISTS: Final = ("speakers", "passages")
CONTEXT: Final[list[Plain]] = [
    "https://schema.org",
    {
        OURS: "urn:claimsdb:ns:",
        **{f"{OURS}:{name}": {"@id": f"urn:claimsdb:ns:{name}", "@container": "@list"} for name in _LISTS},
    },
]
BEGINNING: Final = json.dumps({"@context": CONTEXT})[:-1]
"""How every file of ours begins, by which it is known again."""


def write_graph(claims: Iterable[ToldClaim]) -> Iterator[str]:
    """Yield one document, a node a line."""
    yield f'{BEGINNING}, "@graph": ['
    for place, node in enumerate(nodes(claims)):
        yield f"{',' if place else ''}\n{_json(node)}"
    yield "\n]}\n"


def write_lines(claims: Iterable[ToldClaim]) -> Iterator[str]:
    """Yield a document a line, each with its context."""
    for node in nodes(claims):
        yield f"{BEGINNING}, {_json(node)[1:]}\n"


def nodes(claims: Iterable[ToldClaim]) -> Iterator[Mapping]:
    """Yield a ``ClaimReview`` for each review, and a ``Claim`` for each claim without one."""
    for claim in claims:
        first = list(islice(claim.appearances, MOST))
        node = _claim(claim, first)
        for review in claim.reviews:
            yield _review(review, claim, node)
        if not claim.reviews:
            yield node
        while more := list(islice(claim.appearances, MOST)):
            yield _naming(claim) | {"appearance": list(_articles(more))}


def _naming(claim: ToldClaim) -> Mapping:
    return known(
        {
            "@type": "Claim",
            "@id": id_of(claim.sentence, claim.when),
            "text": claim.sentence,
            f"{OURS}:when": claim.when,
            f"{OURS}:status": claim.status,
        }
    )


def id_of(sentence: str, when: str | None) -> str:
    """Return the name of a claim, which is the same in every database that has it."""
    return uuid5(FAMILY, json.dumps(["claim", sentence, when])).urn


def _claim(claim: ToldClaim, appearances: Sequence[Appearance]) -> Mapping:
    first = [each for each in appearances if each.statement.article_id == claim.first][:1]
    made = (each for each in appearances if each.statement.stance in MADE_BY)
    speakers = {each.speaker.name: each.speaker for each in made if each.speaker is not None}
    about: list[Plain] = [actor_node(actor) | {f"{OURS}:role": role} for actor, role in claim.about]
    return _naming(claim) | known(
        {
            "author": list(map(actor_node, speakers.values())),
            "about": about,
            "keywords": list(claim.topics),
            f"{OURS}:kind": claim.kind,
            "firstAppearance": article_node(first[0].article) if first else None,
            "appearance": list(_articles(appearances)),
        }
    )


def _articles(appearances: Iterable[Appearance]) -> Iterator[Plain]:
    for article, several in groupby(appearances, lambda each: each.article):
        yield article_node(article) | {"hasPart": list(map(_quotation, several))}


def _quotation(appearance: Appearance) -> Plain:
    statement = appearance.statement
    annotator = statement.annotator
    return known(
        {
            "@type": "Quotation",
            "text": " … ".join(each.span.quote for each in statement.passages),
            "spokenByCharacter": actor_node(appearance.speaker) if appearance.speaker else None,
            **{f"{OURS}:{name}": value for name, value in _details(statement).items()},
            f"{OURS}:passages": [
                {f"{OURS}:{name}": value for name, value in _passage(each).items()}
                for each in statement.passages
            ],
            f"{OURS}:annotator": annotator_node(annotator) if annotator else None,
        }
    )


def _details(statement: FullStatement) -> Mapping:
    return {
        "stance": statement.stance,
        "quotation": statement.quotation,
        "said": statement.said,
        "speakers": [
            {"name": name} if label is None else {f"{OURS}:unnamed": label}
            for name, label in statement.speakers
        ],
        "key": statement.key,
        "recordedIn": statement.recorded_in,
    }


def _passage(shown: ShownSpan) -> Mapping:
    span = shown.span
    return {
        "exact": span.quote,
        "prefix": shown.prefix,
        "suffix": shown.suffix,
        "start": span.start_char,
        "end": span.end_char,
    }


def _review(review: ToldReview, claim: ToldClaim, node: Mapping) -> Mapping:
    exact = exact_date(review.date) if review.date else None
    number = uuid5(FAMILY, f"review {review.number} {node['@id']}").urn
    return known(
        {
            "@type": "ClaimReview",
            "@id": number,
            "url": review.url,
            "datePublished": exact,
            f"{OURS}:date": None if review.date == exact else review.date,
            "author": actor_node(review.reviewer) if review.reviewer else None,
            "claimReviewed": claim.sentence,
            "reviewRating": known(
                {
                    "@type": "Rating",
                    "ratingValue": _number(review.value),
                    "bestRating": _number(review.best),
                    "worstRating": _number(review.worst),
                    "alternateName": review.rating,
                }
            ),
            "reviewBody": review.rationale,
            "citation": list(map(_citation, review.evidence)),
            f"{OURS}:annotator": annotator_node(review.annotator) if review.annotator else None,
            "itemReviewed": node,
        }
    )


def _citation(evidence: ToldEvidence) -> Plain:
    if evidence.claim is not None:
        sentence, when = evidence.claim
        node: Mapping = {
            "@type": "Claim",
            "@id": id_of(sentence, when),
            "text": sentence,
            f"{OURS}:when": when,
        }
    elif evidence.article is not None and evidence.span is not None:
        span = evidence.span
        node = {
            "@type": "Quotation",
            "text": span.quote,
            f"{OURS}:start": span.start_char,
            f"{OURS}:end": span.end_char,
            "isPartOf": article_node(evidence.article),
        }
    else:
        node = {"@type": "CreativeWork", "url": evidence.url}
    return known(node | {"description": evidence.note})


def _number(value: float | None) -> Plain:
    return int(value) if value is not None and value.is_integer() else value


def _json(node: Mapping) -> str:
    return json.dumps(node, ensure_ascii=False)
