"""The project's code book: labels in a tree."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Identity, not_blank


class Topic(Base):
    """One label; its path names every label above it, joined by ``" > "``."""

    __tablename__ = "topics"
    __table_args__ = (
        UniqueConstraint("path"),
        not_blank("name"),
        {"comment": "The code book: labels in a tree.", **STRICT},
    )

    id: Mapped[Identity]
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("topics.id"), index=True, comment="The label above."
    )
    name: Mapped[str] = mapped_column(comment="The label itself.")
    path: Mapped[str] = mapped_column(comment="The labels from the top down, joined by ' > '.")
