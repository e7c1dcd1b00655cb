"""What people judged of actors: merged, split, told apart, edited, added; and what they undid."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.annotator import Annotator
from claimsdb.models.base import STRICT, Base, Identity, Moment, not_blank, numbered_from_one, one_of
from claimsdb.records.vocabulary import ACTOR_JUDGEMENTS, EDITED_FIELDS

_OF_TWO = "('merge', 'split', 'distinct')"


class ActorJudgement(Base):
    """One judgement. Nothing is taken back but by another, ``undo``; what an actor is follows from all."""

    __tablename__ = "actor_judgements"
    __table_args__ = (
        numbered_from_one(),
        one_of("judgement", ACTOR_JUDGEMENTS),
        not_blank("rationale"),
        CheckConstraint(f"rationale IS NOT NULL OR judgement NOT IN {_OF_TWO}", name="reason_given"),
        CheckConstraint(
            f"judgement = 'undo' OR (other_name IS NOT NULL) = (judgement IN {_OF_TWO})", name="of_two"
        ),
        CheckConstraint("actor_id <> other_id", name="two_actors"),
        CheckConstraint("(undoes_id IS NOT NULL) = (judgement = 'undo')", name="undoes_one"),
        UniqueConstraint("undoes_id"),
        {"comment": "What people judged of actors, in order; what stands was not undone.", **STRICT},
    )

    id: Mapped[Identity]
    judgement: Mapped[str] = mapped_column(comment="add, merge, split, distinct, edit or undo.")
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id", ondelete="SET NULL"),
        index=True,
        comment="Whom it is about; of a merge, who stands; NULL: taken away since.",
    )
    actor_name: Mapped[str] = mapped_column(comment="What that actor was called then.")
    other_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id", ondelete="SET NULL"),
        index=True,
        comment="The other: merged, told apart, or split off; NULL: none, or taken away since.",
    )
    other_name: Mapped[str | None] = mapped_column(comment="What the other was called then.")
    rationale: Mapped[str | None] = mapped_column(comment="Why.")
    annotator_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotators.id"), index=True, comment="Who judged so."
    )
    judged_at: Mapped[Moment] = mapped_column(comment="When (UTC).")
    undoes_id: Mapped[int | None] = mapped_column(
        ForeignKey("actor_judgements.id"), comment="The judgement that an undo takes back."
    )

    annotator: Mapped[Annotator | None] = relationship()
    edits: Mapped[list[ActorEdit]] = relationship(order_by="ActorEdit.id", cascade="all, delete-orphan")
    parts: Mapped[list[ActorSplitPart]] = relationship(
        order_by="ActorSplitPart.id", cascade="all, delete-orphan"
    )


class ActorEdit(Base):
    """One thing that a judgement changed of an actor itself."""

    __tablename__ = "actor_edits"
    __table_args__ = (
        numbered_from_one(),
        one_of("field", EDITED_FIELDS),
        {"comment": "What a judgement changed of an actor itself.", **STRICT},
    )

    id: Mapped[Identity]
    judgement_id: Mapped[int] = mapped_column(
        ForeignKey("actor_judgements.id", ondelete="CASCADE"),
        index=True,
        comment="The judgement that changed it.",
    )
    field: Mapped[str] = mapped_column(comment="name, kind, alias or identifier.")
    before: Mapped[str | None] = mapped_column(comment="What it was; NULL: nothing.")
    after: Mapped[str] = mapped_column(comment="What it became.")


class ActorSplitPart(Base):
    """A statement or a claim in which a split means the new actor."""

    __tablename__ = "actor_split_parts"
    __table_args__ = (
        numbered_from_one(),
        CheckConstraint("(statement_id IS NULL) <> (claim_id IS NULL)", name="one_of_two"),
        Index("uq_actor_split_parts_statement_id", "statement_id", "judgement_id", unique=True),
        Index("uq_actor_split_parts_claim_id", "claim_id", "judgement_id", unique=True),
        {"comment": "In which statements and claims a split means the new actor.", **STRICT},
    )

    id: Mapped[Identity]
    judgement_id: Mapped[int] = mapped_column(
        ForeignKey("actor_judgements.id", ondelete="CASCADE"), index=True, comment="The split."
    )
    statement_id: Mapped[int | None] = mapped_column(
        ForeignKey("statements.id", ondelete="CASCADE"),
        comment="A statement whose speaker is the new actor.",
    )
    claim_id: Mapped[int | None] = mapped_column(
        ForeignKey("claims.id", ondelete="CASCADE"),
        comment="A claim that is about the new actor.",
    )
