"""Articles → RIS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.formats.bibliography.csl_writing import KEY, type_of
from claimsdb.formats.bibliography.ris_reading import name_of
from claimsdb.records.references import NameParts
from claimsdb.text.name_order import said, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.references import CitedArticle, CitedAuthor

_DAY: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")


def write_ris(articles: Iterable[CitedArticle]) -> Iterator[str]:
    """Yield the items, each with its lines, which end as RIS wants it: with CR LF."""
    for article in articles:
        lines = (f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _tags(article) if value)
        yield f"{''.join(lines)}ER  - \r\n\r\n"


def _tags(article: CitedArticle) -> Iterator[tuple[str, str | None]]:
    yield "TY", type_of(article, "NEWS", "ELEC", "GEN")
    yield "ID", f"{KEY}{article.id}"
    yield "TI", article.title
    for author in article.authors:
        yield "AU", _name(author)
    yield "T2", article.outlet
    if article.published is not None:
        yield from _dates(article.published)
    yield "UR", article.url
    yield "LA", article.language
    if article.accessed is not None:
        yield "Y2", f"{article.accessed.replace('-', '/')}/"


def _name(author: CitedAuthor) -> str:
    """Return a name as RIS sorts it; one that would be read otherwise ends in a comma, as EndNote has it."""
    parts = taken_apart(author.name, author.kind)
    family = said(NameParts(parts.family, particle=parts.particle)) if parts.literal is None else ""
    for written in (", ".join(filter(None, (family, parts.given, parts.suffix))), author.name):
        if written and name_of(written) == author.name:
            return written
    return f"{author.name},"


def _dates(edtf: str) -> Iterator[tuple[str, str]]:
    found = _DAY.fullmatch(edtf)
    if found is None:  # RIS cannot say it
        yield "N1", f"issued: {edtf}"
        return
    year, month, day = found.groups()
    yield "PY", year
    if month is not None:
        yield "DA", f"{year}/{month}/{day or ''}/"
