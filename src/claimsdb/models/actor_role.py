"""What somebody was, of whom or what, and from when to when."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.actor import Actor
from claimsdb.models.base import STRICT, Base, Identity, Moment, dated, not_blank, numbered_from_one
from claimsdb.models.passage import Passage


class ActorRole(Base):
    """A role held from a first day to a last one, either of which may be unknown.

    Triggers hold that one with the same actor, title (case and accents apart), organisation and dates
    is there once, and that the passage which says so stays.
    """

    __tablename__ = "actor_roles"
    __table_args__ = (
        numbered_from_one(),
        not_blank("title"),
        *dated("since"),
        *dated("until"),
        CheckConstraint("since_earliest <= until_latest", name="begins_before_it_ends"),
        {"comment": "Roles that actors held, and when.", **STRICT},
    )

    id: Mapped[Identity]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"), index=True, comment="Who held it.")
    title: Mapped[str] = mapped_column(comment="What the role is called, such as Foreign Minister.")
    title_folded: Mapped[str] = mapped_column(comment="The title without case and accents, for matching.")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id"), index=True, comment="Of whom or what; NULL is unknown."
    )
    since: Mapped[str | None] = mapped_column(comment="When it began, EDTF (ISO 8601-2); NULL is unknown.")
    since_earliest: Mapped[str | None] = mapped_column(comment="First day it can have begun.")
    since_latest: Mapped[str | None] = mapped_column(comment="Last day it can have begun.")
    until: Mapped[str | None] = mapped_column(comment="When it ended, EDTF (ISO 8601-2); NULL is unknown.")
    until_earliest: Mapped[str | None] = mapped_column(comment="First day it can have ended.")
    until_latest: Mapped[str | None] = mapped_column(comment="Last day it can have ended.")
    passage_id: Mapped[int | None] = mapped_column(
        ForeignKey("passages.id"), index=True, comment="The passage that says so; NULL: none was given."
    )
    annotation_file_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotation_files.id"),
        index=True,
        comment="The file it was loaded from; NULL: added by hand.",
    )
    annotator_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotators.id"), index=True, comment="Who recorded it."
    )
    recorded_at: Mapped[Moment] = mapped_column(comment="When it was recorded (UTC).")

    actor: Mapped[Actor] = relationship(foreign_keys=[actor_id])
    organisation: Mapped[Actor | None] = relationship(foreign_keys=[organisation_id])
    passage: Mapped[Passage | None] = relationship()
