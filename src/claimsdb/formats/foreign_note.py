"""What an annotation of another program says → its record, held to the schema of annotation files."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, replace
from typing import TYPE_CHECKING

from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.json_fields import as_words, refusal, several, words
from claimsdb.records.foreign_notes import ForeignNote
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.formats.marks import Node, Plain
    from claimsdb.records.annotations import ClaimNote
    from claimsdb.records.foreign_notes import Annotated, Recorded, Selection
    from claimsdb.records.place import Place

    Mapping = dict[str, Plain]

ELLIPSIS = " … "


def sentence_record(sentence: str, topics: Sequence[str]) -> Mapping:
    """Return a claim with its labels as an annotation file has it; blank labels say nothing."""
    return {"claim": sentence, "topics": list(dict.fromkeys(each for each in topics if each.strip()))}


def detailed_record(details: Node) -> Mapping:
    """Return what stands beside a sentence in an annotation of ours, as an annotation file has it.

    Raises:
        AnnotationRefusedError: a field is not of its type.
    """
    fields = ("stance", "quotation", "said", "kind", "when", "status", "key")
    record: Mapping = {name: value for name in fields if (value := words(details, name)) is not None}
    record["speakers"] = [_speaker(each) for each in several(details, "speakers")]
    record["about"] = [_about(each) for each in several(details, "about")]
    return record


def note_of(
    record: Mapping, parts: Sequence[Selection], on: Annotated, recorded: Recorded, place: Place
) -> ForeignNote:
    """Return the note of a claim whose one statement stands on some parts of a text.

    Raises:
        AnnotationRefusedError: an annotation file could not hold it.
    """
    quote = ELLIPSIS.join(part.exact for part in parts if part.exact is not None) or "…"
    who = asdict(recorded.annotator) if recorded.annotator else None
    whole: Mapping = {"claims": [{**record, "quote": quote}], "annotator": who}
    read = read_record(whole, called=place.file, line=place.line)
    said = sha256(json.dumps([record, list(map(astuple, parts)), who], sort_keys=True))
    claim = _as_said(read.claims[0], record)
    recorded = replace(recorded, annotator=read.annotator)
    return ForeignNote(on, claim, tuple(parts), recorded, said)


def _as_said(claim: ClaimNote, record: Mapping) -> ClaimNote:
    """Keep it unknown how words are given of which an annotation of ours does not say so."""
    if "stance" not in record or "quotation" in record:
        return claim
    (statement,) = claim.statements
    return replace(claim, statements=(replace(statement, quotation=None),))


def _speaker(node: Node) -> Plain:
    unnamed = words(node, "unnamed")
    return {"unnamed": unnamed} if unnamed is not None else _name(node)


def _about(node: Node) -> Plain:
    return {words(node, "role") or "subject": _name(node)}


def _name(node: Node) -> str:
    named = node if isinstance(node.value, str) else node.get("name")
    if named is None:
        raise refusal(node, "«name» is missing")
    return as_words(named)
