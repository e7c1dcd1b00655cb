"""What each format keeps and loses, as ``export --help`` and ``import --help`` tell it.

A test holds the lists to the commands that are there; docs/formats.md says all of it at length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Keeping:
    """A format, by its command: what comes through it, and what does not."""

    name: str
    keeps: str
    loses: str


TOLD: Final = "counted, and told at the end"
EXPORTS: Final = (
    Keeping("archive", "everything, row for row", "nothing"),
    Keeping("annotations", "texts, and what is said of them", TOLD),
    Keeping("csv", "all tables; a row a statement", "search indexes"),
    Keeping("parquet", "all tables; a row a statement", "search indexes"),
    Keeping("datasette", "all tables, and search", "original bytes"),
    Keeping("html", "what readers ask for, and CSV", "what is in CSV alone"),
    Keeping("web-annotation", "statements, claims, places", "relations, texts"),
    Keeping("hypothesis", "statements, claims, places", "relations, texts"),
    Keeping("brat", "statements, texts, kept lines", "relations, reviews"),
    Keeping("refi-qda", "texts, codes, coded passages", TOLD),
    Keeping("dna", "who agrees with what, by row", "relations, texts"),
    Keeping("network", "how often sides were taken", "passages, dates"),
    Keeping("graphml", "the same, with kinds of nodes", "passages, dates"),
    Keeping("gexf", "the same, with kinds of nodes", "passages, dates"),
    Keeping("claimreview", "reviews, claims, appearances", "claims without a review"),
    Keeping("ftm", "actors, articles, mentions", "uncertainty of dates"),
    Keeping("csl-json", "articles: who, where, when", "texts and claims"),
    Keeping("ris", "articles: who, where, when", "texts and claims"),
    Keeping("bibtex", "articles: who, where, when", "texts and claims"),
)
IMPORTS: Final = (
    Keeping("archive", "everything, row for row", "nothing"),
    Keeping("csv", "articles, claims with quotes", "columns that are no field"),
    Keeping("web-annotation", "words, bodies, tags, creators", "bodies that lie elsewhere"),
    Keeping("hypothesis", "words, comments, tags, users", "replies, notes on pages"),
    Keeping("brat", "who said what; all other lines", "configuration files"),
    Keeping("refi-qda", "texts, codes, coded passages", TOLD),
    Keeping("dna", "documents, statements, coders", TOLD),
    Keeping("claimreview", "reviews of claims, appearances", "what no passage shows"),
    Keeping("csl-json", "articles: who, where, when", "other fields"),
    Keeping("ris", "articles: who, where, when", "other fields"),
)


def table_of(formats: Iterable[Keeping]) -> str:
    """Return the lines that stand below the list of commands, within 80 columns as they are."""
    return "\n".join(("\b", *_lines(tuple(formats))))


def _lines(formats: tuple[Keeping, ...]) -> Iterator[str]:
    names, kept = (
        max(map(len, column)) for column in zip(*((x.name, x.keeps) for x in formats), strict=True)
    )
    yield f"{'format':{names}}  {'keeps':{kept}}  loses"
    for each in formats:
        yield f"{each.name:{names}}  {each.keeps:{kept}}  {each.loses}"
