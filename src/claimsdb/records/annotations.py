"""What an annotation file says, before any of it is looked up or stored.

One record for YAML and for JSON Lines. Every note keeps its place, so that a fault found
later (a quote that is absent, say) can still name line and column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimsdb.records.texts import Metadata, Span

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
class WordsNote:
    """Words of the text on which a role or a speaker stands, and how to find them; see ``StatementNote``.

    ``span`` is where a program says that they stand: it is proven, and nothing is sought.
    """

    quote: str
    place: Place
    before: str | None = None
    after: str | None = None
    occurrence: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RoleNote:
    """A role that an actor held: of whom or what, from when to when (EDTF), and the words that say so."""

    title: str
    place: Place
    organisation: str | None = None
    since: str | None = None
    until: str | None = None
    quote: WordsNote | None = None


@dataclass(frozen=True, slots=True)
class JudgementNote:
    """Another actor that the one declared is, or is not, and why."""

    name: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class ActorNote:
    """An actor declared in the file. ``identifiers`` are (scheme, value) pairs.

    ``same_as`` are actors that it is one with, ``distinct_from`` those that it is not.
    """

    name: str
    place: Place
    kind: str | None = None
    aliases: tuple[NameNote, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    roles: tuple[RoleNote, ...] = ()
    same_as: tuple[JudgementNote, ...] = ()
    distinct_from: tuple[JudgementNote, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerNote:
    """One link of an attribution chain: a named actor, or an unnamed speaker's label.

    ``source`` is where the text names the speaker, ``cue`` the words by which it says that somebody speaks,
    ``quotation`` how this speaker gives the words of the one before.
    """

    place: Place
    name: str | None = None
    label: str | None = None
    source: WordsNote | None = None
    cue: WordsNote | None = None
    quotation: str | None = None

    @property
    def is_plain(self) -> bool:
        """Tell whether nothing more is said of the link than who speaks."""
        return self.source is None and self.cue is None and self.quotation is None


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
    ``said`` is an EDTF date. ``occurrence`` counts from 1. ``quotation`` ``None`` is unknown. ``spans`` are
    where a program says that the quote stands, its parts in order: they are proven, and nothing is sought.
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
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationNote:
    """A relation to another claim, named ``KEY`` (same file) or ``FILE#KEY``.

    ``annotator`` is who judged so, where it is another than the file's.
    """

    kind: str
    target: str
    place: Place
    rationale: str | None = None
    annotator: AnnotatorNote | None = None


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    """Which claim of the database a piece of evidence is, or which span of which of its versions."""

    claim_id: int | None = None
    version_id: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A piece of evidence of a review: a ``quote`` of the text, a ``url``, or a ``claim``.

    A claim is named as in a relation; ``before``, ``after`` and ``occurrence`` tell which place is quoted, as
    in ``StatementNote``. What an importer ``found``, perhaps in another text, is not sought.
    """

    place: Place
    quote: str | None = None
    before: str | None = None
    after: str | None = None
    occurrence: int | None = None
    url: str | None = None
    claim: str | None = None
    note: str | None = None
    found: FoundEvidence | None = None


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A verdict on a claim: ``value`` is on the scale from ``worst`` to ``best``, ``date`` is EDTF.

    ``annotator`` is who recorded it, where it is another than the file's.
    """

    rating: str
    place: Place
    value: float | None = None
    best: float | None = None
    worst: float | None = None
    rationale: str | None = None
    date: str | None = None
    reviewer: SpeakerNote | None = None
    url: str | None = None
    annotator: AnnotatorNote | None = None
    evidence: tuple[EvidenceNote, ...] = ()


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
    reviews: tuple[ReviewNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation file, or one line of JSON Lines (which alone may carry ``text``)."""

    place: Place
    article: ArticleNote = field(default_factory=ArticleNote)
    actors: tuple[ActorNote, ...] = ()
    claims: tuple[ClaimNote, ...] = ()
    annotator: AnnotatorNote | None = None
    text: str | None = None
