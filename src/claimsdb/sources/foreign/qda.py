"""REFI-QDA projects and code books: codes are topics, coded selections statements, users annotators."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.qda import GuidTwiceError, MissingAttributeError
from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.refi_qda.reading import QdaReading
from claimsdb.formats.refi_qda.writing import VARIABLES
from claimsdb.records.annotations import Annotation
from claimsdb.records.foreign_notes import Annotated, Placed
from claimsdb.records.place import Place
from claimsdb.records.qda import QdaSource
from claimsdb.records.sources import CodeBook, PreparedText, SoughtText
from claimsdb.sources.files import absolute
from claimsdb.sources.foreign.qda_book import read_book, text_of
from claimsdb.sources.foreign.qda_file import open_qda
from claimsdb.sources.foreign.qda_marks import QdaMarks
from claimsdb.sources.foreign.refusing import refused_at
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import AnnotatorNote, ArticleNote
    from claimsdb.records.choices import Positions
    from claimsdb.records.sources import ForeignText
    from claimsdb.sources.foreign.qda_book import QdaBook, QdaText
    from claimsdb.sources.foreign.qda_file import Container

METADATA: Final = ("title", "outlet", "published", "language", "url")
_BETWEEN: Final = re.compile(r"(?<!\\);")


@dataclass(slots=True)
class QdaFile:
    """A project (.qdpx, or its XML alone) or a code book (.qdc).

    ``positions`` says what positions count, and ``short_line_ends`` that CR LF counts as one, where nothing
    in the project proves it. ``lost`` has, after ``read``, what has no place in claimsdb, with how often.
    """

    path: Path
    positions: Positions | None = None
    short_line_ends: bool = False
    lost: Counter[str] = field(default_factory=Counter)

    def read(self) -> Iterator[ForeignText]:
        """Yield the code book, then each text for each person who coded it, and what is refused of them.

        Raises:
            ClaimsDBError: the file is no REFI-QDA, or its positions can mean several places.
        """
        with open_qda(self.path) as container:
            book = read_book(container, self.positions, short_line_ends=self.short_line_ends)
            book.lost = self.lost = self.lost + book.lost
            topics = tuple(sorted(set(book.codes.values())))
            if len(topics) < len(book.codes):
                self.lost["codes called as one beside them, with which they are one topic now"] += len(
                    book.codes
                ) - len(topics)
            if topics:
                yield CodeBook(f"{self.path.name} (code book)", topics)
            yield from self._texts(container, book)

    def _texts(self, container: Container, book: QdaBook) -> Iterator[ForeignText]:
        guids: set[str] = set()
        reading = QdaReading(container.called)
        for item in reading.read(container.xml()):
            if not isinstance(item, QdaSource):
                continue
            place = Place(container.called, item.line)
            try:
                if item.guid is None:
                    raise MissingAttributeError(f"source {item.name or ''}".strip(), "guid")
                if item.guid in guids:
                    raise GuidTwiceError("TextSource", item.guid)
                guids.add(item.guid)
                text = text_of(item, container)
                about = _About(self, book, item, item.guid, text)
                about.read()
            except ClaimsDBError as reason:
                yield refused_at(place, reason)
                continue
            marks = QdaMarks(book, text, container.called)
            placed = marks.placed(item.selections)
            yield from marks.refused
            for annotator, said in (placed or {None: NOBODY}).items():
                yield about.sought(place, annotator, said)
        for _ in range(len(book.memos.keys() - book.used)):
            self.lost["notes"] += 1


NOBODY: Final = Placed((), sha256(""), ())


class _About:
    """What a project says of the article of one source."""

    def __init__(self, file: QdaFile, book: QdaBook, source: QdaSource, guid: str, text: QdaText) -> None:
        self._file, self._book, self._source, self._guid, self._text = file, book, source, guid, text
        self._values: dict[str, str] = {}

    def read(self) -> None:
        """Sort the values of variables: those that say what is known of an article, and others."""
        for variable, value in self._source.values:
            name = self._book.variables.get(variable, "?")
            if name in VARIABLES:
                self._values[name] = value
            else:
                self._file.lost[f"values of the variable «{name}»"] += 1
        self._article = self._described()

    def sought(self, place: Place, annotator: AnnotatorNote | None, said: Placed) -> SoughtText:
        """Return the text with what one annotator says of it."""
        project = self._file.path.name
        is_person = annotator is not None and annotator.kind == "person"
        who = astuple(annotator)[: 1 if is_person else None] if annotator else ()
        parts = (f"{project}#{self._guid}", *who)
        annotation = Annotation(place, annotator=annotator, text=self._text.stored)
        return SoughtText(
            f"{project}#{self._source.name or self._guid}",
            self._on(),
            annotation,
            " · ".join(filter(None, parts)),
            lambda _text, _sha256: said,
            self._at_hand,
            is_whole=True,
        )

    def _on(self) -> Annotated:
        return Annotated(
            self._values.get("url", ""),
            sha256(self._text.source.text),
            self._called(),
            self._article.metadata.title,
            project=self._file.path.name,
            is_named=self._is_named,
        )

    @property
    def _is_named(self) -> bool:
        return self._book.is_ours or "file" in self._values or "url" in self._values

    def _called(self) -> str | None:
        """Return how the article is called: as it was, or else after the project."""
        if "file" in self._values:
            return self._values["file"]
        # without name and address, nothing else would tell that several wordings are of one article
        if self._book.is_ours and ("url" in self._values or "wording of" not in self._values):
            return None
        own = self._values.get("wording of") if self._book.is_ours else None
        name = " ".join((own or self._source.name or self._guid).split())
        return f"{self._file.path.name}#{name}"

    def _at_hand(self) -> PreparedText:
        path = self._file.path
        wording_of = self._values.get("wording of", self._guid)
        annotation = Annotation(Place(str(path)), self._article, text=self._text.stored)
        return PreparedText(
            f"{path.name}#{self._source.name or self._guid}",
            self._called(),
            f"{absolute(path)}#{wording_of}",
            self._text.source,
            self._text.original,
            annotation,
        )

    def _described(self) -> ArticleNote:
        try:
            return self._noted({name: self._values[name] for name in METADATA if name in self._values})
        except AnnotationRefusedError:
            if self._book.is_ours:
                raise
            self._file.lost["values of variables that do not say what such a name means here"] += 1
            return self._noted({})

    def _noted(self, values: Mapping[str, str]) -> ArticleNote:
        record: dict[str, Plain] = dict(values)
        if "authors" in self._values:
            each = _BETWEEN.split(self._values["authors"])
            record["authors"] = [name.replace("\\;", ";").strip() for name in each]
        if not self._is_named and self._source.name:
            record.setdefault("title", self._source.name)
        return read_record({"article": record}, called=self._file.path.name).article
