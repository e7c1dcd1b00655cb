"""What an export of annotation files reads, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from claimsdb.records.texts import Span


class WrittenArticle(NamedTuple):
    """What is recorded of an article; None is unknown."""

    id: int
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    url: str | None


class Wording(NamedTuple):
    """One version: its text, and the bytes it was read from, with how."""

    text: str
    original: bytes | None
    media_type: str | None
    reader_version: str | None


class Unit(NamedTuple):
    """What one annotator recorded on one version: all that an annotation file can hold."""

    article: int
    version: int
    annotator: int | None


class WrittenStatement(NamedTuple):
    """One statement: its spans in order, and its chain as (actor id, label), nearest first."""

    claim_id: int
    annotator_id: int | None
    stance: str
    quotation: str | None
    said: str | None
    spans: tuple[Span, ...]
    chain: tuple[tuple[int | None, str | None], ...]


class WrittenClaim(NamedTuple):
    """One claim with its ties: about as (actor id, role), topics by path."""

    sentence: str
    kind: str | None
    when: str | None
    status: str
    about: tuple[tuple[int, str], ...]
    topics: tuple[str, ...]


class WrittenRelation(NamedTuple):
    """A relation of one claim to another."""

    claim_id: int
    related_claim_id: int
    kind: str
    rationale: str | None


class WrittenActor(NamedTuple):
    """One actor: its further names as (name, kind, language), its identifiers as (scheme, value)."""

    id: int
    name: str
    kind: str | None
    names: tuple[tuple[str, str | None, str | None], ...]
    identifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnnotationExport:
    """Where annotation files were written, how many of what, and what they do not carry."""

    target: str
    counts: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]
