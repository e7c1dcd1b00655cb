"""What the Recommendation (https://www.w3.org/TR/annotation-model/) says that annotations must be."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
SELECTORS: Final = {
    *("FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector"),
    *("DataPositionSelector", "SvgSelector", "RangeSelector"),
}
MOTIVATIONS: Final = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}


def hold_collection(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Hold a collection and its embedded page to sections 5.1 and 5.2; return the annotations."""
    has_context(document)
    is_iri(document["id"])
    assert "AnnotationCollection" in listed(document["type"])
    assert isinstance(document["total"], int)
    assert document["total"] >= 0
    assert isinstance(document.get("label", ""), str)
    page = document["first"]
    is_iri(page["id"])
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == document["id"]
    assert page["startIndex"] == 0
    assert "next" not in page
    items: list[dict[str, Any]] = page["items"]
    assert isinstance(items, list)
    assert len(items) == document["total"]
    for each in items:
        hold_annotation(each)
    assert len({each["id"] for each in items}) == len(items)
    return items


def has_context(document: dict[str, Any]) -> None:
    """Section 3.1: the context is a value of @context."""
    assert CONTEXT in listed(document["@context"])


def hold_annotation(annotation: dict[str, Any]) -> None:
    """Hold an annotation to sections 3 and 4."""
    is_iri(annotation["id"])  # 3.1: exactly one IRI
    assert "Annotation" in listed(annotation["type"])  # 3.1: a type, of which one is Annotation
    assert "bodyValue" not in annotation or "body" not in annotation  # 3.2.5
    assert listed(annotation["target"])  # 3.1: one or more targets
    for body in listed(annotation.get("body", [])):
        is_body(body)
    for target in listed(annotation["target"]):
        is_target(target)
    for key in ("created", "modified", "generated"):  # 3.3.1: an xsd:dateTime in UTC, at most one
        if key in annotation:
            is_moment(annotation[key])
    for key in ("rights", "canonical", "via"):  # 3.3.6, 3.3.7
        for each in listed(annotation.get(key, [])):
            is_iri(each)
    for each in listed(annotation.get("motivation", [])):  # 3.3.5
        assert each in MOTIVATIONS
    for agent in listed(annotation.get("creator", [])):  # 3.3.2
        assert isinstance(agent, str) or agent["type"] in {"Person", "Organization", "Software"}
        assert isinstance(agent, str) or isinstance(agent["name"], str)


def is_body(body: Any) -> None:
    """Section 3.2: an IRI, a resource with its id, a text with its value, or a specific resource."""
    if isinstance(body, str):
        is_iri(body)
    elif "value" in body:  # 3.2.4: exactly one string, and nothing of other bodies (3.2.7, 4)
        assert isinstance(body["value"], str)
        assert not {"items", "source", "selector", "state"} & body.keys()
        assert body.get("purpose") is None or body["purpose"] in MOTIVATIONS
    elif "source" in body:
        is_target(body)
    else:  # 3.2.1: a resource elsewhere, which has no purpose (3.3.5)
        is_iri(body["id"])
        assert not {"items", "purpose"} & body.keys()


def is_target(target: Any) -> None:
    """Section 4: a specific resource has exactly one source, and selectors and states of the known types."""
    if isinstance(target, str):
        is_iri(target)
        return
    is_iri(target["source"])
    assert not {"value", "items"} & target.keys()
    for selector in listed(target.get("selector", [])):
        is_selector(selector)
    for state in listed(target.get("state", [])):
        is_state(state)


def is_selector(selector: dict[str, Any]) -> None:
    """Section 4.2."""
    assert selector["type"] in SELECTORS
    if selector["type"] == "TextQuoteSelector":  # 4.2.4: one exact, at most one prefix and suffix
        assert isinstance(selector["exact"], str)
        assert isinstance(selector.get("prefix", ""), str)
        assert isinstance(selector.get("suffix", ""), str)
    if selector["type"] == "TextPositionSelector":  # 4.2.5: one start and one end, not negative
        for key in ("start", "end"):
            assert type(selector[key]) is int
            assert selector[key] >= 0


def is_state(state: dict[str, Any]) -> None:
    """Section 4.3.1: either a sourceDate or both ends, each one moment; cached are IRIs."""
    assert state["type"] in {"TimeState", "HttpRequestState"}
    if state["type"] == "TimeState":
        assert ("sourceDate" in state) != ("sourceDateStart" in state and "sourceDateEnd" in state)
        is_moment(state["sourceDate"])
        for each in listed(state.get("cached", [])):
            is_iri(each)


def is_moment(value: Any) -> None:
    assert isinstance(value, str)
    assert value.endswith("Z")
    datetime.fromisoformat(value)


def is_iri(value: Any) -> None:
    assert isinstance(value, str)
    assert IRI.fullmatch(value), value


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
