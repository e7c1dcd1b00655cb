"""Who recorded a claim."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Identity, not_blank, one_of
from claimsdb.records.vocabulary import ANNOTATOR_KINDS


class Annotator(Base):
    """A person, or a program with its version."""

    __tablename__ = "annotators"
    __table_args__ = (
        one_of("kind", ANNOTATOR_KINDS),
        not_blank("name"),
        Index(
            "uq_annotators_unversioned",
            "name",
            "kind",
            unique=True,
            sqlite_where=text("version IS NULL"),
            postgresql_where=text("version IS NULL"),
        ),
        Index(
            "uq_annotators_versioned",
            "name",
            "kind",
            "version",
            unique=True,
            sqlite_where=text("version IS NOT NULL"),
            postgresql_where=text("version IS NOT NULL"),
        ),
        {"comment": "Who recorded claims: a person or a program.", **STRICT},
    )

    id: Mapped[Identity]
    name: Mapped[str] = mapped_column(comment="The person's or the program's name.")
    kind: Mapped[str] = mapped_column(comment="person or program.")
    version: Mapped[str | None] = mapped_column(comment="The program's version.")
