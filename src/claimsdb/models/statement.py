"""One appearance of a claim: in this passage, by these speakers, with this stance."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.actor import Actor
from claimsdb.models.annotator import Annotator
from claimsdb.models.base import (
    STRICT,
    Base,
    Identity,
    Moment,
    Place,
    dated,
    not_blank,
    numbered_from_one,
    one_of,
    some_rows,
)
from claimsdb.models.claim import Claim
from claimsdb.models.passage import Passage
from claimsdb.records.vocabulary import PASSAGE_ROLES, QUOTATIONS, STANCES


class Statement(Base):
    """A claim as it appears somewhere. There is none without its passage."""

    __tablename__ = "statements"
    __table_args__ = (
        numbered_from_one(),
        *dated("said"),
        one_of("stance", STANCES),
        one_of("quotation", QUOTATIONS),
        {"comment": "One appearance of a claim, on its passage.", **STRICT},
    )

    id: Mapped[Identity]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True, comment="The claim stated.")
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True, comment="Where it stands.")
    stance: Mapped[str] = mapped_column(
        server_default=text("'asserts'"), comment="asserts, denies, questions, predicts or demands."
    )
    quotation: Mapped[str | None] = mapped_column(
        comment="direct, indirect, reported, free_indirect or none; NULL is unknown."
    )
    said: Mapped[str | None] = mapped_column(comment="When it was said, EDTF (ISO 8601-2).")
    said_earliest: Mapped[str | None] = mapped_column(comment="First day it can have been said.")
    said_latest: Mapped[str | None] = mapped_column(comment="Last day it can have been said.")
    annotator_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotators.id"), index=True, comment="Who recorded it."
    )
    annotation_file_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotation_files.id"),
        index=True,
        comment="The file it was loaded from; NULL: added by hand.",
    )
    recorded_at: Mapped[Moment] = mapped_column(comment="When it was recorded (UTC).")

    claim: Mapped[Claim] = relationship()
    passage: Mapped[Passage] = relationship()
    annotator: Mapped[Annotator | None] = relationship()
    speakers: Mapped[list[Attribution]] = relationship(
        order_by="Attribution.position", cascade="all, delete-orphan"
    )
    further: Mapped[list[StatementPassage]] = relationship(
        primaryjoin="and_(StatementPassage.statement_id == Statement.id, StatementPassage.role == 'content')",
        order_by="StatementPassage.position",
        cascade="all, delete-orphan",
    )
    of_speakers: Mapped[list[StatementPassage]] = relationship(
        primaryjoin="and_(StatementPassage.statement_id == Statement.id, StatementPassage.role != 'content')",
        order_by="(StatementPassage.position, StatementPassage.role)",
        cascade="all, delete-orphan",
        overlaps="further",
    )


class StatementPassage(Base):
    """A further passage of a statement, behind its first, or where a speaker is named or the saying told.

    Triggers hold all to one wording, ``content`` in order, and ``source`` and ``cue`` to a link of the chain.
    """

    __tablename__ = "statement_passages"
    __table_args__ = (
        PrimaryKeyConstraint("statement_id", "role", "position"),
        one_of("role", PASSAGE_ROLES),
        CheckConstraint(
            "position >= 1 AND (role <> 'content' OR position >= 2)", name="position_after_first"
        ),
        {
            "comment": (
                "The further passages of a statement: those behind its first, and those of its speakers."
            ),
            **STRICT,
        },
    )
    __mapper_args__ = {"confirm_deleted_rows": False}  # noqa: RUF012 (SQLAlchemy reads a plain dict) (a link takes its own along)

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(server_default=text("'content'"), comment="content, source or cue.")
    position: Mapped[Place] = mapped_column(
        comment="Of content the order in the text, from 2, behind the statement's own passage; "
        "else the link's."
    )
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)

    passage: Mapped[Passage] = relationship()


class Attribution(Base):
    """One link of the chain of speakers: an actor, or the label of an unnamed speaker."""

    __tablename__ = "attributions"
    __table_args__ = (
        UniqueConstraint("statement_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint("(actor_id IS NULL) <> (label IS NULL)", name="actor_or_label"),
        not_blank("label"),
        one_of("quotation", QUOTATIONS),
        CheckConstraint("recorded_actor_id <> actor_id", name="recorded_otherwise"),
        Index(
            "ix_attributions_recorded_actor_id",
            "recorded_actor_id",
            **some_rows("recorded_actor_id IS NOT NULL"),
        ),
        {"comment": "The chain of speakers of a statement, nearest first.", **STRICT},
    )

    id: Mapped[Identity]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"))
    position: Mapped[Place] = mapped_column(comment="1 is the nearest speaker.")
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id"), index=True, comment="The speaker, if named."
    )
    label: Mapped[str | None] = mapped_column(comment="What the text calls an unnamed speaker.")
    recorded_actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id"), comment="The speaker as recorded, where a split that stands changed it."
    )
    quotation: Mapped[str | None] = mapped_column(
        comment="How it gives the words of the link before it; NULL: unknown, "
        "or of the nearest its statement's."
    )

    actor: Mapped[Actor | None] = relationship(foreign_keys=[actor_id])

    @property
    def recorded(self) -> int | None:
        """The speaker as recorded, whatever a split says."""
        return self.actor_id if self.recorded_actor_id is None else self.recorded_actor_id
