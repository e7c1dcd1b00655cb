"""The selections of one text → what each person who coded says of it, statement by statement."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.stored_offsets import names
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.qda import (
    GuidTwiceError,
    MissingAttributeError,
    OtherWordsError,
    PartMissingError,
    SelectionSpanError,
    UnknownCodeError,
)
from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.foreign_note import ELLIPSIS
from claimsdb.formats.refi_qda.note import read_note
from claimsdb.records.foreign_notes import Placed
from claimsdb.records.place import Place
from claimsdb.records.qda import QdaNote
from claimsdb.records.texts import Span
from claimsdb.sources.foreign.placing import Claims, refused_note
from claimsdb.sources.foreign.qda_positions import selected_in
from claimsdb.text.digest import sha256
from claimsdb.text.one_line import in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import AnnotatorNote, ClaimNote, SpeakerNote, StatementNote
    from claimsdb.records.qda import Extent, QdaSelection, QdaSpeaker
    from claimsdb.records.sources import RefusedText
    from claimsdb.sources.foreign.qda_book import QdaBook, QdaText

NOTHING_SAID: Final = "selections without a code or a description"
OF_CASES: Final = "codings of words as those of a case"
STRANGERS: Final = "codings by users whom the project does not list, which nobody signs now"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one selection says, by one person: a statement, or a part of one."""

    note: QdaNote
    span: Span
    topics: tuple[str, ...]
    line: int
    guid: str


class QdaMarks:
    """Reads the selections of one text; ``refused`` are, after ``placed``, those that do not hold."""

    def __init__(self, book: QdaBook, text: QdaText, called: str) -> None:
        self._book, self._text, self._called = book, text, called
        self.refused: list[RefusedText] = []

    def placed(self, selections: Iterable[QdaSelection]) -> dict[AnnotatorNote | None, Placed]:
        """Return what each annotator says."""
        marks: defaultdict[AnnotatorNote | None, list[Mark]] = defaultdict(list)
        seen: set[str] = set()
        for selection in selections:
            try:
                if selection.guid is None:
                    raise MissingAttributeError("PlainTextSelection", "guid")
                if selection.guid in seen:
                    raise GuidTwiceError("PlainTextSelection", selection.guid)
                seen.add(selection.guid)
                for annotator, mark in self._marks(selection, selection.guid):
                    marks[annotator].append(mark)
            except ClaimsDBError as reason:
                self._refuse(selection.line, selection.guid, reason)
        return {annotator: self._said(annotator, each) for annotator, each in marks.items()}

    def _marks(self, selection: QdaSelection, guid: str) -> Iterator[tuple[AnnotatorNote | None, Mark]]:
        span = self._span(selection)
        by_user: dict[str | None, list[str]] = {}
        for code, user in selection.codings:
            if code in self._book.cases:
                self._book.lost[OF_CASES] += 1
                continue
            if code is None or code not in self._book.codes:
                raise UnknownCodeError(code)
            by_user.setdefault(user or selection.user, []).append(self._book.codes[code])
        note = read_note(selection.description) or self._memo(selection)
        if note is None and not by_user:
            self._book.lost[NOTHING_SAID] += 1
            return
        said = note or QdaNote(in_one_line(span.quote))
        for user, topics in (by_user or {selection.user: []}).items():
            known = self._book.users.get(user) if user is not None else None
            if user is not None and user not in self._book.users:
                self._book.lost[STRANGERS] += 1
            yield known, Mark(said, span, tuple(dict.fromkeys(topics)), selection.line, guid)

    def _memo(self, selection: QdaSelection) -> QdaNote | None:
        found = (self._book.words_of(guid) for guid in selection.notes if guid is not None)
        return next((QdaNote(words) for words in found if words), None)

    def _span(self, selection: QdaSelection) -> Span:
        length = len(self._text.stored)
        ends = selection.start, selection.end
        selected = selected_in(selection)
        if selected is None:
            raise SelectionSpanError(*ends, length, "has no whole numbers for its ends")
        span = self._text.places.span(selected, self._book.unit)
        if span is None:
            raise SelectionSpanError(*ends, length, "is empty, leads out of the text, or cuts a character")
        if self._book.is_ours and not names(selection.name, span.quote):
            raise OtherWordsError(selection.name, span.quote)
        return span

    def _said(self, annotator: AnnotatorNote | None, marks: list[Mark]) -> Placed:
        claims, said = Claims(), []
        for parts in self._statements(marks if self._book.is_ours else _once(marks)):
            try:
                claim, record = self._claim(annotator, parts)
                claims.add(claim)
                said.append(record)
            except ClaimsDBError as reason:
                self._refuse(parts[0].line, parts[0].guid, reason)
        return Placed(claims.all, sha256("\n".join(sorted(said))), ())

    def _statements(self, marks: list[Mark]) -> Iterator[list[Mark]]:
        """Yield the parts of each statement; of several that say the same, the first ones belong together."""
        in_parts: defaultdict[QdaNote, defaultdict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
        for mark in marks:
            if mark.note.parts == 1:
                yield [mark]
            else:
                in_parts[replace(mark.note, part=1)][mark.note.part].append(mark)
        for note, by_number in in_parts.items():
            numbers = sorted(by_number)
            is_whole = (numbers[0], numbers[-1], len(numbers)) == (1, note.parts, note.parts)
            statements = min(map(len, by_number.values())) if is_whole else 0
            for place in range(statements):
                yield [by_number[number][place] for number in numbers]
            for lone in (mark for number in numbers for mark in by_number[number][statements:]):
                self._refuse(lone.line, lone.guid, PartMissingError(lone.note.part, lone.note.parts))

    def _claim(self, annotator: AnnotatorNote | None, parts: list[Mark]) -> tuple[ClaimNote, str]:
        note, spans = parts[0].note, tuple(each.span for each in parts)
        topics = dict.fromkeys(topic for each in parts for topic in each.topics)
        record = _record(note, spans, list(topics), self._text.source.text)
        who = asdict(annotator) if annotator else None
        whole: Plain = {"claims": [record], "annotator": who}
        (claim,) = read_record(whole, called=self._called, line=parts[0].line).claims
        (statement,) = claim.statements
        stated = _stated(statement, note, spans)
        said = json.dumps([record, [[each.start_char, each.end_char] for each in spans], who], sort_keys=True)
        return replace(claim, statements=(stated,)), said

    def _refuse(self, line: int, guid: str | None, reason: ClaimsDBError) -> None:
        self.refused.append(refused_note(Place(self._called, line), guid or "", reason))


def _once(marks: list[Mark]) -> list[Mark]:
    """Return the marks, those of one person on the same words that say the same as one with all codes.

    Programs such as QualCoder write a selection for each code.
    """
    united: dict[tuple[QdaNote, Span], Mark] = {}
    for mark in marks:
        known = united.setdefault((mark.note, mark.span), mark)
        topics = tuple(dict.fromkeys((*known.topics, *mark.topics)))
        united[mark.note, mark.span] = replace(known, topics=topics)
    return list(united.values())


def _record(note: QdaNote, spans: tuple[Span, ...], topics: list[str], text: str) -> dict[str, Plain]:
    told: dict[str, Plain] = {
        name: value
        for name in ("stance", "quotation", "said", "when", "kind", "status")
        if (value := getattr(note, name)) is not None
    }
    about: list[Plain] = [{role: name} for role, name in note.about]
    speakers: list[Plain] = [_speaker(each, text) for each in note.speakers]
    return {
        "claim": note.claim,
        "quote": ELLIPSIS.join(span.quote for span in spans),
        "topics": list(topics),
        "speakers": speakers,
        "about": about,
        **told,
    }


def _speaker(speaker: QdaSpeaker, text: str) -> Plain:
    record: dict[str, Plain] = (
        {"unnamed": speaker.label} if speaker.label is not None else {"name": speaker.name}
    )
    for name, extent in (("source", speaker.source), ("cue", speaker.cue)):
        if extent is not None:
            record[name] = _proven(extent, text).quote
    if speaker.quotation is not None:
        record["quotation"] = speaker.quotation
    return record


def _proven(extent: Extent, text: str) -> Span:
    start, end, words = extent
    found = text[start:end]
    if not names(words, found):
        raise OtherWordsError(words, found)
    return Span(start, end, found)


def _stated(statement: StatementNote, note: QdaNote, spans: tuple[Span, ...]) -> StatementNote:
    speakers = tuple(map(_placed, statement.speakers, note.speakers))
    told = replace(statement, spans=spans, speakers=speakers)
    # what claimsdb wrote says how words are given, or that it is not known
    return replace(told, quotation=None) if note.stance is not None and note.quotation is None else told


def _placed(link: SpeakerNote, speaker: QdaSpeaker) -> SpeakerNote:
    source, cue = (
        words and extent and replace(words, span=Span(extent[0], extent[1], words.quote))
        for words, extent in ((link.source, speaker.source), (link.cue, speaker.cue))
    )
    return replace(link, source=source or None, cue=cue or None)
