"""Statements → W3C Web Annotations in JSON-LD (Recommendation of 2017, https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Final
from uuid import uuid5

from claimsdb.formats.annotation_body import FAMILY, details_of, number_of, quote_selector, source_of
from claimsdb.formats.named_information import ni_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.full_statements import FullStatement, ShownSpan

    Mapping = dict[str, Plain]

STATEMENT: Final = "Statement"
"""The type of the body that holds what only claimsdb has a place for."""

_WORDS: Final = ("stance", "quotation", "said", "kind", "when", "status", "key", "role", "unnamed")
CONTEXT: Final[list[Plain]] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "claimsdb": "urn:claimsdb:ns:",
        STATEMENT: f"claimsdb:{STATEMENT}",
        **{word: f"claimsdb:{word}" for word in (*_WORDS, "recordedIn", "file")},
        "speakers": {"@id": "claimsdb:speakers", "@container": "@list"},
        "about": {"@id": "claimsdb:about", "@container": "@list"},
    },
]
"""What the terms mean; ours are defined in place, so that nothing of ours need be fetched."""

BEGINNING: Final = json.dumps({"@context": CONTEXT}, ensure_ascii=False)[:-1]
"""How every file of ours begins, by which it is known again."""


def write_collection(statements: Iterable[FullStatement], total: int) -> Iterator[str]:
    """Yield an annotation collection with its one page (sections 5.1 and 5.2), an annotation a line."""
    annotations = iter(map(annotation_of, statements))
    first = next(annotations, None)
    number = uuid5(FAMILY, f"{total} {first['id'] if first else None}")
    yield f"{BEGINNING}, "
    head: Mapping = {"id": number.urn, "type": "AnnotationCollection", "label": "Claims", "total": total}
    page: Mapping = {
        "id": f"{number.urn}#page",
        "type": "AnnotationPage",
        "partOf": number.urn,
        "startIndex": 0,
    }
    yield f'{_json(head)[1:-1]}, "first": {_json(page)[:-1]}, "items": ['
    for place, each in enumerate(chain([first] if first else [], annotations)):
        yield f"{',' if place else ''}\n{_json(each)}"
    yield "\n]}}\n"


def write_lines(statements: Iterable[FullStatement]) -> Iterator[str]:
    """Yield an annotation a line, each with its context."""
    for each in map(annotation_of, statements):
        yield f"{BEGINNING}, {_json(each)[1:]}\n"


def annotation_of(statement: FullStatement) -> Mapping:
    """Return one annotation, without its context; unknown is left out."""
    number = number_of(statement).urn
    targets: list[Plain] = [_target(statement, each) for each in statement.passages]
    annotation: Mapping = {"id": number, "type": "Annotation", "motivation": "describing"}
    if statement.annotator is not None:
        annotation["creator"] = _agent(statement.annotator)
    annotation["created"] = statement.recorded_at
    annotation["body"] = [
        {"type": "TextualBody", "purpose": "describing", "value": statement.claim, "format": "text/plain"},
        *map(_tag, statement.topics),
        {"id": f"{number}#statement", "type": STATEMENT, **details_of(statement)},
    ]
    annotation["target"] = targets if len(targets) > 1 else targets[0]
    return annotation


def _tag(topic: str) -> Mapping:
    return {"type": "TextualBody", "purpose": "tagging", "value": topic}


def _target(statement: FullStatement, shown: ShownSpan) -> Mapping:
    span = shown.span
    return {
        "type": "SpecificResource",
        "source": source_of(statement),
        **({"file": statement.file} if statement.file is not None else {}),
        "state": {
            "type": "TimeState",
            "sourceDate": statement.observed_at,
            "cached": ni_of(statement.text_sha256),
        },
        "selector": [
            quote_selector(shown),
            {"type": "TextPositionSelector", "start": span.start_char, "end": span.end_char},
        ],
    }


def _agent(annotator: AnnotatorNote) -> Mapping:
    version: Mapping = {} if annotator.version is None else {"schema:softwareVersion": annotator.version}
    return {
        "type": "Software" if annotator.kind == "program" else "Person",
        "name": annotator.name,
        **version,
    }


def _json(value: Mapping) -> str:
    return json.dumps(value, ensure_ascii=False)
