"""How two claims bear on each other."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Identity, one_of
from claimsdb.records.vocabulary import RELATIONS


class ClaimRelation(Base):
    """The first claim supports, contradicts, … the second; with the reason why."""

    __tablename__ = "claim_relations"
    __table_args__ = (
        UniqueConstraint("claim_id", "related_claim_id", "kind"),
        CheckConstraint("claim_id <> related_claim_id", name="two_claims"),
        one_of("kind", RELATIONS),
        {"comment": "How two claims bear on each other.", **STRICT},
    )

    id: Mapped[Identity]
    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claims.id"), comment="The claim that supports, contradicts, …."
    )
    related_claim_id: Mapped[int] = mapped_column(
        ForeignKey("claims.id"), index=True, comment="The other claim."
    )
    kind: Mapped[str] = mapped_column(comment="supports, contradicts, same_as, refines or answers.")
    rationale: Mapped[str | None] = mapped_column(comment="Why.")
    annotator_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotators.id"), index=True, comment="Who judged so."
    )
    annotation_file_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotation_files.id"),
        index=True,
        comment="The file it was loaded from; NULL: added by hand.",
    )
