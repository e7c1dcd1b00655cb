"""Articles → BibTeX, as BibTeX itself and biblatex read it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from claimsdb.formats.bibliography.csl_writing import type_of
from claimsdb.text.dates import parse_edtf
from claimsdb.text.edtf_level import edtf_level
from claimsdb.text.name_order import taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.references import CitedArticle, CitedAuthor

BEGINNING: Final = "% A bibliography in BibTeX, encoded in UTF-8; written by claimsdb.\n"

_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "%#$&_"},
    }
)
_UNPAIRED: Final = {**_LATEX, **str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})}
"""BibTeX counts braces even where they are printed, so those of no pair have names."""
_ADDRESS: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_WORD: Final = 20


def write_bibtex(articles: Iterable[CitedArticle]) -> Iterator[str]:
    """Yield the entries, with what stands before them."""
    yield BEGINNING
    for article in articles:
        fields = "".join(f"  {name} = {value},\n" for name, value in _fields(article))
        kind = type_of(article, "article", "online", "misc")
        yield f"\n@{kind}{{{_key(article)},\n{fields}}}\n"


def _key(article: CitedArticle) -> str:
    """Return a key in ASCII that no other article has: author or outlet, year, and its number."""
    first = article.authors[0] if article.authors else None
    parts = taken_apart(first.name, first.kind) if first else None
    name = (parts.literal or parts.family) if parts else article.outlet or article.title or ""
    word = re.sub("[^a-z0-9]", "", anyascii(name).lower())[:_LONGEST_WORD]
    year = (parse_edtf(article.published).earliest or "")[:4] if article.published else ""
    return "-".join(filter(None, (word, year, str(article.id)))) if word else f"article-{article.id}"


def _fields(article: CitedArticle) -> Iterator[tuple[str, str]]:
    if article.title:
        yield "title", f"{{{{{latex(article.title)}}}}}"  # in braces of its own, so that no capital is lost
    if article.authors:
        yield "author", f"{{{' and '.join(map(_name, article.authors))}}}"
    if article.outlet:
        yield "journal", f"{{{latex(article.outlet)}}}"
    if article.published:
        yield from _dates(article.published)
    if article.url:
        yield "url", f"{{{article.url.translate(_ADDRESS)}}}"
        if article.accessed:
            yield "urldate", f"{{{article.accessed}}}"
    if article.language:
        yield "language", f"{{{latex(article.language)}}}"


def _dates(edtf: str) -> Iterator[tuple[str, str]]:
    """Yield the date as biblatex has it, where it can, and the year and month, for BibTeX."""
    if edtf_level(edtf) <= 1 and "T" not in edtf:
        yield "date", f"{{{edtf}}}"
    else:
        yield "note", f"{{issued: {latex(edtf)}}}"
    found = parse_edtf(edtf)
    first, last = found.earliest, found.latest
    if first is not None and last is not None and first[:4] == last[:4]:
        yield "year", f"{{{first[:4]}}}"
        if first[:7] == last[:7]:
            yield "month", _MONTHS[int(first[5:7]) - 1]


def _name(author: CitedAuthor) -> str:
    """Return a name as BibTeX takes it apart, ``von Last, Jr, First``; one that is no person's in braces."""
    parts = taken_apart(author.name, author.kind)
    pieces = (parts.family, parts.given, parts.particle, parts.suffix)
    if parts.literal is not None or any(_AND.search(each) or "," in each for each in pieces):
        return f"{{{latex(author.name)}}}"
    last = " ".join(filter(None, (parts.particle, parts.family)))
    return ", ".join(latex(each) for each in (last, parts.suffix, parts.given) if each)


def latex(text: str) -> str:
    """Return a text on one line, with what LaTeX reads as its own written so that it is printed."""
    return " ".join(text.translate(_LATEX if _is_paired(text) else _UNPAIRED).split())


def _is_paired(text: str) -> bool:
    depths = accumulate((letter == "{") - (letter == "}") for letter in text)
    last = 0
    for last in depths:
        if last < 0:
            return False
    return last == 0
