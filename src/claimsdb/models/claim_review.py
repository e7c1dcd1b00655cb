"""The verdicts that people and organisations gave on claims, and what they rest on.

Not to be taken for reviews of carried passages, which are in ``carrying.py``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import REAL, CheckConstraint, Double, ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.base import (
    STRICT,
    Base,
    Identity,
    Moment,
    Place,
    dated,
    not_blank,
    numbered_from_one,
)
from claimsdb.models.passage import Passage

NUMBER: Final[Double[float]] = Double().with_variant(REAL(), "sqlite")


class ClaimReview(Base):
    """A verdict on a claim, as ``schema:ClaimReview`` has it: by whom, when, why, on which evidence."""

    __tablename__ = "claim_reviews"
    __table_args__ = (
        numbered_from_one(),
        not_blank("rating"),
        not_blank("rationale"),
        not_blank("url"),
        CheckConstraint(
            "worst_rating < best_rating AND rating_value >= worst_rating AND rating_value <= best_rating",
            name="value_on_scale",
        ),
        CheckConstraint(
            "rating_value IS NOT NULL OR (best_rating IS NULL AND worst_rating IS NULL)",
            name="scale_with_value",
        ),
        *dated("reviewed"),
        {"comment": "A verdict on a claim, by whom, when and why.", **STRICT},
    )

    id: Mapped[Identity]
    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claims.id"), index=True, comment="The claim that the verdict is on."
    )
    rating: Mapped[str] = mapped_column(
        comment="The verdict in the reviewer's own words, such as Mostly false."
    )
    rating_value: Mapped[float | None] = mapped_column(NUMBER, comment="The verdict as a number on a scale.")
    best_rating: Mapped[float | None] = mapped_column(NUMBER, comment="The highest number of the scale.")
    worst_rating: Mapped[float | None] = mapped_column(NUMBER, comment="The lowest number of the scale.")
    rationale: Mapped[str | None] = mapped_column(comment="Why.")
    reviewed: Mapped[str | None] = mapped_column(comment="When the verdict was given, EDTF (ISO 8601-2).")
    reviewed_earliest: Mapped[str | None] = mapped_column(comment="First day it can have been given.")
    reviewed_latest: Mapped[str | None] = mapped_column(comment="Last day it can have been given.")
    reviewer_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id"), index=True, comment="Who gave the verdict; NULL is unknown."
    )
    url: Mapped[str | None] = mapped_column(comment="Where the review was published on the web.")
    annotator_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotators.id"), index=True, comment="Who recorded it here."
    )
    annotation_file_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotation_files.id"),
        index=True,
        comment="The file it was loaded from; NULL: added by hand.",
    )
    recorded_at: Mapped[Moment] = mapped_column(comment="When it was recorded (UTC).")

    evidence: Mapped[list[ClaimReviewEvidence]] = relationship(
        order_by="ClaimReviewEvidence.position", cascade="all, delete-orphan"
    )


class ClaimReviewEvidence(Base):
    """What a verdict rests on: a passage, an address, or another claim. Guards keep the passage."""

    __tablename__ = "claim_review_evidence"
    __table_args__ = (
        PrimaryKeyConstraint("review_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint(
            "(CASE WHEN passage_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN url IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_of_three",
        ),
        not_blank("url"),
        not_blank("note"),
        {"comment": "What a verdict on a claim rests on.", **STRICT},
    )

    review_id: Mapped[int] = mapped_column(ForeignKey("claim_reviews.id", ondelete="CASCADE"))
    position: Mapped[Place] = mapped_column(comment="1 comes first.")
    passage_id: Mapped[int | None] = mapped_column(
        ForeignKey("passages.id"), index=True, comment="The words that bear the verdict out."
    )
    url: Mapped[str | None] = mapped_column(comment="An address where they are found.")
    claim_id: Mapped[int | None] = mapped_column(
        ForeignKey("claims.id"), index=True, comment="Another claim that bears it out."
    )
    note: Mapped[str | None] = mapped_column(comment="What it shows.")

    passage: Mapped[Passage | None] = relationship()
