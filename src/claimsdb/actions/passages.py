"""Passages: a span of a version, added once however many statements stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.models import Passage, Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.models import Version
    from claimsdb.records.texts import Span


def passage_at(session: Session, version: Version, span: Span) -> Passage:
    """Return the passage of a version at a span, added if it is new."""
    query = select(Passage).where(
        Passage.version_id == version.id,
        Passage.start_char == span.start_char,
        Passage.end_char == span.end_char,
    )
    passage = session.scalar(query)
    if passage is None:
        passage = Passage(
            version_id=version.id, start_char=span.start_char, end_char=span.end_char, quote=span.quote
        )
        session.add(passage)
        session.flush()
    return passage


def forget_if_bare(session: Session, passage_id: int) -> None:
    """Take away a passage that no statement stands on any more."""
    session.flush()
    if session.scalar(select(Statement.id).where(Statement.passage_id == passage_id).limit(1)) is None:
        session.delete(session.get_one(Passage, passage_id))
        session.flush()  # or the next statement on these words would be stood on it
