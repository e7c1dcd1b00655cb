"""What an annotation file says, before any of it is looked up or stored.

One record for YAML and for JSON Lines. Every note keeps its place, so that a fault found
later (a quote that is absent, say) can still name line and column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimsdb.records.texts import Metadata

if TYPE_CHECKING:
    from claimsdb.records.place import Place


@dataclass(frozen=True, slots=True)
class AnnotatorNote:
    """Who recorded the claims: a ``person`` or a ``program`` with its version."""

    name: str
    kind: str = "person"
    version: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """What the annotation says of the article; it outranks what the article says of itself.

    ``file`` names the text file, relative to the annotation file; ``version_of`` the file whose article
    it is a wording of, if that is another. ``given`` holds the names of the metadata fields that were
    written down, a written ``null`` (unknown) included.
    """

    metadata: Metadata = field(default_factory=Metadata)
    file: str | None = None
    version_of: str | None = None
    media_type: str | None = None
    given: frozenset[str] = frozenset()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class NameNote:
    """One further name of an actor. ``kind`` is full, short, transliteration, former or alias."""

    name: str
    kind: str = "alias"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ActorNote:
    """An actor declared in the file. ``identifiers`` are (scheme, value) pairs."""

    name: str
    place: Place
    kind: str | None = None
    aliases: tuple[NameNote, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerNote:
    """One link of an attribution chain: a named actor, or an unnamed speaker's label."""

    place: Place
    name: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class AboutNote:
    """Whom a claim is about; ``role`` is subject, object or other."""

    name: str
    role: str
    place: Place


@dataclass(frozen=True, slots=True)
class StatementNote:
    """One appearance of a claim: the quote, how to find it, and who says it how.

    ``speakers`` is the attribution chain, nearest first; empty is the article's own voice.
    ``said`` is an EDTF date. ``occurrence`` counts from 1. ``quotation`` ``None`` is unknown.
    """

    quote: str
    place: Place
    before: str | None = None
    after: str | None = None
    occurrence: int | None = None
    speakers: tuple[SpeakerNote, ...] = ()
    stance: str = "asserts"
    quotation: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class RelationNote:
    """A relation to another claim, named ``KEY`` (same file) or ``FILE#KEY``."""

    kind: str
    target: str
    place: Place
    rationale: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """One claim with its statements. ``when`` is the EDTF date of the event claimed."""

    claim: str
    place: Place
    statements: tuple[StatementNote, ...]
    key: str | None = None
    kind: str | None = None
    when: str | None = None
    status: str = "accepted"
    about: tuple[AboutNote, ...] = ()
    topics: tuple[str, ...] = ()
    relations: tuple[RelationNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation file, or one line of JSON Lines (which alone may carry ``text``)."""

    place: Place
    article: ArticleNote = field(default_factory=ArticleNote)
    actors: tuple[ActorNote, ...] = ()
    claims: tuple[ClaimNote, ...] = ()
    annotator: AnnotatorNote | None = None
    text: str | None = None
