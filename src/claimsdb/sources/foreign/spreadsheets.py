"""Spreadsheets of articles and of claims, saved as CSV: a row an article, a row a claim with its quote."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.spreadsheets import (
    ArticleTwiceError,
    MissingColumnError,
    NoArticleNamedError,
    NoSuchFieldError,
    NoTextInRowError,
)
from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.spreadsheet import read_rows
from claimsdb.formats.spreadsheet_records import (
    ARTICLE_FIELDS,
    CLAIM_FIELDS,
    article_record,
    called,
    claim_record,
)
from claimsdb.records.annotations import Annotation
from claimsdb.records.place import Place
from claimsdb.records.sources import NotedText, PreparedText
from claimsdb.sources.files import absolute, name_below
from claimsdb.sources.foreign.claims_once import claims_by_key
from claimsdb.sources.foreign.gathered import gathering
from claimsdb.sources.foreign.lines import lines_of
from claimsdb.sources.foreign.refusing import refused_at
from claimsdb.sources.read import inside, read_file
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_text, read_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from claimsdb.formats.spreadsheet import Row
    from claimsdb.records.annotations import ClaimNote
    from claimsdb.records.sources import ForeignText, RefusedText
    from claimsdb.records.texts import SourceText
    from claimsdb.sources.foreign.gathered import Gathered

    Noted: TypeAlias = Gathered[str, "_Claim"]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim of a row, and the row."""

    note: ClaimNote
    row: Row


@dataclass(frozen=True, slots=True)
class Spreadsheets:
    """A spreadsheet of articles, one of claims, or both.

    ``mapping`` is field → heading; ``encoding`` is found out where it is None. Claims wait in a
    temporary file until their article comes.
    """

    articles: Path | None = None
    claims: Path | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None

    def read(self) -> Iterator[ForeignText]:
        """Yield every article with its claims, and last the claims on articles that are not among them.

        Raises:
            ClaimsDBError: a file is no such spreadsheet. What is wrong with a row refuses that row alone.
        """
        known = [*(ARTICLE_FIELDS if self.articles else ()), *(CLAIM_FIELDS if self.claims else ())]
        for name in self.mapping.keys() - known:
            raise NoSuchFieldError(name, known)
        noted: Noted
        with gathering() as noted:
            if self.claims is not None:
                yield from self._read_claims(self.claims, noted)
            if self.articles is not None:
                yield from self._read_articles(self.articles, noted)
            for article, claims in noted.groups():
                yield self._noted(article, claims)

    def _noted(self, article: str, claims: Sequence[_Claim]) -> NotedText | RefusedText:
        place = claims[0].note.place
        try:
            annotation = Annotation(place, claims=claims_by_key(each.note for each in claims))
        except ClaimsDBError as reason:
            return refused_at(place, reason)
        return NotedText(str(place), article, annotation, _name(self.claims), _digest({}, claims))

    def _read_claims(self, path: Path, noted: Noted) -> Iterator[RefusedText]:
        for row in self._rows(path, CLAIM_FIELDS, (("article",), ("claim",), ("quote",))):
            try:
                _hold(row)
                if "article" not in row.cells:
                    raise NoArticleNamedError
                (note,) = read_record(claim_record(row.cells), called=str(path), line=row.line).claims
            except ClaimsDBError as reason:
                yield refused_at(Place(str(path), row.line), reason)
            else:
                noted.put(" ".join(row.cells["article"].split()), _Claim(note, row))

    def _read_articles(self, path: Path, noted: Noted) -> Iterator[PreparedText | RefusedText]:
        first: dict[str, int] = {}
        for row in self._rows(path, ARTICLE_FIELDS, (("text", "file"),)):
            try:
                _hold(row)
                key = row.cells.get("id")
                if key is not None and first.setdefault(key, row.line) != row.line:
                    raise ArticleTwiceError(key, first[key])
                claims = [each for name in called(row.cells) for each in noted.take(name)]
                yield _prepared(path, row, claims)
            except ClaimsDBError as reason:
                yield refused_at(Place(str(path), row.line), reason)

    def _rows(
        self, path: Path, names: Mapping[str, Sequence[str]], needed: Iterable[Sequence[str]]
    ) -> Iterator[Row]:
        mapping = {each: heading for each, heading in self.mapping.items() if each in names}
        columns, rows = read_rows(lines_of(path, self.encoding), file=str(path), names=names, mapping=mapping)
        for fields in needed:
            if not set(fields) & set(columns.fields):
                raise MissingColumnError(str(path), fields, columns.headings)
        return rows


def _hold(row: Row) -> None:
    if row.fault is not None:
        raise row.fault


def _prepared(path: Path, row: Row, claims: Sequence[_Claim]) -> PreparedText:
    annotation = read_record(article_record(row.cells), called=str(path), line=row.line)
    media_type = annotation.article.media_type
    name = f"{path.name}:{row.line}"
    if annotation.text is not None:
        source = read_wording(annotation.text, name=f"{path}:{row.line}", media_type=media_type)
        original, origin = annotation.text.encode(), absolute(path)
        file = row.cells.get("file") or row.cells.get("id")
    else:
        source, original, text = _read_beside(path, row, media_type)
        file, origin = name_below(path.parent, text), absolute(text)
    annotation = replace(annotation, claims=claims_by_key(each.note for each in claims))
    digest = _digest(row.cells, claims)
    return PreparedText(name, file, origin, source, original, annotation, path.name, digest)


def _read_beside(path: Path, row: Row, media_type: str | None) -> tuple[SourceText, bytes, Path]:
    if "file" not in row.cells:
        raise NoTextInRowError
    text = inside(path.parent / row.cells["file"].strip(), path.parent)
    original = read_file(text)
    return read_text(original, name=str(text), media_type=media_type), original, text


def _name(path: Path | None) -> str:
    return path.name if path is not None else ""


def _digest(article: Mapping[str, str], claims: Sequence[_Claim]) -> str:
    """Return the SHA-256 of all that is said of an article, wherever its rows stand."""
    cells = [dict(article), *(dict(each.row.cells) for each in claims)]
    return sha256(json.dumps(cells, sort_keys=True).encode())
