"""What a captured page says of itself, and where."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Place, not_blank, one_of
from claimsdb.records.vocabulary import FACT_FIELDS


class VersionFact(Base):
    """One thing that a version says of itself, never changed: another capture may say otherwise."""

    __tablename__ = "version_facts"
    __table_args__ = (
        PrimaryKeyConstraint("version_id", "field", "position"),
        one_of("field", FACT_FIELDS),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint("position = 1 OR field = 'author'", name="one_but_for_authors"),
        not_blank("value"),
        not_blank("source"),
        CheckConstraint("inferred IN (0, 1)", name="inferred_yes_or_no"),
        {"comment": "What a captured page says of itself, and where.", **STRICT},
    )

    version_id: Mapped[int] = mapped_column(
        ForeignKey("versions.id", ondelete="CASCADE"), comment="The version that says it."
    )
    field: Mapped[str] = mapped_column(comment="title, outlet, published, author, language or url.")
    position: Mapped[Place] = mapped_column(comment="Place in the byline, from 1; 1 elsewhere.")
    value: Mapped[str] = mapped_column(comment="What it says; a date in EDTF (ISO 8601-2).")
    source: Mapped[str] = mapped_column(comment="Where it stands, such as og:title.")
    inferred: Mapped[Place] = mapped_column(comment="1 if a reader concluded it, 0 if declared.")
