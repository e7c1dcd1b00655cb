"""Every article as an item of a bibliography, in the formats that reference managers share."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from claimsdb.exports.one_file import one_file
from claimsdb.formats.bibliography.bibtex import BEGINNING, write_bibtex
from claimsdb.formats.bibliography.csl_writing import KEY, write_csl
from claimsdb.formats.bibliography.ris_writing import write_ris
from claimsdb.queries.cited import cited_articles
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from claimsdb.records.choices import BibliographyFormat
    from claimsdb.records.references import CitedArticle

WRITERS: Final = {
    "csl-json": (write_csl, f'[\n{{"id": "{KEY}'),
    "ris": (write_ris, f"\r\nID  - {KEY}"),
    "bibtex": (write_bibtex, BEGINNING),
}
"""What writes each format, and by what an earlier export of ours is told."""


def export_bibliography(connection: Connection, target: Path, form: BibliographyFormat) -> ExportReport:
    """Write an item for each article; memory is constant. What nothing is known of is left out, and counted.

    Raises:
        FileInTheWayError: another file lies there.
        CannotWriteError: the system refuses.
    """
    write, mark = WRITERS[form]
    counts: Counter[str] = Counter(items=0)
    with one_file(target, (mark.encode(),)) as stream:
        stream.writelines(write(_told(cited_articles(connection), counts)))
    items = counts.pop("items")
    return ExportReport(os.path.realpath(target), (("items", items),), tuple(counts.items()))


def _told(articles: Iterable[CitedArticle], counts: Counter[str]) -> Iterator[CitedArticle]:
    for article in articles:
        if any((article.title, article.outlet, article.published, article.authors, article.url)):
            counts["items"] += 1
            yield article
        else:
            counts["articles of which nothing is known"] += 1
