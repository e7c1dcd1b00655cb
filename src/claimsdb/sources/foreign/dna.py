"""Databases of Discourse Network Analyzer, 2 and 3: a document an article, a concept a claim."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.dna import (
    DnaNumberError,
    DnaSpanError,
    DnaValueError,
    NoConceptVariableError,
    UnknownTimeZoneError,
)
from claimsdb.errors.questions import UnknownWordError
from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.dna_records import article_record, statement_record
from claimsdb.records.annotations import Annotation, AnnotatorNote
from claimsdb.records.dna import FIELDS, DnaStatement
from claimsdb.records.place import Place
from claimsdb.records.sources import PreparedText
from claimsdb.records.texts import Span
from claimsdb.sources.files import absolute
from claimsdb.sources.foreign.claims_once import claims_once
from claimsdb.sources.foreign.dna_file import open_dna
from claimsdb.sources.foreign.refusing import refused_at
from claimsdb.text.digest import sha256
from claimsdb.text.java_offsets import code_points, units_in
from claimsdb.text.read import read_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo
    from pathlib import Path

    from claimsdb.records.annotations import ActorNote
    from claimsdb.records.choices import FirstSpeaker
    from claimsdb.records.dna import DnaDocument
    from claimsdb.records.sources import ForeignText, RefusedText
    from claimsdb.records.texts import SourceText
    from claimsdb.sources.foreign.dna_file import DnaTables, Row

SPELLINGS: Final = {"organization": ("organization", "organisation")}
ALIAS: Final = "alias"
KEPT_VALUES: Final = (0, 1)
BESIDE: Final[dict[FirstSpeaker, str]] = {
    "person": "organizations beside the person who speaks; --speaker organization lets those speak",
    "organization": "persons beside the organization that speaks; --speaker person lets those speak",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """A type of statement that has a concept: its variables by what they mean, and the others by number."""

    label: str
    fields: Mapping[str, int]
    others: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Stood:
    """A statement with the place of its quote, and what an annotation says of it."""

    statement: DnaStatement
    span: Span
    annotation: Annotation


@dataclass(slots=True)
class DnaFile:
    """A database of DNA.

    ``first`` tells who speaks where a statement names a person and an organisation. ``mapping`` is field →
    variable, where those are called otherwise. ``zone`` is the time zone that DNA 2 wrote its dates in. With
    ``short_line_ends``, CR LF in a text counts as one character, as in the window of DNA, and not as two.

    ``lost`` has, after ``read``, what has no place in claimsdb, each with how often it was met.
    """

    path: Path
    first: FirstSpeaker = "person"
    mapping: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    short_line_ends: bool = False
    lost: Counter[str] = field(default_factory=Counter)

    def read(self) -> Iterator[ForeignText]:
        """Yield each document once for each coder of its statements, and what is refused of them.

        Raises:
            ClaimsDBError: the file is no database of DNA, or an option is none.
        """
        for name in self.mapping.keys() - set(FIELDS):
            raise UnknownWordError("field", name, FIELDS)
        with open_dna(self.path, _zone(self.zone)) as tables:
            reading = _Reading(self, tables)
            for number, rows in tables.documents():
                yield from reading.document(number, rows)
            for statement, document in tables.strays():
                missing = DnaNumberError("STATEMENTS.DocumentId", document, "DOCUMENTS")
                yield refused_at(Place(f"{self.path}, statement {statement}"), missing)
            self.lost.update(dict(tables.left_out()))


class _Reading:
    def __init__(self, file: DnaFile, tables: DnaTables) -> None:
        self._file = file
        self._tables = tables
        types = tables.statement_types()
        self._labels = {number: label for number, (label, _variables) in types.items()}
        self._kinds = dict(_kinds(types, file.mapping))
        if types and not self._kinds:
            names = dict.fromkeys(name for _label, variables in types.values() for name in variables)
            raise NoConceptVariableError(str(file.path), file.mapping.get("concept", "concept"), names)
        self._aliases: defaultdict[tuple[int, object], list[str]] = defaultdict(list)
        for variable, value, name, words in tables.attributes():
            if name.casefold() == ALIAS:
                self._aliases[variable, value] += [each.strip() for each in words.split(";") if each.strip()]
            else:
                file.lost[f"attributes «{name}» of persons, organisations and other values"] += 1

    def document(self, number: int, rows: Sequence[Row]) -> Iterator[PreparedText | RefusedText]:
        called = f"{self._file.path}, document {number}"
        try:
            document = self._tables.document(number)
            raw = self._as_counted(document, len(rows))
            source = read_wording(raw, name="its text")
            article = read_record({"article": article_record(document)}, called=called)
        except ClaimsDBError as reason:
            yield refused_at(Place(called), reason)
            return
        stood: defaultdict[str | None, list[_Stood]] = defaultdict(list)
        for statement in self._standing(rows, raw, source, called):
            if isinstance(statement, _Stood):
                stood[statement.statement.coder].append(statement)
            else:
                yield statement
        for coder, statements in (stood or {None: []}).items():
            yield self._prepared(document, source, replace(article, text=raw), coder, statements)

    def _as_counted(self, document: DnaDocument, statements: int) -> str:
        """Return the text with the line ends that its offsets count."""
        if "\r\n" not in document.text:
            return document.text
        if self._file.short_line_ends:
            return document.text.replace("\r\n", "\n")
        if statements:
            self._file.lost[SHORT_LINE_ENDS] += 1
        return document.text

    def _standing(
        self, rows: Sequence[Row], raw: str, source: SourceText, called: str
    ) -> Iterator[_Stood | RefusedText]:
        """Yield the statements with where they stand, and the refusals of those that stand nowhere."""
        ends = (place for row in rows for place in row[2:4])
        offsets = code_points(raw, (each for each in ends if isinstance(each, int)))
        for row in rows:
            place = Place(f"{called}, statement {row[0]}")
            try:
                statement = self._statement(row)
                if statement is not None:
                    span = _span(statement, offsets, raw, source)
                    yield _Stood(statement, span, self._annotated(statement, span, place))
            except ClaimsDBError as reason:
                yield refused_at(place, reason)

    def _statement(self, row: Row) -> DnaStatement | None:
        """Return a statement; None for one that says of nothing."""
        found = self._tables.statement(row)
        kind = self._kinds.get(found.type)
        if kind is None:
            if found.type not in self._labels:
                raise DnaNumberError("STATEMENTS.StatementTypeId", found.type, "STATEMENTTYPES")
            label = self._labels[found.type]
            self._file.lost[f"statements of the type «{label}», which has no concept"] += 1
            return None
        values = self._tables.values(found.number)
        for variable in values.keys() & kind.others.keys():
            if values[variable] not in (None, ""):
                self._file.lost[f"values of the variable «{kind.others[variable]}»"] += 1
        fields = {name: (variable, values.get(variable)) for name, variable in kind.fields.items()}
        if _words(fields, "person") and _words(fields, "organization"):
            self._file.lost[BESIDE[self._file.first]] += 1
        concept = _words(fields, "concept")
        if concept is None:
            self._file.lost["statements without a concept"] += 1
            return None
        return DnaStatement(
            found.number,
            found.start,
            found.stop,
            found.coder,
            concept,
            _words(fields, "person"),
            _words(fields, "organization"),
            _agreement(fields.get("agreement", (0, None))[1]),
            self._aliases_of(fields, "person"),
            self._aliases_of(fields, "organization"),
        )

    def _aliases_of(self, fields: Mapping[str, tuple[int, object]], name: str) -> tuple[str, ...]:
        return tuple(self._aliases.get(fields[name], ())) if name in fields else ()

    def _annotated(self, statement: DnaStatement, span: Span, place: Place) -> Annotation:
        record = statement_record(statement, span.quote, self._file.first)
        annotation = read_record(record, called=str(place))
        (claim,) = annotation.claims
        stands = replace(claim.statements[0], spans=(span,))
        return replace(annotation, claims=(replace(claim, statements=(stands,)),))

    def _prepared(
        self,
        document: DnaDocument,
        source: SourceText,
        article: Annotation,
        coder: str | None,
        stood: Sequence[_Stood],
    ) -> PreparedText:
        path = self._file.path
        annotation = replace(
            article,
            actors=tuple(_actors(each for one in stood for each in one.annotation.actors)),
            claims=tuple(claims_once(each for one in stood for each in one.annotation.claims)),
            annotator=AnnotatorNote(coder) if coder else None,
        )
        digest = _digest(document, stood, self._file.first)
        name = f"{path.name} ({coder})" if coder else path.name
        return PreparedText(
            name=f"{path.name}#{document.number}",
            file=f"{path.name}#{document.number}",
            origin=absolute(path),
            source=source,
            original=document.text.encode(),
            annotation=annotation,
            annotation_file=" ".join(name.split()),
            annotation_sha256=digest,
        )


SHORT_LINE_ENDS: Final = (
    "documents with CR LF line ends, which count as two characters, as DNA stores them; if quotes are out of "
    "place, try --short-line-ends, as they count in DNA's window"
)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownTimeZoneError(name) from None


def _kinds(
    types: Mapping[int, tuple[str, Mapping[str, int]]], mapping: Mapping[str, str]
) -> Iterator[tuple[int, _Kind]]:
    """Yield the types of statements that have a concept."""
    for number, (label, variables) in types.items():
        folded = {name.casefold(): variable for name, variable in variables.items()}
        fields = {}
        for name in FIELDS:
            wanted = (mapping[name],) if name in mapping else SPELLINGS.get(name, (name,))
            known = [folded[each.casefold()] for each in wanted if each.casefold() in folded]
            if known:
                fields[name] = known[0]
        if "concept" in fields:
            taken = set(fields.values())
            others = {variable: name for name, variable in variables.items() if variable not in taken}
            yield number, _Kind(label, fields, others)


def _words(fields: Mapping[str, tuple[int, object]], name: str) -> str | None:
    value = fields[name][1] if name in fields else None
    if value is not None and not isinstance(value, str):
        raise DnaValueError(f"The variable {name}", value, "text")
    return (value.strip() or None) if value is not None else None


def _agreement(value: object) -> bool:
    """Return whether a statement agrees with its concept; where that was not coded, it does."""
    if value is None:
        return True
    if value not in KEPT_VALUES:
        raise DnaValueError("The variable agreement", value, "1 (yes) or 0 (no)")
    return bool(value)


def _span(statement: DnaStatement, offsets: Mapping[int, int | None], raw: str, source: SourceText) -> Span:
    start, end = offsets[statement.start], offsets[statement.stop]
    if start is None or end is None:
        length = units_in(raw)
        outside = not 0 <= statement.start <= length or not 0 <= statement.stop <= length
        reason = "leads out of the text" if outside else "begins or ends in the middle of a character"
        raise DnaSpanError(statement.start, statement.stop, length, reason)
    quote = source.text[start:end]
    if not quote.strip():
        reason = "ends before it begins" if statement.stop < statement.start else "holds no words"
        raise DnaSpanError(statement.start, statement.stop, units_in(raw), reason)
    return Span(start, end, quote)


def _digest(document: DnaDocument, stood: Sequence[_Stood], first: FirstSpeaker) -> str:
    """Return the SHA-256 of all that is said of a document, under whatever numbers."""
    said = [
        [asdict(replace(each.statement, number=0, start=each.span.start_char, stop=each.span.end_char))]
        for each in stood
    ]
    return sha256(json.dumps([asdict(replace(document, number=0, text="")), said, first]).encode())


def _actors(actors: Iterable[ActorNote]) -> Iterator[ActorNote]:
    """Yield each actor once; of one that is a person here and an organisation there the kind is not known."""
    by_name: dict[str, ActorNote] = {}
    for actor in actors:
        known = by_name.setdefault(actor.name, actor)
        if known.kind != actor.kind:
            by_name[actor.name] = replace(known, kind=None)
    yield from by_name.values()
