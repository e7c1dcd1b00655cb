"""Passages: a span of a version, added once however many statements stand on it, and what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.models import Passage, Statement, StatementPassage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def passages_of(statement: Statement) -> list[Passage]:
    """Return the passages that a statement stands on, in the order of the text."""
    return [statement.passage, *(each.passage for each in statement.further)]


def words_of(statement: Statement) -> str:
    """Return the words that a statement stands on, with a sign where some are left out."""
    return " … ".join(passage.quote for passage in passages_of(statement))


def stand_on(session: Session, statement: Statement, version: Version, spans: Sequence[Span]) -> None:
    """Stand a statement on these spans of a version, and forget the passages that are bare then."""
    old = [passage.id for passage in passages_of(statement)]
    if statement.further:
        statement.further.clear()
        session.flush()  # the first passage is held while others follow it
    statement.passage = passage_at(session, version, spans[0])
    session.flush()
    add_further(session, statement, version, spans[1:])
    forget_if_bare(session, old)


def add_further(session: Session, statement: Statement, version: Version, spans: Iterable[Span]) -> None:
    """Add the passages on which a statement stands behind its first."""
    for position, span in enumerate(spans, start=2):
        passage = passage_at(session, version, span)
        statement.further.append(StatementPassage(role="content", position=position, passage=passage))


def forget_if_bare(session: Session, passages: Iterable[int]) -> None:
    """Take away those of some passages that no statement stands on any more."""
    session.flush()
    for number in passages:
        if not _is_stood_on(session, number):
            session.delete(session.get_one(Passage, number))
    session.flush()  # or the next statement on these words would be stood on it


def _is_stood_on(session: Session, number: int) -> bool:
    first = select(Statement.id).where(Statement.passage_id == number).limit(1)
    further = select(StatementPassage.statement_id).where(StatementPassage.passage_id == number).limit(1)
    return session.scalar(first) is not None or session.scalar(further) is not None
