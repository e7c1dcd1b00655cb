"""Judgements on actors: that two are one, or are two; each recorded, and laid over what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import select

from claimsdb.actions.books import Books
from claimsdb.database.clock import now
from claimsdb.errors.judgements import (
    AlreadyOneError,
    AlreadyTwoError,
    JudgedOneError,
    JudgedTwoError,
    NoReasonError,
    SameActorError,
)
from claimsdb.models import ActorEdit, ActorJudgement, ActorSplitPart
from claimsdb.queries.lookup import find_recorded_actor
from claimsdb.queries.standing_judgements import judged_of_two, made_one, roots, told_apart
from claimsdb.queries.tables import actors
from claimsdb.records.annotations import AnnotatorNote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from claimsdb.records.judgements import Ground, Judged


Edit: TypeAlias = tuple[str, str | None, str]
"""What a judgement changes of an actor itself: field, before, after."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A judgement ``on`` one actor or two, as it is written down; ``called``: what the first was called."""

    judgement: str
    on: tuple[int, ...]
    why: str | None
    annotator_id: int | None
    edits: Sequence[Edit] = ()
    statements: Sequence[int] = ()
    claims: Sequence[int] = ()
    called: str | None = None


def annotator_called(session: Session, by: str | None) -> int | None:
    """Return the number of the person of that name; None: it is not known who."""
    who = AnnotatorNote(by.strip()) if by and by.strip() else None
    return Books.of(session).registers.annotator(who)


def reason(why: str | None) -> str:
    """Return a reason on one line.

    Raises:
        NoReasonError: there is none.
    """
    if (given := told(why)) is None:
        raise NoReasonError
    return given


def told(why: str | None) -> str | None:
    """Return a reason on one line, None if there is none."""
    return (" ".join(why.split()) or None) if why else None


def merge_actors(session: Session, kept: str, merged: str, ground: Ground) -> int:
    """Judge that two actors are one, the first of which stands for both; return the judgement's number.

    Raises:
        ClaimsDBError: no reason is given, a name is nobody's or several actors', or they are one already,
            or were told apart.
    """
    given = reason(ground.why)
    connection = session.connection()
    one, other = find_recorded_actor(connection, kept), find_recorded_actor(connection, merged)
    if one == other:
        raise SameActorError(kept, merged, one)
    return merge(session, one, other, given, annotator_called(session, ground.by))


def distinct_actors(session: Session, actor: str, other: str, ground: Ground) -> int:
    """Judge that two actors are two, however alike their names; return the judgement's number.

    Raises:
        ClaimsDBError: no reason is given, a name is nobody's or several actors', or they are merged, or
            told apart already.
    """
    given = reason(ground.why)
    connection = session.connection()
    one, two = find_recorded_actor(connection, actor), find_recorded_actor(connection, other)
    if one == two:
        raise SameActorError(actor, other, one)
    return tell_apart(session, one, two, given, annotator_called(session, ground.by))


def merge(session: Session, one: int, other: int, why: str, annotator_id: int | None) -> int:
    """Judge that two actors, by their numbers, are one; return the judgement's number."""
    connection = session.connection()
    judged = judged_of_two(connection)
    names = name_of(connection, one), name_of(connection, other)
    if already := made_one(judged, one, other):
        raise AlreadyOneError(*names, already.id)
    if apart := told_apart(judged, one, other):
        raise JudgedTwoError(*names, _told(apart))
    number = record(session, Recording("merge", (one, other), why, annotator_id))
    settle_merges(session)
    return number


def tell_apart(session: Session, one: int, other: int, why: str, annotator_id: int | None) -> int:
    """Judge that two actors, by their numbers, are two; return the judgement's number."""
    connection = session.connection()
    judged = judged_of_two(connection)
    names = name_of(connection, one), name_of(connection, other)
    if merged := made_one(judged, one, other):
        raise JudgedOneError(*names, _told(merged))
    if already := told_apart(judged, one, other):
        raise AlreadyTwoError(*names, already.id)
    return record(session, Recording("distinct", (one, other), why, annotator_id))


def record(session: Session, judged: Recording) -> int:
    """Write a judgement on one actor or two down; return its number."""
    connection = session.connection()
    actor_id, other_id = (*judged.on, None)[:2]
    assert actor_id is not None
    parts = [ActorSplitPart(statement_id=number) for number in judged.statements]
    parts += [ActorSplitPart(claim_id=number) for number in judged.claims]
    made = ActorJudgement(
        judgement=judged.judgement,
        actor_id=actor_id,
        actor_name=judged.called or name_of(connection, actor_id),
        other_id=other_id,
        other_name=None if other_id is None else name_of(connection, other_id),
        rationale=judged.why,
        annotator_id=judged.annotator_id,
        judged_at=now(),
        edits=[ActorEdit(field=field, before=before, after=after) for field, before, after in judged.edits],
        parts=parts,
    )
    session.add(made)
    session.flush()
    return made.id


def settle_merges(session: Session) -> None:
    """Let each actor be merged into the one that the judgements that stand lead to."""
    connection = session.connection()
    due = roots(judged_of_two(connection))
    query = select(actors.c.id, actors.c.merged_into_id).where(actors.c.merged_into_id.is_not(None))
    now_into = {row.id: row.merged_into_id for row in connection.execute(query)}
    changed = [each for each in sorted(due.keys() | now_into.keys()) if due.get(each) != now_into.get(each)]
    for into in (dict.fromkeys(changed), due):  # an actor that stands for others is never merged itself
        for number in changed:
            if number in into:
                change = actors.update().where(actors.c.id == number)
                connection.execute(change.values(merged_into_id=into[number]))


def name_of(connection: Connection, actor_id: int) -> str:
    """Return the main name of an actor."""
    return str(connection.scalar(select(actors.c.name).where(actors.c.id == actor_id)))


def _told(judged: Judged) -> tuple[int, str, str]:
    return judged.id, judged.judgement, judged.why
