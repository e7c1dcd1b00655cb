"""Claims with all that schema.org has words for: where they appear, who makes them, what reviews say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.full_statements import FullStatement
    from claimsdb.records.texts import Span


@dataclass(frozen=True, slots=True)
class ToldActor:
    """An actor, as the one that stands for all it is merged with; ``identifiers`` are (scheme, value).

    ``number`` is the database's own, ``recorded`` the name under which it is meant where it is told.
    """

    number: int
    name: str
    kind: str | None
    identifiers: tuple[tuple[str, str], ...]
    recorded: str


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article in one wording, the one with ``text_sha256``. The date is EDTF."""

    title: str | None
    outlet: str | None
    published: str | None
    authors: tuple[str, ...]
    language: str | None
    url: str | None
    file: str | None
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """A statement of a claim, the article it stands in, and its nearest speaker, if that one is named."""

    statement: FullStatement
    article: ToldArticle
    speaker: ToldActor | None


@dataclass(frozen=True, slots=True)
class ToldEvidence:
    """A piece of evidence: a passage of an article, an address, or a claim (its sentence and event date)."""

    article: ToldArticle | None
    span: Span | None
    url: str | None
    claim: tuple[str, str | None] | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ToldReview:
    """A verdict on a claim; ``number`` is the database's own. The date is EDTF."""

    number: int
    rating: str
    value: float | None
    best: float | None
    worst: float | None
    rationale: str | None
    date: str | None
    reviewer: ToldActor | None
    url: str | None
    annotator: AnnotatorNote | None
    evidence: tuple[ToldEvidence, ...]


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim, its reviews, and its appearances by date, which come as they are asked for.

    ``about`` are (actor, role); ``first`` is the number of the article that certainly came first. All
    appearances must be taken before the next claim.
    """

    sentence: str
    when: str | None
    kind: str | None
    status: str
    about: tuple[tuple[ToldActor, str], ...]
    topics: tuple[str, ...]
    reviews: tuple[ToldReview, ...]
    first: int | None
    appearances: Iterator[Appearance]
