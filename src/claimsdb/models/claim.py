"""One discrete proposition, apart from where and by whom it is stated."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.actor import Actor
from claimsdb.models.base import (
    NOT_MAPPED,
    STRICT,
    Base,
    Identity,
    Place,
    dated,
    named,
    not_blank,
    numbered_from_one,
    one_of,
    some_rows,
)
from claimsdb.models.topic import Topic
from claimsdb.records.vocabulary import ABOUT_ROLES, STATUSES


class Claim(Base):
    """A proposition in one sentence that can be understood alone.

    The sentence and the event date identify it: the same sentence in five articles is one
    claim with five statements.
    """

    __tablename__ = "claims"
    __table_args__ = (
        numbered_from_one(),
        named("sentence", "sentence"),
        *dated("event_date", "event"),
        one_of("status", STATUSES),
        not_blank("sentence"),
        CheckConstraint("kind <> '' AND kind = lower(kind)", name="kind_is_a_word"),
        Index(
            "uq_claims_sentence_undated",
            "sentence",
            unique=True,
            sqlite_where=text("event_date IS NULL"),
            postgresql_where=text("event_date IS NULL"),
        ),
        Index(
            "uq_claims_sentence_dated",
            "sentence",
            "event_date",
            unique=True,
            sqlite_where=text("event_date IS NOT NULL"),
            postgresql_where=text("event_date IS NOT NULL"),
        ),
        {"comment": "One discrete proposition, in one sentence.", **STRICT},
    )
    __mapper_args__ = NOT_MAPPED

    id: Mapped[Identity]
    sentence: Mapped[str] = mapped_column(
        comment="The proposition, in a sentence that can be understood alone."
    )
    kind: Mapped[str | None] = mapped_column(comment="The project's own word for what sort of claim it is.")
    event_date: Mapped[str | None] = mapped_column(
        comment="When what is claimed happened, EDTF (ISO 8601-2)."
    )
    event_earliest: Mapped[str | None] = mapped_column(index=True, comment="First day it can have happened.")
    event_latest: Mapped[str | None] = mapped_column(comment="Last day it can have happened.")
    status: Mapped[str] = mapped_column(
        server_default=text("'accepted'"), comment="suggested, accepted or rejected."
    )

    about: Mapped[list[ClaimActor]] = relationship(
        order_by="ClaimActor.position", cascade="all, delete-orphan"
    )
    topics: Mapped[list[Topic]] = relationship(secondary="claim_topics", order_by=Topic.path)


class ClaimActor(Base):
    """Whom a claim is about, and in which role."""

    __tablename__ = "claim_actors"
    __table_args__ = (
        PrimaryKeyConstraint("claim_id", "actor_id", "role"),
        one_of("role", ABOUT_ROLES),
        CheckConstraint("recorded_actor_id <> actor_id", name="recorded_otherwise"),
        Index("ix_claim_actors_actor_id", "actor_id", "role"),
        Index(
            "ix_claim_actors_recorded_actor_id",
            "recorded_actor_id",
            **some_rows("recorded_actor_id IS NOT NULL"),
        ),
        {"comment": "Whom a claim is about.", **STRICT},
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    role: Mapped[str] = mapped_column(comment="subject, object or other.")
    position: Mapped[Place] = mapped_column(
        server_default=text("0"), comment="The order they were written down in."
    )
    recorded_actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id"), comment="The actor as recorded, where a split that stands changed it."
    )

    actor: Mapped[Actor] = relationship(foreign_keys=[actor_id])

    @property
    def recorded(self) -> int:
        """The actor as recorded, whatever a split says."""
        return self.actor_id if self.recorded_actor_id is None else self.recorded_actor_id


class ClaimTopic(Base):
    """Which labels of the code book a claim bears."""

    __tablename__ = "claim_topics"
    __table_args__ = (
        PrimaryKeyConstraint("claim_id", "topic_id"),
        {"comment": "Which labels a claim bears.", **STRICT},
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
