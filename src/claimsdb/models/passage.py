"""A span of a version, with its words: what every statement stands on."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.base import NOT_MAPPED, STRICT, Base, Identity, Place, named, numbered_from_one
from claimsdb.models.version import Version


class Passage(Base):
    """A run of code points ``[start_char, end_char)``. Triggers hold ``quote`` to ``text[start:end]``."""

    __tablename__ = "passages"
    __table_args__ = (
        numbered_from_one(),
        named("quote", "quote"),
        UniqueConstraint("version_id", "start_char", "end_char"),
        CheckConstraint("0 <= start_char AND start_char < end_char", name="span_in_order"),
        CheckConstraint("length(quote) = end_char - start_char", name="quote_fills_span"),
        {"comment": "A span of a version and its words.", **STRICT},
    )
    __mapper_args__ = NOT_MAPPED

    id: Mapped[Identity]
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), comment="The wording it is a span of.")
    start_char: Mapped[Place] = mapped_column(comment="First code point, counted from 0.")
    end_char: Mapped[Place] = mapped_column(comment="The code point after the last.")
    quote: Mapped[str] = mapped_column(comment="The words, always text[start_char:end_char].")

    version: Mapped[Version] = relationship()
