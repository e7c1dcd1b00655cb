"""Where names stand in texts, and how far each text was looked through: both derived, when asked for."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Place


class Mention(Base):
    """A name where it stands in a text. Its rows are whole once the text's mark reaches the newest name."""

    __tablename__ = "mentions"
    __table_args__ = (
        PrimaryKeyConstraint("version_id", "start_char", "name_id"),
        CheckConstraint(
            "0 <= sentence_start AND sentence_start <= start_char "
            "AND start_char < end_char AND end_char <= sentence_end",
            name="span_in_sentence",
        ),
        {
            "comment": "Where each known name stands in each text; derived from the other tables.",
            "sqlite_with_rowid": False,
            "info": {"derived": True},
            **STRICT,
        },
    )

    version_id: Mapped[int] = mapped_column(
        ForeignKey("versions.id", ondelete="CASCADE"), comment="The text that it stands in."
    )
    start_char: Mapped[Place] = mapped_column(comment="First code point of the name, counted from 0.")
    end_char: Mapped[Place] = mapped_column(comment="The code point after its last.")
    name_id: Mapped[int] = mapped_column(
        ForeignKey("actor_names.id", ondelete="CASCADE"), index=True, comment="The name that stands there."
    )
    sentence_start: Mapped[Place] = mapped_column(comment="First code point of the sentence around it.")
    sentence_end: Mapped[Place] = mapped_column(comment="The code point after the last of the sentence.")


class MentionMark(Base):
    """How far a text was looked through. Triggers make it, and put it back when names change."""

    __tablename__ = "mention_marks"
    __table_args__ = (
        PrimaryKeyConstraint("version_id"),
        {
            "comment": "How far each text was looked through for names; derived from the other tables.",
            "sqlite_with_rowid": False,
            "info": {"derived": True},
            **STRICT,
        },
    )

    version_id: Mapped[int] = mapped_column(
        ForeignKey("versions.id", ondelete="CASCADE"), comment="The text."
    )
    characters: Mapped[Place] = mapped_column(comment="How many code points the text has.")
    names_upto: Mapped[int] = mapped_column(
        index=True, comment="The greatest number of a name that was looked for in it; 0: look for all."
    )
