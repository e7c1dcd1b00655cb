"""Articles → CSL-JSON, as citation processors and reference managers read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from claimsdb.formats.bibliography.csl_dates import issued
from claimsdb.formats.bibliography.csl_names import csl_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.formats.marks import Plain
    from claimsdb.records.references import CitedArticle

KEY: Final = "claimsdb-article-"
"""What the ids of our own items begin with, in every format."""


def write_csl(articles: Iterable[CitedArticle]) -> Iterator[str]:
    """Yield the pieces of a list of items, an item a line."""
    before = "[\n"
    for article in articles:
        yield before + json.dumps(csl_item(article), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csl_item(article: CitedArticle) -> dict[str, Plain]:
    """Return an article as an item; a date that CSL cannot say stands in a note, where it is found again."""
    told: dict[str, Plain] = {
        "id": f"{KEY}{article.id}",
        "type": type_of(article, "article-newspaper", "webpage", "article"),
        "title": article.title,
        "container-title": article.outlet,
        "author": [*csl_names(article.authors)],
        "URL": article.url,
        "language": article.language,
    }
    if article.published is not None:
        told["issued"], told["note"] = issued(article.published)
    if article.accessed is not None:
        told["accessed"] = {"date-parts": [[int(part) for part in article.accessed.split("-")]]}
    return {key: value for key, value in told.items() if value}


def type_of(article: CitedArticle, of_outlet: str, of_web: str, other: str) -> str:
    """Return which of three types an article is of: of an outlet, of the web alone, or of neither."""
    if article.outlet is not None:
        return of_outlet
    return of_web if article.url is not None else other
