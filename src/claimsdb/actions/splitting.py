"""Splits of actors: one that was taken for one person, and is two; laid over what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.actor_directory import ActorDirectory
from claimsdb.actions.judging import Recording, annotator_called, name_of, reason, record
from claimsdb.database.rows import RowsAtOnce
from claimsdb.errors.judgements import (
    NameTakenError,
    NothingToSplitError,
    NotInClaimError,
    NotInStatementError,
)
from claimsdb.models import ActorSplitPart
from claimsdb.queries.lookup import find_claim, find_recorded_actor
from claimsdb.queries.standing_judgements import all_meant, meant, steps_in_claim, steps_in_statement
from claimsdb.queries.tables import actors, attributions, claim_actors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from claimsdb.actions.judging import Edit
    from claimsdb.records.annotations import ActorNote
    from claimsdb.records.judgements import Ground, SplitParts


def split_actor(session: Session, actor: str, note: ActorNote, parts: SplitParts, ground: Ground) -> int:
    """Judge that in some statements and claims an actor is another, who is new; return the number.

    Raises:
        ClaimsDBError: no reason is given, the name is somebody's, or the actor does not speak in one of
            the statements, or one of the claims is not about it.
    """
    given = reason(ground.why)
    connection = session.connection()
    one = find_recorded_actor(connection, actor)
    statements = list(dict.fromkeys(parts.statements))
    claims = list(dict.fromkeys(find_claim(connection, claim) for claim in parts.claims))
    if not statements and not claims:
        raise NothingToSplitError
    for number in statements:
        _refuse_unless_speaker(connection, number, one)
    for number in claims:
        _refuse_unless_about(connection, number, one)
    directory = ActorDirectory(connection, RowsAtOnce(connection))
    if bearers := directory.named(directory.fold(note.name)):
        raise NameTakenError(note.name, [(each.id, each.name) for each in bearers], anyway=False)
    new = directory.add(note.name, note.kind).id
    who = annotator_called(session, ground.by)
    judged = Recording("split", (one, new), given, who, made_of(note), statements, claims)
    number = record(session, judged)
    settle_links(session, statements, claims)
    return number


def made_of(note: ActorNote) -> list[Edit]:
    """Return what a new actor is made of, as edits of nothing."""
    kind: list[Edit] = [("kind", None, note.kind)] if note.kind else []
    return [
        ("name", None, note.name),
        *kind,
        *(("alias", None, each.name) for each in note.aliases if each.name != note.name),
        *(("identifier", None, f"{scheme}:{value}") for scheme, value in note.identifiers),
    ]


def settle_links(session: Session, statements: Iterable[int], claims: Iterable[int]) -> None:
    """Let the links of some statements and claims mean whom the splits that stand say."""
    session.flush()
    connection = session.connection()
    for number in statements:
        _settle_statement(connection, number)
    for number in claims:
        _settle_claim(connection, number)
    session.expire_all()


def carry_split_parts(session: Session, old: int, new: int) -> None:
    """Let what a split says of one claim hold for another, in which the same is said now."""
    parts = session.scalars(select(ActorSplitPart).where(ActorSplitPart.claim_id == old)).all()
    known = set(session.scalars(select(ActorSplitPart.judgement_id).where(ActorSplitPart.claim_id == new)))
    more = [each.judgement_id for each in parts if each.judgement_id not in known]
    if more:
        session.add_all(ActorSplitPart(judgement_id=number, claim_id=new) for number in more)
        settle_links(session, (), (new,))


def _settle_statement(connection: Connection, number: int) -> None:
    steps = steps_in_statement(connection, number)
    where = (attributions.c.statement_id == number, attributions.c.actor_id.is_not(None))
    for link in connection.execute(select(attributions).where(*where)).all():
        recorded = _recorded(link.recorded_actor_id, link.actor_id)
        due = meant(recorded, steps)
        if due != link.actor_id:
            change = attributions.update().where(attributions.c.id == link.id)
            connection.execute(change.values(**_in_force(recorded, due)))


def _settle_claim(connection: Connection, number: int) -> None:
    order = (claim_actors.c.position, claim_actors.c.actor_id)
    found = select(claim_actors).where(claim_actors.c.claim_id == number).order_by(*order)
    links = connection.execute(found).all()
    recorded = [(_recorded(link.recorded_actor_id, link.actor_id), link.role) for link in links]
    due = all_meant(recorded, steps_in_claim(connection, number))
    changed = [
        {**link._asdict(), **_in_force(before, after)}
        for link, (before, _role), after in zip(links, recorded, due, strict=True)
        if after != link.actor_id
    ]
    if not changed:
        return
    # Taken away and added, since one may become what another was.
    for link, after in zip(links, due, strict=True):
        if after != link.actor_id:
            same = (claim_actors.c.actor_id == link.actor_id, claim_actors.c.role == link.role)
            connection.execute(claim_actors.delete().where(claim_actors.c.claim_id == number, *same))
    connection.execute(claim_actors.insert(), changed)


def _recorded(recorded: int | None, actor: int) -> int:
    return actor if recorded is None else recorded


def _in_force(recorded: int, due: int) -> dict[str, int | None]:
    return {"actor_id": due, "recorded_actor_id": None if due == recorded else recorded}


def _refuse_unless_speaker(connection: Connection, number: int, actor_id: int) -> None:
    query = (
        select(actors.c.id, actors.c.name)
        .join(attributions, attributions.c.actor_id == actors.c.id)
        .where(attributions.c.statement_id == number)
        .order_by(attributions.c.position)
    )
    speakers = connection.execute(query).all()
    if all(speaker.id != actor_id for speaker in speakers):
        called = f"{actor_id} {name_of(connection, actor_id)}"
        raise NotInStatementError(number, called, [f"{each.id} {each.name}" for each in speakers])


def _refuse_unless_about(connection: Connection, number: int, actor_id: int) -> None:
    query = (
        select(actors.c.id, actors.c.name)
        .join(claim_actors, claim_actors.c.actor_id == actors.c.id)
        .where(claim_actors.c.claim_id == number)
        .order_by(claim_actors.c.position, actors.c.id)
    )
    about = connection.execute(query).all()
    if all(each.id != actor_id for each in about):
        called = f"{actor_id} {name_of(connection, actor_id)}"
        raise NotInClaimError(number, called, [f"{each.id} {each.name}" for each in about])
