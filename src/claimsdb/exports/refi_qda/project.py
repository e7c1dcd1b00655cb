"""Everything that REFI-QDA has a place for: a project (.qdpx), or its code book alone (.qdc)."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.errors.qda import EmptyCodeBookError, QdaEndingError
from claimsdb.exports.one_file import one_file, one_place
from claimsdb.exports.refi_qda.selections import selections_of
from claimsdb.formats.refi_qda.guids import guid_of
from claimsdb.formats.refi_qda.project import MARK, QdaZipWriter
from claimsdb.formats.refi_qda.writing import BEGINNING, code_book, write_project
from claimsdb.queries.annotated import shared_addresses
from claimsdb.queries.full_statements import full_statements
from claimsdb.queries.qda_texts import coders, speakers_of, texts, topic_paths, without_place, wordings
from claimsdb.records.qda import WrittenText
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from claimsdb.records.full_statements import FullStatement
    from claimsdb.records.qda import QdaSpeaker, StoredWording

    Told = tuple[FullStatement, list[QdaSpeaker]]

BATCH: Final = 500
SHARED: Final = "addresses that several articles share"
PROJECT, CODES = ".qdpx", ".qdc"


def export_qda(connection: Connection, target: Path) -> ExportReport:
    """Write a project or a code book, as the name of the target ends; memory holds one text's statements.

    Raises:
        QdaEndingError: the name ends otherwise.
        EmptyCodeBookError: there are no topics for a code book.
        ProjectTooLargeError: the project is larger than the standard allows.
        FileInTheWayError: something else than an earlier export lies there.
        CannotWriteError: the system refuses.
    """
    match target.suffix.casefold():
        case ending if ending == PROJECT:
            return _export_project(connection, target)
        case ending if ending == CODES:
            return _export_codes(connection, target)
    raise QdaEndingError(str(target))


def _export_codes(connection: Connection, target: Path) -> ExportReport:
    topics = topic_paths(connection)
    if not topics:
        raise EmptyCodeBookError(str(target))
    with one_file(target, (BEGINNING.encode(),)) as stream:
        stream.writelines(code_book(topics))
    return ExportReport(os.path.realpath(target), (("topics", len(topics)),), ())


def _export_project(connection: Connection, target: Path) -> ExportReport:
    counts: Counter[str] = Counter()
    shared = shared_addresses(connection)
    users, topics = coders(connection), topic_paths(connection)
    with one_place(target, MARK) as made, closing(QdaZipWriter(made)) as project:
        with project.project() as stream:
            write_project(stream, users, topics, _texts(connection, shared, counts))
        for digest, rank, text in texts(connection):
            project.text(_text_guid(digest, rank), text)
    lost = (*without_place(connection), (SHARED, counts[SHARED]))
    written = (("texts", counts["texts"]), ("statements", counts["statements"]), ("topics", len(topics)))
    left_out = tuple(each for each in lost if each[1])
    return ExportReport(os.path.realpath(target), (*written, ("annotators", len(users))), left_out)


def _texts(connection: Connection, shared: set[str], counts: Counter[str]) -> Iterator[WrittenText]:
    statements = _Ahead(_told(connection))
    first = ""
    for wording in wordings(connection):
        guid = _text_guid(wording.text_sha256, wording.rank)
        first = guid if wording.number == 1 else first
        told = list(statements.of(wording))
        counts["texts"] += 1
        counts["statements"] += len(told)
        if wording.url in shared:  # read back, it would mean that they are one
            counts[SHARED] += 1
            wording = replace(wording, url=None)  # noqa: PLW2901 (the same one, with less said of it)
        variables = tuple(_variables(wording, first))
        yield WrittenText(
            guid, _name(wording, first), wording.observed_at, variables, selections_of(guid, told)
        )


class _Ahead:
    """Statements by wording, taken as the wordings come."""

    def __init__(self, told: Iterator[Told]) -> None:
        self._told = told
        self._next = next(told, None)

    def of(self, wording: StoredWording) -> Iterator[Told]:
        """Yield the statements on a wording."""
        while self._next is not None:
            statement = self._next[0]
            if (statement.article_id, statement.text_sha256) != (wording.article_id, wording.text_sha256):
                return
            yield self._next
            self._next = next(self._told, None)


def _told(connection: Connection) -> Iterator[Told]:
    statements = full_statements(connection)
    while batch := list(islice(statements, BATCH)):
        speakers = speakers_of(connection, [each.statement_id for each in batch])
        yield from ((each, speakers.get(each.statement_id, [])) for each in batch)


def _text_guid(digest: str, rank: int) -> str:
    return guid_of("text", digest, rank)


def _name(wording: StoredWording, first: str) -> str:
    name = wording.title or wording.file or f"Text {first[:8]}"
    return name if wording.number == 1 else f"{name} (version {wording.number})"


def _variables(wording: StoredWording, first: str) -> Iterator[tuple[str, str]]:
    for name in ("title", "outlet", "published", "language", "url", "file"):
        if (value := getattr(wording, name)) is not None:
            yield name, value
    if wording.authors:
        yield "authors", "; ".join(name.replace(";", "\\;") for name in wording.authors)
    if wording.of > 1:
        yield "wording of", first
