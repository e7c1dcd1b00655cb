"""What the questions answer: one frozen record a row, ready for a table, JSON or a data frame.

``None`` is unknown. Dates are EDTF texts (ISO 8601-2); offsets are Unicode code points, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One appearance of a claim, as ``claims`` lists it and ``flat.csv`` holds it.

    ``speakers`` is the attribution chain, nearest first; empty is the article's own voice.
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


@dataclass(frozen=True, slots=True)
class AboutRow:
    """Whom a claim is about, with the role."""

    actor_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """A statement with the text around its passage; ``before`` and ``after`` are cut at words.

    ``carrying`` is the number that ``review`` takes, and ``score`` how like the words are (0 to 100), where
    the passage was carried to a newer version.
    """

    statement: StatementRow
    before: str
    after: str
    said: str | None
    annotator: str | None
    carrying: int | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim with all its statements, whom it is about, and what it is related to."""

    claim_id: int
    claim: str
    kind: str | None
    when: str | None
    status: str
    about: tuple[AboutRow, ...]
    topics: tuple[str, ...]
    relations: tuple[RelationRow, ...]
    statements: tuple[PassageInContext, ...]


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """One article, the text of its newest version, and its statements.

    Those whose ``version`` is this one stand on the text; the others were made on an earlier wording
    and have no certain place in this one.
    """

    article: ArticleRow
    text: str
    version: int
    observed_at: str
    reader: str | None
    reader_version: str | None
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class ActorDetail:
    """One actor with what was claimed by and about it."""

    actor: ActorRow
    statements_by: tuple[StatementRow, ...]
    statements_about: tuple[StatementRow, ...]


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
    """Where an export was written, and the rows of each table."""

    target: str
    counts: tuple[tuple[str, int], ...]
