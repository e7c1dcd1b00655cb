"""What standoff files are written from: who recorded what on which wording, and the lines that were kept."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import ask, rows_among, stream
from claimsdb.records.brat import BratWording
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

BATCH: Final = 500

WORDINGS: Final = """
    SELECT article_id, file, title, number, version_id, annotator_id FROM (
        SELECT version_id, annotator_id FROM statements JOIN passages ON passages.id = passage_id
        UNION SELECT version_id, annotator_id FROM standoffs
    ) AS marked
    JOIN versions ON versions.id = version_id JOIN articles ON articles.id = article_id
    ORDER BY article_id, number DESC, coalesce(annotator_id, 0)
"""
ANNOTATORS: Final = """
    SELECT annotator_id FROM statements UNION SELECT annotator_id FROM standoffs
"""
KEPT: Final = """
    SELECT annotator_id, lines FROM standoffs WHERE version_id = :version ORDER BY annotation_file_id
"""
CARRIED: Final = """
    SELECT before.version_id, before.start_char, before.end_char,
        standing.start_char, standing.end_char, standing.quote
    FROM carryings JOIN passages AS before ON before.id = from_passage_id
    JOIN passages AS standing ON standing.id = passage_id WHERE carryings.version_id = :version
"""
FOLDERS: Final = "SELECT file FROM articles WHERE file LIKE '%/%' ORDER BY file"


def wordings(connection: Connection) -> Iterator[list[BratWording]]:
    """Yield, article by article, the wordings that anything stands on, the newest first."""
    rows = chain.from_iterable(stream(connection, WORDINGS, {}, batch=BATCH))
    for (article, file, title), marked in groupby(rows, key=lambda row: row[:3]):
        yield [
            BratWording(article, version, number, file, title, tuple(row[5] for row in of_version))
            for (number, version), of_version in groupby(marked, key=lambda row: row[3:5])
        ]


def annotators(connection: Connection) -> list[int | None]:
    """Return who recorded any statement, or any lines; None is unknown, and comes first."""
    return sorted((each for (each,) in ask(connection, ANNOTATORS, {})), key=lambda each: each or 0)


def kept_on(connection: Connection, version: int) -> list[tuple[int | None, str]]:
    """Return the lines that were kept of a wording, file by file, each with its annotator."""
    return [(annotator, lines) for annotator, lines in ask(connection, KEPT, {"version": version})]


def carried_to(connection: Connection, version: int) -> dict[int, dict[tuple[int, int], Span]]:
    """Return where passages of earlier wordings stand in one: by wording, and by start and end there."""
    found: defaultdict[int, dict[tuple[int, int], Span]] = defaultdict(dict)
    for before, start, end, *standing in ask(connection, CARRIED, {"version": version}):
        found[before][start, end] = Span(*standing)
    return found


def folders(connection: Connection) -> Iterator[str]:
    """Yield the files of articles that lie in folders."""
    for batch in stream(connection, FOLDERS, {}, batch=BATCH):
        yield from (file for (file,) in batch)


def names_of(connection: Connection, actors: Collection[int]) -> dict[int, str]:
    """Return the names of some actors by their numbers."""
    return dict(rows_among(connection, "SELECT id, name FROM actors WHERE id {}", actors))
