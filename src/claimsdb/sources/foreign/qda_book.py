"""What a project says before its texts are taken in: who coded, by which codes, and what positions count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.stored_offsets import UNITS, StoredText
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.qda import BrokenProjectError, GuidTwiceError, SourceTextError
from claimsdb.formats.refi_qda.reading import QdaReading
from claimsdb.formats.refi_qda.writing import LEVEL, ORIGIN
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.place import Place, Problem
from claimsdb.records.qda import QdaCode, QdaLost, QdaMemo, QdaSource, QdaUser, QdaVariable
from claimsdb.sources.foreign.qda_positions import Evidence
from claimsdb.text.decode import decode
from claimsdb.text.read import read_wording

if TYPE_CHECKING:
    from collections.abc import Collection

    from claimsdb.anchoring.stored_offsets import Unit
    from claimsdb.records.choices import Positions
    from claimsdb.records.texts import SourceText
    from claimsdb.sources.foreign.qda_file import Container

PROGRAM: Final = "program"
INSTEAD: Final = "›"
"""What a name has for ``>``, which is between the levels of a path."""


@dataclass(slots=True)
class QdaBook:
    """What is found at the first reading; GUIDs lead to users, paths of topics, names of variables and notes.

    ``unit`` is what positions count. ``is_ours`` tells that claimsdb wrote the project. ``used`` are the
    notes whose words were asked for.
    """

    container: Container
    users: dict[str, AnnotatorNote | None] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    memos: dict[str, QdaMemo] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    unit: Unit = UNITS[0]
    is_ours: bool = False
    used: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)

    def words_of(self, guid: str) -> str | None:
        """Return the words of a note, on one line; None if it has none.

        Raises:
            ClaimsDBError: they are not in the project, or are no text.
        """
        memo = self.memos.get(guid)
        if memo is None:
            return None
        self.used.add(guid)
        words = memo.content
        if memo.path is not None:
            words = decode(self.container.text(memo.path), name="the note", markup=False).text
        return " ".join((words or "").split()) or None


@dataclass(frozen=True, slots=True)
class QdaText:
    """The text of a source: its bytes, how it was stored, its canonical form, and where selections stand."""

    original: bytes
    stored: str
    source: SourceText
    places: StoredText


def read_book(container: Container, positions: Positions | None, *, short_line_ends: bool) -> QdaBook:
    """Read a whole project once, one text at a time.

    Raises:
        ClaimsDBError: it is none, or its positions can mean several places.
    """
    book, evidence, reading = QdaBook(container), Evidence(), QdaReading(container.called)
    for item in reading.read(container.xml()):
        match item:
            case QdaUser(guid=guid):
                _once(Place(container.called), "User", guid, book.users)
                book.users[guid] = _annotator(item, is_ours=_is_ours(reading))
            case QdaCode():
                _take_code(book, item)
            case QdaVariable(guid=guid, name=name):
                book.variables[guid] = name
            case QdaMemo(guid=guid):
                book.memos[guid] = item
            case QdaLost(what=what, count=count, guid=case):
                book.lost[what] += count
                if case is not None:
                    book.cases.add(case)
            case QdaSource(selections=selections) if selections:
                _weigh(evidence, item, container)
    book.is_ours = _is_ours(reading)
    book.unit = evidence.unit(container.called, positions, short_line_ends=short_line_ends)
    return book


def text_of(source: QdaSource, container: Container) -> QdaText:
    """Return the text of a source.

    Raises:
        SourceTextError: it is not in the project.
        ClaimsDBError: it is no text.
    """
    called = source.name or source.guid or "the source"
    if source.path is not None:
        original = container.text(source.path)
        decoded = decode(original, name=called, markup=False)
        stored, encoding = decoded.text, decoded.encoding
    elif source.content is not None:
        original, stored, encoding = source.content.encode("utf-8", "replace"), source.content, "utf-8"
    else:
        raise SourceTextError("it names none")
    canonical = read_wording(stored, name=called)
    read = replace(canonical, encoding=encoding)
    return QdaText(original, stored, read, StoredText(stored, canonical.text))


def _weigh(evidence: Evidence, source: QdaSource, container: Container) -> None:
    try:
        text = text_of(source, container)
    except BrokenProjectError:
        raise
    except ClaimsDBError:
        return  # refused at its place when the texts are taken in
    evidence.take(text.places, source.name or source.guid or "?", source.selections)


def _take_code(book: QdaBook, code: QdaCode) -> None:
    _once(Place(book.container.called, code.line), "Code", code.guid, book.codes)
    names = [name.replace(">", INSTEAD) for name in code.names]
    if ">" in code.names[-1]:
        book.lost[f"signs > in names of codes, where {INSTEAD} stands now"] += 1
    if code.has_more:
        book.lost["descriptions and notes of codes"] += 1
    path = LEVEL.join(names)
    book.codes[code.guid] = path


def _once(place: Place, tag: str, guid: str, known: Collection[str]) -> None:
    if guid in known:
        raise AnnotationRefusedError([Problem(place, GuidTwiceError(tag, guid).sentence)])


def _annotator(user: QdaUser, *, is_ours: bool) -> AnnotatorNote | None:
    name = " ".join((user.name or user.id or "").split())
    kind, _, version = (user.id or "").partition(" ")
    if is_ours and kind == PROGRAM:
        return AnnotatorNote(name, PROGRAM, version or None)
    return AnnotatorNote(name) if name else None


def _is_ours(reading: QdaReading) -> bool:
    return reading.origin.split(" ")[0] == ORIGIN
