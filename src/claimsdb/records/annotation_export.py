"""What an export of annotation files reads, and what it tells."""

from __future__ import annotations

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


class WrittenLink(NamedTuple):
    """One link of a chain of speakers: an actor, or a label, and the words of the text that are its own."""

    actor_id: int | None
    label: str | None
    quotation: str | None
    source: Span | None
    cue: Span | None


class WrittenStatement(NamedTuple):
    """One statement: its spans in order, and its chain, nearest first."""

    claim_id: int
    annotator_id: int | None
    stance: str
    quotation: str | None
    said: str | None
    spans: tuple[Span, ...]
    chain: tuple[WrittenLink, ...]


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
    annotator_id: int | None


class WrittenEvidence(NamedTuple):
    """What a review rests on: a span of a version, an address, or a claim."""

    version: int | None
    span: Span | None
    url: str | None
    claim_id: int | None
    note: str | None


class WrittenReview(NamedTuple):
    """A verdict on a claim."""

    id: int
    claim_id: int
    annotator_id: int | None
    rating: str
    value: float | None
    best: float | None
    worst: float | None
    rationale: str | None
    date: str | None
    reviewer_id: int | None
    url: str | None
    evidence: tuple[WrittenEvidence, ...]


class WrittenRole(NamedTuple):
    """A role of an actor; ``span`` is where the text says so."""

    actor_id: int
    title: str
    organisation_id: int | None
    since: str | None
    until: str | None
    span: Span | None


class WrittenJudgement(NamedTuple):
    """That two actors are one (``merge``), or two (``distinct``), by an annotator."""

    id: int
    annotator_id: int | None
    judgement: str
    actor_id: int
    other_id: int
    why: str


class WrittenActor(NamedTuple):
    """One actor: its further names as (name, kind, language), its identifiers as (scheme, value)."""

    id: int
    name: str
    kind: str | None
    names: tuple[tuple[str, str | None, str | None], ...]
    identifiers: tuple[tuple[str, str], ...]
