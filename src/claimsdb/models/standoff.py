"""The lines of standoff files, as they were marked."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Identity, numbered_from_one


class Standoff(Base):
    """What a standoff file says, also where no statement says it. Never changed: taken away and added."""

    __tablename__ = "standoffs"
    __table_args__ = (
        numbered_from_one(),
        UniqueConstraint("annotation_file_id"),
        CheckConstraint("lines = '' OR substr(lines, length(lines)) = '\n'", name="lines_ended"),
        {"comment": "The lines of standoff files, as they were marked.", **STRICT},
    )

    id: Mapped[Identity]
    annotation_file_id: Mapped[int] = mapped_column(
        ForeignKey("annotation_files.id", ondelete="CASCADE"), comment="The file that they came in."
    )
    version_id: Mapped[int] = mapped_column(
        ForeignKey("versions.id"), index=True, comment="The wording that their offsets count in."
    )
    annotator_id: Mapped[int | None] = mapped_column(
        ForeignKey("annotators.id"), index=True, comment="Who marked it; NULL is unknown."
    )
    lines: Mapped[str] = mapped_column(
        comment="The lines in the format of brat, each ended by \\n; offsets are code points of the "
        "version's text."
    )
