"""The lines of standoff files, kept beside the statements that were made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.models import Standoff

if TYPE_CHECKING:
    from claimsdb.actions.intake import Intake


def keep_standoff(intake: Intake, lines: str | None) -> None:
    """Keep the lines that an annotation came in, in the place of those that were kept of it before."""
    session, annotator = intake.session, intake.books.registers.annotator(intake.annotation.annotator)
    known = session.scalar(select(Standoff).where(Standoff.annotation_file_id == intake.source.id))
    if known is not None:
        if (known.version_id, known.annotator_id, known.lines) == (intake.version.id, annotator, lines):
            return
        session.delete(known)
        session.flush()
    if lines is not None:
        session.add(
            Standoff(
                annotation_file_id=intake.source.id,
                version_id=intake.version.id,
                annotator_id=annotator,
                lines=lines,
            )
        )
