"""Reviews are what schema.org says they are, and a JSON-LD processor reads them so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from pyld import jsonld

from claimsdb.formats.claimreview.claim_review import BEGINNING, id_of
from claimsdb.formats.named_information import ni_of
from claimsdb.text.digest import sha256
from tests.schema_org import PROPERTIES, hold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

SCHEMA: Final = "https://schema.org/"
OURS: Final = "urn:claimsdb:ns:"
TERMS: Final = {
    "@vocab": SCHEMA,
    **{name: {"@type": "@id"} for name in ("url", "sameAs")},
    "datePublished": {"@type": "Date"},
}
"""What schema.org's own context makes of the terms that we use."""

TEXT: Final = "🙂 قالت ليلى: «الجسر مغلق 🚧»، وأضافت: لن يُفتح. The bridge is shut, said Ben. It is shut."
LATER: Final = "The bridge is shut. So says everybody."
RECORD: Final[dict[str, Any]] = {
    "text": TEXT,
    "article": {
        "file": "a b.txt",
        "title": "Bridge 🚧",
        "outlet": "The Post",
        "published": "2020-05-01",
        "authors": ["Ann Lee"],
        "language": "en",
        "url": "https://example.org/a",
    },
    "annotator": {"name": "Coder", "kind": "program", "version": "2"},
    "actors": [
        {"name": "ليلى", "kind": "person", "identifiers": {"wikidata": "Q42", "local": "a b"}},
        {"name": "Ben", "kind": "person"},
        {"name": "Checkers", "kind": "organisation", "identifiers": {"wikidata": "Q1"}},
        {"name": "Land", "kind": "state"},
        {"name": "Post", "kind": "outlet"},
    ],
    "claims": [
        {
            "claim": "The bridge is shut.",
            "when": "2020-21",
            "kind": "event",
            "key": "shut",
            "topics": ["Roads > Bridges", "آمن"],
            "about": ["Land", {"object": "Post"}],
            "statements": [
                {"quote": "الجسر مغلق 🚧 … لن يُفتح", "speakers": ["ليلى"], "quotation": "direct"},
                {
                    "quote": "The bridge is shut",
                    "speakers": ["Ben", {"unnamed": "a friend"}],
                    "said": "2020?",
                },
                {"quote": "It is shut", "stance": "denies", "speakers": ["Post"]},
            ],
            "reviews": [
                {
                    "rating": "Mostly true",
                    "value": 4.5,
                    "best": 5,
                    "worst": 1,
                    "rationale": "Seen.",
                    "date": "2020-05-02",
                    "reviewer": "Checkers",
                    "url": "https://check.example/1",
                    "evidence": [
                        {"url": "https://e.example/1", "note": "a map"},
                        {"quote": "said Ben", "note": "he did"},
                        {"claim": "open"},
                    ],
                },
                {"rating": "خطأ", "date": "2020~", "reviewer": "Somebody"},
            ],
        },
        {"claim": "It is not open.", "key": "open", "quote": "It is shut"},
        {"claim": "Ben said so.", "quote": "said Ben"},
    ],
}
AGAIN: Final[dict[str, Any]] = {
    "text": LATER,
    "article": {"file": "later.txt", "published": "2020-06"},
    "claims": [{"claim": "The bridge is shut.", "when": "2020-21", "quote": "The bridge is shut"}],
}


@pytest.fixture
def reviewed(database: Database, write: Callable[[str, str | bytes], Path]) -> Database:
    lines = "".join(f"{json.dumps(each)}\n" for each in (RECORD, AGAIN))
    assert not database.load(write("in.jsonl", lines.encode())).refused
    return database


def graph(database: Database, folder: Path, **more: bool) -> list[dict[str, Any]]:
    path = folder / "out.jsonld"
    database.export_claim_reviews(path, **more)
    document = json.loads(path.read_text("utf-8"))
    found: list[dict[str, Any]] = document["@graph"]
    return found


def test_a_review_tells_the_claim_where_it_appears_and_who_makes_it(
    reviewed: Database, tmp_path: Path
) -> None:
    first, second, evidence = graph(reviewed, tmp_path)
    article = {
        "@type": "NewsArticle",
        "url": "https://example.org/a",
        "headline": "Bridge 🚧",
        "datePublished": "2020-05-01",
        "publisher": {"@type": "Organization", "name": "The Post"},
        "author": [{"name": "Ann Lee"}],
        "inLanguage": "en",
        "claimsdb:file": "a b.txt",
        "claimsdb:text": ni_of(sha256(TEXT)),
    }
    checkers = {"@type": "Organization", "name": "Checkers", "sameAs": ["https://www.wikidata.org/entity/Q1"]}
    assert first["claimReviewed"] == "The bridge is shut."
    assert first["author"] == checkers
    assert first["datePublished"] == "2020-05-02"
    assert first["url"] == "https://check.example/1"
    assert first["reviewBody"] == "Seen."
    assert first["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 4.5,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "Mostly true",
    }
    assert [each["@type"] for each in first["citation"]] == ["CreativeWork", "Quotation", "Claim"]
    assert first["citation"][1]["isPartOf"] == article
    assert first["citation"][2]["@id"] == evidence["@id"] == id_of("It is not open.", None)
    claim = first["itemReviewed"]
    layla = {"@type": "Person", "name": "ليلى", "sameAs": ["https://www.wikidata.org/entity/Q42"]}
    assert claim["author"] == [layla, {"@type": "Person", "name": "Ben"}]
    assert claim["firstAppearance"] == article
    here, there = claim["appearance"]
    assert {**article, "hasPart": here["hasPart"]} == here
    assert [each["text"] for each in here["hasPart"]] == [
        "الجسر مغلق 🚧 … لن يُفتح",
        "The bridge is shut",
        "It is shut",
    ]
    assert here["hasPart"][0]["spokenByCharacter"] == layla
    assert [each["claimsdb:exact"] for each in here["hasPart"][0]["claimsdb:passages"]] == [
        "الجسر مغلق 🚧",
        "لن يُفتح",
    ]
    assert here["hasPart"][1]["claimsdb:speakers"] == [{"name": "Ben"}, {"claimsdb:unnamed": "a friend"}]
    assert there["@type"] == "CreativeWork"
    assert there["datePublished"] == "2020-06"
    assert (second["claimsdb:date"], "datePublished" in second) == ("2020~", False)
    assert second["author"] == {"name": "Somebody"}


def test_claims_without_a_review_come_only_as_evidence_or_when_asked_for(
    reviewed: Database, tmp_path: Path
) -> None:
    nodes = graph(reviewed, tmp_path)
    assert [each["@type"] for each in nodes] == ["ClaimReview", "ClaimReview", "Claim"]
    everything = graph(reviewed, tmp_path, all_claims=True)
    assert [each.get("text") for each in everything][2:] == ["It is not open.", "Ben said so."]


def test_every_value_is_of_a_type_that_its_property_expects(reviewed: Database, tmp_path: Path) -> None:
    nodes = graph(reviewed, tmp_path, all_claims=True)
    for each in nodes:
        hold(each, "Claim", "ClaimReview")
    assert len({each["@id"] for each in nodes}) == len(nodes)


def test_a_value_of_another_type_would_be_noticed() -> None:
    for wrong in (
        {"@type": "ClaimReview", "reviewRating": {"@type": "Person", "name": "Ben"}},
        {"@type": "ClaimReview", "datePublished": "2020~"},
        {"@type": "Claim", "appearance": {"@type": "Person", "name": "Ben"}},
        {"@type": "Rating", "claimReviewed": "x"},
        {"@type": "Claim", "author": {}},
    ):
        with pytest.raises((AssertionError, KeyError)):
            hold(wrong)


def test_a_processor_reads_the_words_of_schema_org_and_ours_apart(reviewed: Database, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonld"
    reviewed.export_claim_reviews(path, all_claims=True)
    document = json.loads(path.read_text("utf-8"))
    assert document["@context"][0] == "https://schema.org"

    expanded = jsonld.expand(
        {**document, "@context": [TERMS, *document["@context"][1:]]}, {"documentLoader": nothing_is_fetched}
    )

    assert len(expanded) == len(document["@graph"])
    (first,) = (each for each in expanded if ("Mostly true" in json.dumps(each)))
    assert first["@type"] == [f"{SCHEMA}ClaimReview"]
    (claim,) = first[f"{SCHEMA}itemReviewed"]
    assert claim["@type"] == [f"{SCHEMA}Claim"]
    quotations = claim[f"{SCHEMA}appearance"][0][f"{SCHEMA}hasPart"]
    (chain,) = quotations[1][f"{OURS}speakers"]
    assert [next(iter(each)) for each in chain["@list"]] == [f"{SCHEMA}name", f"{OURS}unnamed"]
    (passages,) = quotations[0][f"{OURS}passages"]
    assert passages["@list"][0][f"{OURS}start"] == [{"@value": TEXT.index("الجسر")}]
    assert keys_of(expanded) <= {f"{SCHEMA}{name}" for each in PROPERTIES.values() for name in each} | {
        key for key in keys_of(expanded) if key.startswith((OURS, "@"))
    }


def test_lines_are_documents_of_their_own(reviewed: Database, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    reviewed.export_claim_reviews(path, lines=True)
    lines = path.read_text("utf-8").splitlines()
    together = graph(reviewed, tmp_path)
    assert [{**json.loads(line), "@context": None} for line in lines] == [
        {"@context": None, **each} for each in together
    ]
    assert all(line.startswith(BEGINNING) for line in lines)


def test_a_claim_that_appears_in_very_many_places_is_told_in_several_nodes(
    database: Database, write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    text = "It rained. " * 250
    statements = [{"quote": "It rained.", "occurrence": number} for number in range(1, 251)]
    claim = {"claim": "It rained.", "statements": statements, "reviews": [{"rating": "True"}]}
    record = {"text": text, "article": {"file": "a.txt"}, "claims": [claim]}
    database.load(write("in.jsonl", json.dumps(record)))

    review, *more = graph(database, tmp_path)

    assert {each["@id"] for each in more} == {review["itemReviewed"]["@id"]}
    parts = [part for each in (review["itemReviewed"], *more) for part in each["appearance"][0]["hasPart"]]
    starts = [part["claimsdb:passages"][0]["claimsdb:start"] for part in parts]
    assert starts == [11 * number for number in range(250)]


def nothing_is_fetched(address: str, _options: Any) -> Any:
    raise AssertionError(address)


def keys_of(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in keys_of(each)}
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_of(each)}
    return set()
