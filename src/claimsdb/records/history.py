"""What ``review``, ``article history`` and ``article diff`` answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A place where a passage may stand in the newer version, with the text around it."""

    number: int
    passage_id: int
    score: float
    start_char: int
    end_char: int
    quote: str
    before: str
    after: str

    def __str__(self) -> str:
        """Write the place on a line, for formats that have no room for more."""
        return f"{self.number} [{self.start_char}, {self.end_char}) {self.score:.0f} % «{self.quote}»"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided: ``accept``, ``choose`` (a candidate), ``reject`` or ``undo``; by whom, and when."""

    decision: str
    number: int | None
    by: str | None
    decided_at: str

    def __str__(self) -> str:
        """Write the decision on a line, for formats that have no room for more."""
        number = f" {self.number}" if self.number is not None else ""
        return f"{self.decision}{number} by {self.by or 'unknown'} at {self.decided_at}"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A passage that was carried to a newer version of its article, and what was found there.

    ``quote`` and the span are those of ``from_version``, which statements of ``claims`` were made on; the
    ``candidates`` are of ``version``, and ``stands_at`` is the number of the one that holds now, if any.
    ``roles`` tell for each of the claims whether a statement of it stands there (``content``), or a speaker
    is named there (``source``) or said to speak (``cue``).
    """

    number: int
    article_id: int
    title: str | None
    file: str | None
    claims: tuple[str, ...]
    outcome: str
    score: float | None
    review: str | None
    from_version: int
    start_char: int
    end_char: int
    quote: str
    version: int
    stands_at: int | None
    candidates: tuple[CandidateRow, ...]
    decisions: tuple[DecisionRow, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One captured wording of an article, and what changed since the one before.

    ``words_added`` and ``words_removed`` are None for the first; ``statements`` were made on this
    wording, and the outcomes count the passages that were carried to it.
    """

    article_id: int
    version: int
    observed_at: str
    text_sha256: str
    characters: int
    origin: str | None
    reader: str | None
    reader_version: str | None
    words_added: int | None
    words_removed: int | None
    statements: int
    exact: int
    moved: int
    altered: int
    ambiguous: int
    gone: int
    waiting: int


@dataclass(frozen=True, slots=True)
class TouchedPassage:
    """A passage of the older text that the newer has not word for word in its place; ``roles`` as above."""

    number: int
    start_char: int
    end_char: int
    outcome: str
    claims: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A run of words that two versions share (``equal``), or that only the older or newer has.

    ``kind`` is ``equal``, ``deleted`` or ``inserted``; the span is of the older text for ``equal`` and
    ``deleted``, of the newer for ``inserted``.
    """

    kind: str
    start_char: int
    end_char: int
    words: str


@dataclass(frozen=True, slots=True)
class ArticleDiff:
    """What changed from one version of an article to another, and the passages that were touched."""

    article_id: int
    title: str | None
    from_version: int
    to_version: int
    pieces: tuple[DiffRow, ...]
    touched: tuple[TouchedPassage, ...]
