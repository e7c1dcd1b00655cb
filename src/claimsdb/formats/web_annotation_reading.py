"""W3C Web Annotations, by whomever, → notes (Recommendation of 2017, https://www.w3.org/TR/annotation-model/).

Keys are those of the Recommendation's context; no other context is followed, and nothing is fetched.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.formats.foreign_note import detailed_record, note_of, sentence_record
from claimsdb.formats.json_fields import as_words, has_type, mapping, position, refusal, several, words
from claimsdb.formats.named_information import sha256_in
from claimsdb.formats.web_annotation import STATEMENT
from claimsdb.formats.wording import shown
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.foreign_notes import Annotated, Recorded, Selection
from claimsdb.text.read import read_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.errors.formats import AnnotationRefusedError
    from claimsdb.formats.marks import Node
    from claimsdb.records.foreign_notes import ForeignNote

SETS: Final = ("Composite", "List", "Independents", "Choice")
MOST_REFINED: Final = 10


@dataclass(frozen=True, slots=True)
class _Target:
    on: Annotated
    selection: Selection
    node: Node


def web_annotation_notes(annotation: Node) -> Iterator[ForeignNote]:
    """Yield a note for each text and passage that an annotation is on.

    The parts of a quote of ours are one statement; other targets are statements of their own.

    Raises:
        AnnotationRefusedError: it is no annotation, says nothing, or points at no words.
    """
    if not has_type(mapping(annotation), "Annotation"):
        raise _other_type(annotation)
    details = next((each for each in several(annotation, "body") if has_type(each, STATEMENT)), None)
    record = sentence_record(_sentence(annotation), [*_tags(annotation)])
    if details is not None:
        record |= {"stance": "asserts"} | detailed_record(details)
    name = words(annotation, "id") or words(annotation, "@id") or ""
    recorded = Recorded(name, _annotator(annotation), words(details, "recordedIn") if details else None)
    groups: defaultdict[object, list[_Target]] = defaultdict(list)
    for number, target in enumerate(_targets(annotation)):
        groups[target.on if details else number].append(target)
    for targets in groups.values():
        selections = [each.selection for each in targets]
        yield note_of(record, selections, targets[0].on, recorded, annotation.place)


def _other_type(node: Node) -> AnnotationRefusedError:
    page = node.get("first")
    if has_type(node, "AnnotationCollection") and page is not None and isinstance(page.value, str):
        where = f"its first page lies at {shown(page.value)}"
        return refusal(node, f"{where}, and nothing is fetched: save that page and import it")
    return refusal(node, f"the type is {shown(node.text('type'))} and not «Annotation»")


def _sentence(annotation: Node) -> str:
    """Return the text that describes the target, or else all that comments on it, as one sentence."""
    bodies = [each for each in _texts(annotation) if not _is_tag(annotation, each)]
    describing = [each for each in bodies if "describing" in _purposes(each)]
    said = [_visible(each) for each in describing or bodies]
    plain = words(annotation, "bodyValue")
    sentence = " ".join([*said, *([plain] if plain else [])])
    if not sentence.strip():
        raise refusal(annotation, "no body says anything: write the claim as the text of a body")
    return sentence


def _tags(annotation: Node) -> Iterator[str]:
    for body in _texts(annotation):
        if _is_tag(annotation, body):
            yield as_words(body.entry("value"))


def _texts(annotation: Node) -> Iterator[Node]:
    """Yield the bodies that are texts; of those to choose from (section 3.2.7) the first."""
    for body in several(annotation, "body"):
        choice = several(body, "items") if has_type(body, "Choice") else [body]
        yield from islice(filter(_is_text, choice), 1)


def _is_text(body: Node) -> bool:
    return isinstance(body.value, dict) and body.get("value") is not None


def _is_tag(annotation: Node, body: Node) -> bool:
    """Tell whether a body is a label: what it is there for is said by it, or else by the annotation."""
    purposes = _purposes(body)
    motivations = [each.value for each in several(annotation, "motivation")]
    return "tagging" in purposes or (not purposes and motivations == ["tagging"])


def _purposes(body: Node) -> list[object]:
    return [each.value for each in several(body, "purpose")]


def _visible(body: Node) -> str:
    said = as_words(body.entry("value"))
    if words(body, "format") == "text/html" and said.strip():
        return read_wording(said, name=str(body.place), media_type="text/html").text
    return said


def _targets(annotation: Node) -> Iterator[_Target]:
    targets = [*_spread(annotation)]
    if not targets:
        raise refusal(annotation, "«target» is missing")
    yield from map(_target, targets)


def _spread(annotation: Node) -> Iterator[Node]:
    for target in several(annotation, "target"):
        if any(has_type(target, each) for each in SETS):
            yield from several(target, "items")
        else:
            yield target


def _target(node: Node) -> _Target:
    if not isinstance(node.value, dict) or node.get("source") is None:
        raise refusal(node, "it is on a whole document: claimsdb keeps what is said of a passage")
    source = node.entry("source")
    address = words(source, "id") if isinstance(source.value, dict) else as_words(source)
    if address is None or not address.strip():
        raise refusal(source, "«id» is missing")
    digest = sha256_in(address) or next(_cached(node), None)
    return _Target(Annotated(address, digest, words(node, "file")), _selection(node), node)


def _cached(target: Node) -> Iterator[str]:
    for state in several(target, "state"):
        for copy in several(mapping(state), "cached") if isinstance(state.value, dict) else ():
            if digest := sha256_in(as_words(copy)):
                yield digest


def _selection(target: Node) -> Selection:
    """Return what the selectors of a target say together; a position within something else says nothing."""
    exact = prefix = suffix = start = end = None
    for selector, is_refined in _selectors(target):
        if has_type(selector, "TextQuoteSelector"):
            found = words(selector, "exact")
            if found is None:
                raise refusal(selector, "«exact» is missing")
            exact, prefix, suffix = found, words(selector, "prefix"), words(selector, "suffix")
        elif has_type(selector, "TextPositionSelector") and not is_refined:
            start, end = position(selector)
    if exact is None and start is None:
        raise refusal(target, "no selector is a TextQuoteSelector or TextPositionSelector")
    return Selection(exact, prefix, suffix, start, end)


def _selectors(target: Node) -> Iterator[tuple[Node, bool]]:
    for selector in several(target, "selector"):
        inner: Node | None = selector
        for depth in range(MOST_REFINED):
            if inner is None or not isinstance(inner.value, dict):
                break
            yield inner, depth > 0
            inner = inner.get("refinedBy")


def _annotator(annotation: Node) -> AnnotatorNote | None:
    creators = several(annotation, "creator")
    names = [name for each in creators if (name := _name(each))]
    if not names:
        return None
    is_program = all(isinstance(each.value, dict) and has_type(each, "Software") for each in creators)
    version = words(creators[0], "schema:softwareVersion") if is_program else None
    return AnnotatorNote("; ".join(names), "program" if is_program else "person", version)


def _name(creator: Node) -> str | None:
    if isinstance(creator.value, str):
        return creator.words or None
    found = [words(mapping(creator), key) for key in ("name", "nickname", "id")]
    return next((" ".join(each.split()) for each in found if each and each.strip()), None)
