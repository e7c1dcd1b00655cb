"""Rows of the Hypothesis API → notes. Offsets count UTF-16 code units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.anchoring.offsets import UTF_16
from claimsdb.formats.foreign_note import detailed_record, note_of, sentence_record
from claimsdb.formats.json_fields import as_words, has_type, mapping, position, refusal, several, words
from claimsdb.formats.named_information import sha256_in
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.foreign_notes import Annotated, Recorded, Selection

if TYPE_CHECKING:
    from claimsdb.formats.marks import Node
    from claimsdb.records.foreign_notes import ForeignNote


def hypothesis_note(row: Node) -> ForeignNote:
    """Return the note of one row.

    Raises:
        AnnotationRefusedError: it is a reply, a note on a page, without text, or no row.
    """
    if several(mapping(row), "references"):
        raise refusal(row, "it is a reply to another annotation: claimsdb keeps what is said of a passage")
    address, text = words(row, "uri"), words(row, "text")
    if address is None or not address.strip():
        raise refusal(row, "«uri» is missing")
    selections = [selection for each in several(row, "target") if (selection := _selection(mapping(each)))]
    if not selections:
        raise refusal(row, "it is a note on the whole page: claimsdb keeps what is said of a passage")
    if text is None or not text.strip():
        raise refusal(row, "it only highlights: write the claim as its text")
    record = sentence_record(text, [as_words(each) for each in several(row, "tags")])
    details = row.get("claimsdb")
    if details is not None:
        record |= {"stance": "asserts"} | detailed_record(mapping(details))
    return note_of(record, selections, _annotated(address, row, details), _recorded(row, details), row.place)


def _recorded(row: Node, details: Node | None) -> Recorded:
    name = words(row, "id") or ""
    if details is None:
        return Recorded(name, _annotator(row))
    return Recorded(name, _own_annotator(details), words(details, "recordedIn"))


def _annotated(address: str, row: Node, details: Node | None) -> Annotated:
    document = row.get("document")
    titles = several(mapping(document), "title") if document else ()
    title = next((" ".join(as_words(each).split()) for each in titles), None) or None
    named = words(details, "text_sha256") if details else None
    digest = sha256_in(named) if named else sha256_in(address)
    return Annotated(address, digest, words(details, "file") if details else None, title)


def _selection(target: Node) -> Selection | None:
    """Return what the selectors of a target say together; None if it is on the whole page."""
    exact = prefix = suffix = start = end = None
    selectors = several(target, "selector")
    for selector in selectors:
        if has_type(mapping(selector), "TextQuoteSelector"):
            exact = words(selector, "exact")
            prefix, suffix = words(selector, "prefix"), words(selector, "suffix")
        elif has_type(selector, "TextPositionSelector"):
            start, end = position(selector)
    if exact is None and selectors:
        raise refusal(target, "no TextQuoteSelector says the words that are annotated")
    return Selection(exact, prefix, suffix, start, end, UTF_16) if selectors else None


def _annotator(row: Node) -> AnnotatorNote | None:
    user = words(row, "user")
    return AnnotatorNote(" ".join(user.split())) if user and user.strip() else None


def _own_annotator(details: Node) -> AnnotatorNote | None:
    creator = details.get("creator")
    if creator is None:
        return None
    name = words(mapping(creator), "name")
    if name is None or not name.strip():
        raise refusal(creator, "«name» is missing")
    return AnnotatorNote(name, words(creator, "kind") or "person", words(creator, "version"))
