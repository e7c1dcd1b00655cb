"""Folders of brat: a text with standoff files, in which somebody marked who said what by which words."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.brat.claims import BratSayings
from claimsdb.formats.brat.document import read_document
from claimsdb.formats.brat.facets import record_of
from claimsdb.formats.brat.lines import read_line, renamed
from claimsdb.formats.brat.taking_out import without
from claimsdb.formats.brat.written_lines import Numbers, counted_otherwise
from claimsdb.records.place import Place
from claimsdb.records.sources import PreparedText, RefusedText
from claimsdb.sources.files import absolute, name_below
from claimsdb.sources.foreign.brat_files import find_texts
from claimsdb.sources.foreign.claims_once import claims_once
from claimsdb.sources.foreign.refusing import refused_at
from claimsdb.sources.read import read_file
from claimsdb.text.binary import refuse_control_characters
from claimsdb.text.digest import sha256
from claimsdb.text.line_ends import StoredOffsets
from claimsdb.text.read import read_wording
from claimsdb.text.strict import decode_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import Annotation, ClaimNote, SpeakerNote
    from claimsdb.records.brat import BratLine, BratSaying, BratSpeaker
    from claimsdb.records.sources import ForeignText
    from claimsdb.sources.foreign.brat_files import BratText, Standoff

ELLIPSIS: Final = " … "


@dataclass(slots=True)
class BratFolder:
    """A folder of texts with standoff files.

    ``lost`` has, after ``read``, what is kept as lines alone, since it is no part of a statement, each with
    how often it was met.
    """

    path: Path
    lost: Counter[str] = field(default_factory=Counter)

    def read(self) -> Iterator[ForeignText]:
        """Yield each text once for each of its standoff files, and what is refused of them, line by line.

        Raises:
            ClaimsDBError: it is no such folder, or cannot be read.
        """
        texts, refused = find_texts(self.path)
        for path, reason in refused:
            yield RefusedText(str(path), reason)
        for text in texts:
            yield from self._text(text)

    def _text(self, text: BratText) -> Iterator[ForeignText]:
        try:
            original = read_file(text.path)
            stored = decode_as("utf-8", original, str(text.path)).text
            refuse_control_characters(stored, str(text.path))
            source = read_wording(stored, name=str(text.path))
        except ClaimsDBError as reason:
            yield RefusedText(str(text.path), reason)
            return
        prepared = PreparedText(text.file, text.file, absolute(text.path), source, original)
        if not text.standoffs:
            yield prepared
        for standoff in text.standoffs:
            yield from self._annotated(prepared, stored, standoff)

    def _annotated(self, text: PreparedText, stored: str, standoff: Standoff) -> Iterator[ForeignText]:
        path = str(standoff.path)
        try:
            lines = decode_as("utf-8", read_file(standoff.path), path).text
            empty = read_record({"annotator": standoff.annotator}, called=path)
        except ClaimsDBError as reason:
            yield RefusedText(path, reason)
            return
        document = read_document(lines, stored, text.source.text)
        sayings = BratSayings(document, text.source.text, self.lost)
        claims = []
        for saying in sayings.read():
            try:
                claims.append(_claim(saying, path))
            except ClaimsDBError as reason:
                sayings.refuse(saying.ids[0], saying.line, reason)
        for line, fault in (*document.faults, *sayings.faults):
            yield refused_at(Place(path, line), fault)
        kept = _kept(without(document.lines, sayings.refused), stored, text.source.text)
        name = name_below(self.path, standoff.path)
        yield replace(
            text,
            name=name,
            annotation=replace(empty, claims=tuple(claims_once(claims))),
            annotation_file=name,
            annotation_sha256=_digest(kept, empty),
            standoff="".join(f"{each.raw}\n" for each in kept),
        )


def _kept(lines: Iterable[BratLine], stored: str, canonical: str) -> list[BratLine]:
    """Return lines whose offsets count in the canonical text."""
    if stored == canonical:
        return list(lines)
    offset = StoredOffsets(stored).canonical
    return [read_line(counted_otherwise(each, offset, canonical), each.line) for each in lines]


def _claim(saying: BratSaying, path: str) -> ClaimNote:
    quote = ELLIPSIS.join(span.quote for span in saying.spans)
    speakers: list[Plain] = [_speaker_record(each) for each in saying.speakers]
    record: dict[str, Plain] = {"claim": saying.sentence, "quote": quote, "speakers": speakers}
    record |= record_of(saying.facets)
    (claim,) = read_record({"claims": [record]}, called=path, line=saying.line).claims
    stands = claim.statements[0]
    said_by = zip(stands.speakers, saying.speakers, strict=True)
    noted = replace(stands, spans=saying.spans, speakers=tuple(_placed(*each) for each in said_by))
    return replace(claim, statements=(noted,))


def _speaker_record(speaker: BratSpeaker) -> Plain:
    record: dict[str, Plain] = {"name": speaker.name} if speaker.name else {"unnamed": speaker.label}
    record["quotation"] = speaker.quotation
    for name, span in (("source", speaker.source), ("cue", speaker.cue)):
        record[name] = None if span is None else span.quote
    return record


def _placed(note: SpeakerNote, speaker: BratSpeaker) -> SpeakerNote:
    source = replace(note.source, span=speaker.source) if note.source else None
    cue = replace(note.cue, span=speaker.cue) if note.cue else None
    return replace(note, source=source, cue=cue)


def _digest(lines: Sequence[BratLine], annotation: Annotation) -> str:
    """Return the SHA-256 of who says what of a text, under whatever ids."""
    ids = Numbers().ids_for(lines)
    annotator = annotation.annotator and asdict(annotation.annotator)
    return sha256(json.dumps([annotator, *(renamed(each.raw, ids) for each in lines)]))
