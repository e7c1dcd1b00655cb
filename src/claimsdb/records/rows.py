"""What the questions answer: one frozen record a row, ready for a table, JSON or a data frame.

``None`` is unknown. Dates are EDTF texts (ISO 8601-2); offsets are Unicode code points, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.claim_reviews import ClaimReviewRow
    from claimsdb.records.evidence import Evidence
    from claimsdb.records.judgements import JudgementRow, MergedActor
    from claimsdb.records.mentions import ArticleMentions
    from claimsdb.records.roles import RoleRow
    from claimsdb.records.texts import Fact


@dataclass(frozen=True, slots=True)
class FurtherPassage:
    """A passage of a statement behind its first, or of a speaker: text[start_char:end_char] of the version.

    It is carried to newer versions by itself, with an ``outcome`` of its own.
    """

    quote: str
    start_char: int
    end_char: int
    version: int
    outcome: str | None

    def __str__(self) -> str:
        """Return it as a cell holds it: ``start-end``, a space, the words, and what became of them.

        The words are end - start code points, so that the cell can be read again.
        """
        became = f" ({self.outcome}, version {self.version})" if self.outcome else ""
        return f"{self.start_char}-{self.end_char} {self.quote}{became}"


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One appearance of a claim, as ``claims`` lists it and ``flat.csv`` holds it.

    ``speakers`` is the attribution chain, nearest first; empty is the article's own voice.
    ``quote``, ``start_char`` and ``end_char`` are of the first passage; the others, of a quote from
    which words are left out, are ``further_passages``, in the order of the text they were quoted from.
    ``outcome`` tells how the passage was carried to a newer version; None: it was not. Quote, span and
    version are those of the place it was carried to, or, where it is ambiguous or gone, of the one it
    was quoted from. ``review`` is ``waiting``, ``accepted`` or ``rejected``; ``original_quote`` are the
    words that the statement was made on, where others stand now.
    """

    claim_id: int
    claim: str
    kind: str | None
    when: str | None
    status: str
    statement_id: int
    stance: str
    quotation: str | None
    speakers: tuple[str, ...]
    about: tuple[str, ...]
    topics: tuple[str, ...]
    quote: str
    start_char: int
    end_char: int
    version: int
    outcome: str | None
    article_id: int
    title: str | None
    outlet: str | None
    published: str | None
    file: str | None
    review: str | None
    original_quote: str | None
    further_passages: tuple[FurtherPassage, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article; ``versions`` and ``statements`` count what it has."""

    article_id: int
    title: str | None
    outlet: str | None
    published: str | None
    authors: tuple[str, ...]
    file: str | None
    url: str | None
    language: str | None
    versions: int
    statements: int


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Two articles whose newest texts are the same, or copies in part: they are no independent sources.

    Shares are whole percents of five-word runs, page chrome left out: ``overlap`` of the shorter text's that
    stand in the longer, ``of_article`` and ``of_other`` of each text's that stand in the other,
    ``jaccard`` of those of either that both have. ``same_text`` says that they are equal to the letter.
    """

    article_id: int
    title: str | None
    outlet: str | None
    published: str | None
    other_id: int
    other_title: str | None
    other_outlet: str | None
    other_published: str | None
    same_text: bool
    overlap: int
    of_article: int
    of_other: int
    jaccard: int


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet; the counts are of its articles and of the statements in them."""

    outlet_id: int
    name: str
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor; ``identifiers`` are written ``scheme:value``, and the counts are of statements."""

    actor_id: int
    name: str
    kind: str | None
    names: tuple[str, ...]
    identifiers: tuple[str, ...]
    statements_by: int
    statements_about: int


@dataclass(frozen=True, slots=True)
class SimilarActors:
    """Two actors that may be one; ``score`` says how like their likest names are, 0 to 100."""

    actor_id: int
    name: str
    other_id: int
    other: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One label of the code book; ``topic`` is its path from the top."""

    topic_id: int
    topic: str
    claims: int
    statements: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One claim or passage that has the words; ``snippet`` marks them with ``[`` and ``]``.

    ``score`` is the higher, the better: BM25 on SQLite, ``ts_rank`` on PostgreSQL, which say nothing
    of each other; unknown when the newest come first. A claim may stand in several articles; the article
    named is that of the passage found, or else of the claim's first statement.
    """

    found_in: str
    claim_id: int
    claim: str
    snippet: str
    score: float | None
    article_id: int
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation of a claim to another, seen from the first: ``contradicts`` or ``is contradicted by``."""

    kind: str
    forward: bool
    claim_id: int
    claim: str
    rationale: str | None
    annotator: str | None


@dataclass(frozen=True, slots=True)
class AboutRow:
    """Whom a claim is about, with the role."""

    actor_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class FurtherInContext:
    """A further passage of a statement with the text around it, as ``PassageInContext``."""

    passage: FurtherPassage
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link of a chain of speakers; ``position`` 1 is the nearest.

    A speaker has a ``name`` and the number of its actor, or, if the text does not name it, a ``label``.
    ``quotation`` tells how the link gives the words of the one before it; of the first, where it is not
    given, that of the statement holds. ``source`` is where the text names the speaker, ``cue`` by which words
    it says that somebody speaks, each carried to newer versions by itself.
    """

    position: int
    actor_id: int | None
    name: str | None
    label: str | None
    quotation: str | None
    source: FurtherPassage | None
    cue: FurtherPassage | None


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """A statement with the text around its passage; ``before`` and ``after`` are cut at words.

    They are of its first passage; ``further`` are the others. ``carrying`` is the number that ``review``
    takes, and ``score`` how like the words are (0 to 100), where it was carried to a newer version.
    ``chain`` are the speakers, nearest first, and ``told_as`` is who says what, in a sentence.
    ``speaker_roles`` tell of each speaker, in their order, what it was at the date of the statement:
    "Foreign Minister of Kazakhstan"; "possibly …" where that is not certain, empty where nothing is known.
    """

    statement: StatementRow
    before: str
    after: str
    said: str | None
    annotator: str | None
    carrying: int | None = None
    score: float | None = None
    further: tuple[FurtherInContext, ...] = ()
    chain: tuple[ChainLink, ...] = ()
    told_as: str = ""
    speaker_roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim with all its statements, whom it is about, what it is related to, and the verdicts on it.

    ``evidence`` is there where it was asked for.
    """

    claim_id: int
    claim: str
    kind: str | None
    when: str | None
    status: str
    about: tuple[AboutRow, ...]
    topics: tuple[str, ...]
    relations: tuple[RelationRow, ...]
    statements: tuple[PassageInContext, ...]
    reviews: tuple[ClaimReviewRow, ...]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class OriginRow:
    """Where a field of an article comes from: where a page says it (``og:title``), or ``annotation``.

    ``inferred`` says that the page does not declare it: a reader concluded it.
    """

    field: str
    source: str
    inferred: bool
    version: int | None


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """One article, the text of its newest version, and its statements.

    The text is empty where none is there yet, so that there is no version either.

    Those whose ``version`` is this one stand on the text; the others were made on an earlier wording
    and have no certain place in this one. ``origins`` tell where each known field of the article comes
    from; ``facts`` are what that version says of itself, also where an annotation says otherwise.
    """

    article: ArticleRow
    text: str
    version: int | None
    observed_at: str | None
    reader: str | None
    reader_version: str | None
    origins: tuple[OriginRow, ...]
    facts: tuple[Fact, ...]
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class ActorDetail:
    """One actor with what was claimed by and about it, and the roles that it held.

    ``mentions`` are the articles that name it, claimed or not, ``merged`` the actors that it stands for, and
    ``judgements`` those that stand on any of them.
    """

    actor: ActorRow
    statements_by: tuple[StatementRow, ...]
    statements_about: tuple[StatementRow, ...]
    roles: tuple[RoleRow, ...] = ()
    merged: tuple[MergedActor, ...] = ()
    judgements: tuple[JudgementRow, ...] = ()
    mentions: tuple[ArticleMentions, ...] = ()


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What a database holds: its schema, its size in bytes, and the rows of each table.

    ``sizes`` are the bytes of every table with its indexes, the largest first; nothing where the
    engine cannot tell.
    """

    location: str
    schema: int
    size: int
    counts: tuple[tuple[str, int], ...]
    sizes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CopyReport:
    """Where a copy of a database lies, and the rows of each table."""

    target: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Where an export was written, how much of what, and how much has no place there or was reduced."""

    target: str
    counts: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...] = ()
