"""Annotators: who recorded a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.models import Annotator

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.records.annotations import AnnotatorNote


def annotator_of(session: Session, note: AnnotatorNote | None) -> Annotator | None:
    """Return the annotator that a note names, added if new; None stays unknown."""
    if note is None:
        return None
    query = select(Annotator).where(Annotator.name == note.name, Annotator.kind == note.kind)
    annotator = session.scalar(query.where(Annotator.version.is_not_distinct_from(note.version)))
    if annotator is None:
        annotator = Annotator(name=note.name, kind=note.kind, version=note.version)
        session.add(annotator)
        session.flush()
    return annotator
