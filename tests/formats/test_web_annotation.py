"""Web annotations are what the Recommendation says they must be, and a JSON-LD processor reads them so."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from pyld import jsonld

from claimsdb.formats.hypothesis import row_of
from claimsdb.formats.web_annotation import annotation_of, write_collection, write_lines
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.full_statements import FullStatement, ShownSpan
from claimsdb.records.texts import Span
from tests.annotation_musts import CONTEXT, has_context, hold_annotation, hold_collection

if TYPE_CHECKING:
    from collections.abc import Iterable

OA: Final = "http://www.w3.org/ns/oa#"
AS: Final = "http://www.w3.org/ns/activitystreams#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OURS: Final = "urn:claimsdb:ns:"
TEXT: Final = "🙂 قالت ليلى: «الجسر مغلق 🚧 منذ 2019»، وأضافت: لن يُفتح."
FIRST: Final = "الجسر مغلق 🚧 منذ 2019"
SECOND: Final = "لن يُفتح"

TERMS: Final = {
    **{name: f"@{name}" for name in ("id", "type")},
    **{name: f"{OA}{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "TimeState")},
    **{name: f"{OA}{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    **{name: f"{OA}{name}" for name in ("exact", "prefix", "suffix")},
    **{name: {"@id": f"{OA}{name}", "@type": f"{XSD}nonNegativeInteger"} for name in ("start", "end")},
    "sourceDate": {"@id": f"{OA}sourceDate", "@type": f"{XSD}dateTime"},
    "body": {"@type": "@id", "@id": f"{OA}hasBody"},
    "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
    "source": {"@type": "@id", "@id": f"{OA}hasSource"},
    "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
    "state": {"@type": "@id", "@id": f"{OA}hasState"},
    "cached": {"@type": "@id", "@id": f"{OA}cachedSource"},
    "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
    **{name: f"{OA}{name}" for name in ("describing", "tagging")},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "created": {
        "@id": "http://purl.org/dc/terms/created",
        "@type": f"{XSD}dateTime",
    },
    "creator": {"@type": "@id", "@id": "http://purl.org/dc/terms/creator"},
    "name": "http://xmlns.com/foaf/0.1/name",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Software": f"{AS}Application",
    "schema": "http://schema.org/",
    **{name: {"@id": f"{AS}{name}", "@type": "@id"} for name in ("partOf", "first")},
    "total": {"@id": f"{AS}totalItems", "@type": f"{XSD}nonNegativeInteger"},
    "startIndex": {"@id": f"{AS}startIndex", "@type": f"{XSD}nonNegativeInteger"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "items": {"@id": f"{AS}items", "@container": "@list", "@type": "@id"},
}
"""The terms of the Recommendation's context that we use, as its vocabulary defines them."""


def shown(quote: str) -> ShownSpan:
    start = TEXT.index(quote)
    end = start + len(quote)
    before, through = (len(TEXT[:place].encode("utf-16-le")) // 2 for place in (start, end))
    return ShownSpan(
        Span(start, end, quote), TEXT[max(start - 8, 0) : start], TEXT[end : end + 9], before, through
    )


STATEMENT: Final = FullStatement(
    statement_id=7,
    claim="أُغلق الجسر عام 2019 🚧.",
    when="2019",
    kind="event",
    status="accepted",
    stance="asserts",
    quotation="direct",
    said="2020-05",
    recorded_at="2026-01-02T03:04:05Z",
    recorded_in="bridge.claims.yaml",
    annotator=AnnotatorNote("Ann Lee"),
    article_id=3,
    url="https://example.org/جسر?x=1",
    file="bridge.txt",
    title="الجسر",
    text_sha256="f4" * 32,
    observed_at="2026-01-01T00:00:00Z",
    claim_id=3,
    key="bridge-closed",
    speakers=(("ليلى", None), (None, "مسؤول")),
    about=(("الجسر", "subject"),),
    topics=("طرق > جسور", "Safety"),
    passages=(shown(FIRST),),
)
IN_PARTS: Final = replace(STATEMENT, statement_id=8, passages=(shown(FIRST), shown(SECOND)), annotator=None)
OF_A_PROGRAM: Final = replace(
    STATEMENT,
    statement_id=9,
    url=None,
    annotator=AnnotatorNote("coder", "program", "2.1"),
    when=None,
    kind=None,
    quotation=None,
    said=None,
    key=None,
    recorded_in=None,
    file=None,
    title=None,
    speakers=(),
    about=(),
    topics=(),
)
ALL: Final = (STATEMENT, IN_PARTS, OF_A_PROGRAM)


def collection(statements: Iterable[FullStatement]) -> dict[str, Any]:
    made = list(statements)
    found: dict[str, Any] = json.loads("".join(write_collection(made, len(made))))
    return found


def refuse_network(url: str, _options: object) -> dict[str, Any]:
    """Load the one context that the Recommendation names, from what stands above, and nothing else."""
    assert url == CONTEXT
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}


def expanded(document: dict[str, Any]) -> Any:
    return jsonld.expand(document, {"documentLoader": refuse_network})


def test_a_collection_is_what_the_recommendation_says_it_must_be() -> None:
    assert len(hold_collection(collection(ALL))) == 3
    assert hold_collection(collection([])) == []


def test_every_line_is_an_annotation_by_itself() -> None:
    lines = [json.loads(line) for line in "".join(write_lines(ALL)).splitlines()]
    assert len(lines) == 3
    for each in lines:
        has_context(each)
        hold_annotation(each)
    assert [{**each, "@context": None} for each in lines] == [
        {**each, "@context": None} for each in collection(ALL)["first"]["items"]
    ]


def test_the_golden_example() -> None:
    assert annotation_of(STATEMENT) == {
        "id": "urn:uuid:ca8c7bd4-e2ae-5418-9106-5dd076cd62a4",
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"type": "Person", "name": "Ann Lee"},
        "created": "2026-01-02T03:04:05Z",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": "أُغلق الجسر عام 2019 🚧.",
                "format": "text/plain",
            },
            {"type": "TextualBody", "purpose": "tagging", "value": "طرق > جسور"},
            {"type": "TextualBody", "purpose": "tagging", "value": "Safety"},
            {
                "id": "urn:uuid:ca8c7bd4-e2ae-5418-9106-5dd076cd62a4#statement",
                "type": "Statement",
                "stance": "asserts",
                "quotation": "direct",
                "speakers": [{"name": "ليلى"}, {"unnamed": "مسؤول"}],
                "said": "2020-05",
                "kind": "event",
                "when": "2019",
                "status": "accepted",
                "about": [{"name": "الجسر", "role": "subject"}],
                "key": "bridge-closed",
                "recordedIn": "bridge.claims.yaml",
            },
        ],
        "target": {
            "type": "SpecificResource",
            "source": "https://example.org/جسر?x=1",
            "file": "bridge.txt",
            "state": {
                "type": "TimeState",
                "sourceDate": "2026-01-01T00:00:00Z",
                "cached": "ni:///sha-256;9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PQ",
            },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "الجسر مغلق 🚧 منذ 2019",
                    "prefix": " ليلى: «",
                    "suffix": "»، وأضافت",
                },
                {"type": "TextPositionSelector", "start": 14, "end": 35},
            ],
        },
    }


@pytest.mark.parametrize(
    "url", ["not an address", "http://[::1", "https://example.org/%zz", "//example.org/a"]
)
def test_a_text_without_a_web_address_is_named_by_its_digest(url: str) -> None:
    nowhere: dict[str, Any] = annotation_of(replace(STATEMENT, url=url))
    assert nowhere["target"]["source"] == "ni:///sha-256;9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PQ"


def test_a_processor_of_json_ld_expands_every_term_without_the_network() -> None:
    (first, parts, program) = (
        expanded({"@context": json.loads(line)["@context"], **annotation_of(each)})[0]
        for each, line in zip(ALL, write_lines(ALL), strict=True)
    )
    assert first["@type"] == [f"{OA}Annotation"]
    *texts, details = first[f"{OA}hasBody"]
    assert [each[f"{OA}hasPurpose"] for each in texts] == [
        [{"@id": f"{OA}describing"}],
        [{"@id": f"{OA}tagging"}],
        [{"@id": f"{OA}tagging"}],
    ]
    assert details["@type"] == [f"{OURS}Statement"]
    assert details[f"{OURS}stance"] == [{"@value": "asserts"}]
    assert details[f"{OURS}recordedIn"] == [{"@value": "bridge.claims.yaml"}]
    (speakers,) = details[f"{OURS}speakers"]
    assert speakers["@list"] == [
        {"http://xmlns.com/foaf/0.1/name": [{"@value": "ليلى"}]},
        {f"{OURS}unnamed": [{"@value": "مسؤول"}]},
    ]
    (target,) = first[f"{OA}hasTarget"]
    assert target[f"{OURS}file"] == [{"@value": "bridge.txt"}]
    quote, position = target[f"{OA}hasSelector"]
    assert quote[f"{OA}exact"] == [{"@value": FIRST}]
    assert TEXT[position[f"{OA}start"][0]["@value"] : position[f"{OA}end"][0]["@value"]] == FIRST
    assert len(parts[f"{OA}hasTarget"]) == 2
    (creator,) = program["http://purl.org/dc/terms/creator"]
    assert creator["http://schema.org/softwareVersion"] == [{"@value": "2.1"}]


def test_a_collection_is_expanded_with_its_page() -> None:
    (found,) = expanded(collection(ALL))
    assert found["@type"] == [f"{AS}OrderedCollection"]
    assert found[f"{AS}totalItems"] == [{"@value": 3, "@type": f"{XSD}nonNegativeInteger"}]
    (page,) = found[f"{AS}first"]
    assert page["@type"] == [f"{AS}OrderedCollectionPage"]
    assert page[f"{AS}partOf"] == [{"@id": found["@id"]}]
    (items,) = page[f"{AS}items"]
    assert [each["@type"] for each in items["@list"]] == [[f"{OA}Annotation"]] * 3


def test_nothing_that_is_written_is_lost_by_expansion() -> None:
    document = {"@context": collection(ALL)["@context"], **annotation_of(STATEMENT)}
    compacted = jsonld.compact(
        expanded(document), {"@context": document["@context"]}, {"documentLoader": refuse_network}
    )
    assert {key: value for key, value in compacted.items() if key != "@context"} == annotation_of(STATEMENT)


def test_a_row_of_hypothesis_counts_as_browsers_do() -> None:
    row: dict[str, Any] = row_of(IN_PARTS, "abc")
    browser = TEXT.encode("utf-16-le")
    for target, quote in zip(row["target"], (FIRST, SECOND), strict=True):
        position, words = target["selector"]
        start, end = position["start"], position["end"]
        assert browser[2 * start : 2 * end].decode("utf-16-le") == quote == words["exact"]
        assert start > TEXT.index(quote)
    assert row["group"] == "abc"
    assert row["uri"] == "https://example.org/جسر?x=1"
    assert row["tags"] == ["طرق > جسور", "Safety"]
    assert len(str(row["id"])) == 22
