"""What became of a passage in a newer version of its article, and what people decided of it."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.annotator import Annotator
from claimsdb.models.base import STRICT, Base, Identity, Moment, Place, numbered_from_one, one_of
from claimsdb.models.passage import Passage
from claimsdb.models.version import Version
from claimsdb.records.vocabulary import DECISIONS, OUTCOMES, REVIEWS

SCORE: Final[Double[float]] = Double().with_variant(REAL(), "sqlite")


def _only(condition: str) -> dict[str, Any]:
    """Return what makes an index hold only some rows."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Carrying(Base):
    """A passage carried to a newer version. Triggers hold ``outcome`` to the words that stand there."""

    __tablename__ = "carryings"
    __table_args__ = (
        numbered_from_one(),
        UniqueConstraint("from_passage_id", "version_id"),
        one_of("found", OUTCOMES),
        one_of("outcome", OUTCOMES),
        one_of("review", REVIEWS),
        CheckConstraint("latest IN (0, 1)", name="latest_yes_or_no"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_in_range"),
        CheckConstraint(
            "(passage_id IS NULL) = (outcome IN ('ambiguous', 'gone'))", name="stands_or_does_not"
        ),
        CheckConstraint(
            "CASE coalesce(review, 'none')"
            " WHEN 'none' THEN outcome = found AND found IN ('exact', 'moved', 'gone')"
            " WHEN 'waiting' THEN outcome = found AND found IN ('altered', 'ambiguous')"
            " WHEN 'accepted' THEN passage_id IS NOT NULL ELSE outcome = 'gone' END",
            name="outcome_as_reviewed",
        ),
        Index("uq_carryings_latest", "from_passage_id", unique=True, **_only("latest = 1")),
        Index("ix_carryings_waiting", "id", **_only("review = 'waiting' AND latest = 1")),
        {"comment": "What became of a passage in a newer version of its article.", **STRICT},
    )

    id: Mapped[Identity]
    from_passage_id: Mapped[int] = mapped_column(
        ForeignKey("passages.id"), comment="The passage that statements were made on."
    )
    version_id: Mapped[int] = mapped_column(
        ForeignKey("versions.id"), index=True, comment="The newer version."
    )
    found: Mapped[str] = mapped_column(
        comment="What the program found: exact, moved, altered, ambiguous or gone."
    )
    outcome: Mapped[str] = mapped_column(comment="What holds, with what a person decided.")
    score: Mapped[float | None] = mapped_column(
        SCORE, comment="How like the words are, 0 to 100; NULL where it stands nowhere."
    )
    passage_id: Mapped[int | None] = mapped_column(
        ForeignKey("passages.id"), index=True, comment="Where it stands there; NULL: nowhere for certain."
    )
    review: Mapped[str | None] = mapped_column(
        comment="waiting for a person, accepted or rejected; NULL: no question."
    )
    latest: Mapped[Place] = mapped_column(
        server_default=text("1"), comment="1 for the newest version it was carried to, else 0."
    )
    carried_at: Mapped[Moment] = mapped_column(comment="When it was carried (UTC).")

    from_passage: Mapped[Passage] = relationship(foreign_keys=[from_passage_id])
    passage: Mapped[Passage | None] = relationship(foreign_keys=[passage_id])
    version: Mapped[Version] = relationship()
    candidates: Mapped[list[CarryingCandidate]] = relationship(
        order_by="CarryingCandidate.number", cascade="all, delete-orphan"
    )
    decisions: Mapped[list[CarryingDecision]] = relationship(
        order_by="CarryingDecision.id", cascade="all, delete-orphan"
    )


class CarryingCandidate(Base):
    """A place where a passage may stand in the newer version; 1 is the best."""

    __tablename__ = "carrying_candidates"
    __table_args__ = (
        PrimaryKeyConstraint("carrying_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_in_range"),
        {"comment": "Where an altered or ambiguous passage may stand.", **STRICT},
    )

    carrying_id: Mapped[int] = mapped_column(ForeignKey("carryings.id", ondelete="CASCADE"))
    number: Mapped[Place] = mapped_column(comment="1 is the best, then 2, 3, …")
    passage_id: Mapped[int] = mapped_column(
        ForeignKey("passages.id"), index=True, comment="The place and its words."
    )
    score: Mapped[float] = mapped_column(SCORE, comment="How like its words are, 0 to 100.")

    passage: Mapped[Passage] = relationship()


class CarryingDecision(Base):
    """What a person decided, who and when. Nothing is taken back but by another decision, ``undo``."""

    __tablename__ = "carrying_decisions"
    __table_args__ = (
        numbered_from_one(),
        one_of("decision", DECISIONS),
        CheckConstraint("(number IS NOT NULL) = (decision IN ('accept', 'choose'))", name="number_of_choice"),
        CheckConstraint("number >= 1", name="number_from_one"),
        {"comment": "What people decided of a carried passage, in order.", **STRICT},
    )

    id: Mapped[Identity]
    carrying_id: Mapped[int] = mapped_column(
        ForeignKey("carryings.id", ondelete="CASCADE"), index=True, comment="What was decided of."
    )
    decision: Mapped[str] = mapped_column(comment="accept, choose, reject or undo.")
    number: Mapped[Place | None] = mapped_column(comment="The candidate that was accepted or chosen.")
    annotator_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotators.id"), index=True, comment="Who decided."
    )
    decided_at: Mapped[Moment] = mapped_column(comment="When (UTC).")

    annotator: Mapped[Annotator | None] = relationship()
