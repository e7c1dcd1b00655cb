"""Takes judgements on actors back: whatever was laid over is lifted, and what was changed returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, select

from claimsdb.actions.judging import annotator_called, settle_merges, told
from claimsdb.actions.splitting import settle_links
from claimsdb.database.clock import now
from claimsdb.errors.judgements import (
    AlreadyUndoneError,
    LaterEditError,
    UndoOfUndoError,
    UnknownJudgementError,
)
from claimsdb.models import Actor, ActorEdit, ActorIdentifier, ActorJudgement, ActorName, stored_tables
from claimsdb.queries.judgements import on_any_of
from claimsdb.queries.standing_judgements import stands
from claimsdb.queries.tables import actor_judgements, actors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column
    from sqlalchemy.orm import Session

    from claimsdb.records.judgements import Ground

OWN = ("actor_names", "actor_identifiers", "actor_judgements")
"""The tables whose rows about an actor do not keep it: its own, and the log, whose standing rows do."""

MAKING = {"add": "actor_id", "split": "other_id"}
"""The judgements that make an actor, and where it is named."""

NAMED_BY = {
    "attributions": "a statement names it as its speaker",
    "claim_actors": "a claim is about it",
    "article_authors": "an article is by it",
    "actors": "others are merged into it",
}


def undo(session: Session, number: int, ground: Ground) -> tuple[int, str | None]:
    """Take a judgement back; return the number of the undo, and what else came of it, if anything.

    Raises:
        ClaimsDBError: there is no such judgement, it is an undo itself or undone already, or a later edit
            changed the same.
    """
    judgement = _to_undo(session, number)
    _refuse_built_on(session, judgement)
    undoing = ActorJudgement(
        judgement="undo",
        actor_id=judgement.actor_id,
        actor_name=judgement.actor_name,
        other_id=judgement.other_id,
        other_name=judgement.other_name,
        rationale=told(ground.why),
        annotator_id=annotator_called(session, ground.by),
        judged_at=now(),
        undoes_id=number,
    )
    session.add(undoing)
    session.flush()
    done, kind, edits = undoing.id, judgement.judgement, list(judgement.edits)
    statements = [each.statement_id for each in judgement.parts if each.statement_id is not None]
    claims = [each.claim_id for each in judgement.parts if each.claim_id is not None]
    if kind == "merge":
        settle_merges(session)
    elif kind == "edit":
        assert judgement.actor_id is not None
        for edit in reversed(edits):
            _return(session, judgement.actor_id, edit)
    settle_links(session, statements, claims)
    return done, _tell_made(session, number)


def _to_undo(session: Session, number: int) -> ActorJudgement:
    judgement = session.get(ActorJudgement, number)
    if judgement is None:
        raise UnknownJudgementError(number)
    if judgement.undoes_id is not None:
        raise UndoOfUndoError(number, judgement.undoes_id)
    by = session.scalar(select(ActorJudgement.id).where(ActorJudgement.undoes_id == number))
    if by is not None:
        raise AlreadyUndoneError(number, by)
    return judgement


def _refuse_built_on(session: Session, judgement: ActorJudgement) -> None:
    if judgement.judgement != "edit":
        return
    later = (
        select(ActorEdit)
        .join(actor_judgements, actor_judgements.c.id == ActorEdit.judgement_id)
        .where(
            stands(),
            actor_judgements.c.actor_id == judgement.actor_id,
            actor_judgements.c.id > judgement.id,
        )
        .order_by(ActorEdit.id)
    )
    for edit in session.scalars(later):
        if any(_is_same(mine, edit) for mine in judgement.edits):
            raise LaterEditError(judgement.id, edit.judgement_id)


def _is_same(edit: ActorEdit, later: ActorEdit) -> bool:
    if edit.field == "alias":
        return later.field == "name" and edit.after in {later.before, later.after}
    return edit.field == later.field and edit.field in {"name", "kind"}


def _return(session: Session, actor_id: int, edit: ActorEdit) -> None:
    connection = session.connection()
    if edit.field == "alias":
        connection.execute(
            delete(ActorName).where(ActorName.actor_id == actor_id, ActorName.name == edit.after)
        )
    elif edit.field == "identifier":
        scheme, _colon, value = edit.after.partition(":")
        same = (ActorIdentifier.scheme == scheme, ActorIdentifier.value == value)
        connection.execute(delete(ActorIdentifier).where(ActorIdentifier.actor_id == actor_id, *same))
    else:
        changed = actors.update().where(actors.c.id == actor_id)
        connection.execute(changed.values(**{edit.field: edit.before}))


def _tell_made(session: Session, number: int) -> str | None:
    """Take away the actors that undone judgements made and nothing needs; tell of all that concerns one.

    An actor that another judgement still stood on goes once that is undone too.
    """
    told = []
    for judgement, actor in _made_and_undone(session):
        kept_by = _kept_by(session, judgement, actor)
        if kept_by is None:
            session.execute(delete(Actor).where(Actor.id == actor.id))
            told.append(f"{actor.name}, actor {actor.id}, is taken away")
        elif judgement.id == number:
            told.append(f"{actor.name}, actor {actor.id}, stays: {kept_by}")
    session.expire_all()
    return "; ".join(told) or None


def _made_and_undone(session: Session) -> Iterator[tuple[ActorJudgement, Actor]]:
    other = actor_judgements.alias("other")
    undone = exists().where(other.c.undoes_id == actor_judgements.c.id)
    query = (
        select(actor_judgements.c.id)
        .where(actor_judgements.c.judgement.in_(MAKING), undone)
        .order_by(actor_judgements.c.id)
    )
    for number in session.scalars(query).all():
        judgement = session.get_one(ActorJudgement, number)
        actor = session.get(Actor, getattr(judgement, MAKING[judgement.judgement]) or 0)
        if actor is not None:
            yield judgement, actor


def _naming() -> Iterator[tuple[str, Column[Any]]]:
    """Yield the columns that name actors, each with its table."""
    for table in stored_tables():
        keys = sorted(table.foreign_keys, key=lambda key: str(key.parent))
        for key in keys if table.name not in OWN else ():
            if key.column.table.name == "actors":
                yield table.name, key.parent


def _kept_by(session: Session, judgement: ActorJudgement, actor: Actor) -> str | None:
    """Return what keeps an actor from being taken away, None if nothing does."""
    standing = select(actor_judgements.c.id).where(stands(), on_any_of([actor.id]))
    if (other := session.scalar(standing.order_by(actor_judgements.c.id).limit(1))) is not None:
        return f"judgement {other} is on it"
    for name, column in _naming():
        if session.scalar(select(exists().where(column == actor.id))):
            return NAMED_BY.get(name, f"it is named in {name}")
    made = {(edit.field, edit.after) for edit in judgement.edits}
    names = {("name" if each.name == actor.name else "alias", each.name) for each in actor.names}
    identifiers = {("identifier", f"{each.scheme}:{each.value}") for each in actor.identifiers}
    kind = {("kind", actor.kind)} if actor.kind else set()
    if not (names | identifiers | kind) <= made:
        return "an annotation says more of it"
    return None
