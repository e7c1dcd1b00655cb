"""Adds actors by hand and edits them: names, kinds, identifiers; each recorded, so that it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.actor_directory import ActorDirectory
from claimsdb.actions.judging import Recording, annotator_called, name_of, record, told
from claimsdb.actions.splitting import made_of
from claimsdb.database.rows import RowsAtOnce
from claimsdb.errors.judgements import IdentifierTakenError, NameTakenError, NothingToEditError
from claimsdb.queries.lookup import find_actor, members_of
from claimsdb.queries.tables import actors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy.orm import Session

    from claimsdb.actions.actor_directory import KnownActor
    from claimsdb.actions.judging import Edit
    from claimsdb.records.annotations import ActorNote
    from claimsdb.records.judgements import Ground


def add_actor(session: Session, note: ActorNote, ground: Ground) -> int:
    """Add an actor; return the number of the judgement that records it.

    Raises:
        NameTakenError: somebody bears one of the names, and not ``anyway``.
        IdentifierTakenError: somebody else has one of the identifiers.
    """
    directory = ActorDirectory(session.connection(), RowsAtOnce(session.connection()))
    if not ground.anyway:
        for name in (note.name, *(alias.name for alias in note.aliases)):
            _refuse_taken_name(directory, name, ())
    _refuse_taken_identifiers(directory, note, ())
    actor = directory.add(note.name, note.kind)
    for alias in note.aliases:
        if alias.name not in actor.names:
            directory.add_name(actor, alias.name, alias.kind, alias.language)
    for scheme, value in note.identifiers:
        directory.add_identifier(actor, scheme, value)
    who = annotator_called(session, ground.by)
    return record(session, Recording("add", (actor.id,), told(ground.why), who, made_of(note)))


def edit_actor(session: Session, called: str, note: ActorNote, ground: Ground, *, renamed: bool) -> int:
    """Change what a note says of an actor, its main name only if ``renamed``; return the judgement's number.

    Raises:
        ClaimsDBError: the actor is not known or ambiguous, a name or identifier is somebody else's, or
            nothing is new.
    """
    connection = session.connection()
    number = find_actor(connection, called)
    ours = members_of(connection, number)
    directory = ActorDirectory(connection, RowsAtOnce(connection))
    name = name_of(connection, number)
    actor = next(each for each in directory.named(directory.fold(name)) if each.id == number)
    directory.describe([actor])
    if not ground.anyway:
        for new in (note.name if renamed else name, *(alias.name for alias in note.aliases)):
            if new not in actor.names:
                _refuse_taken_name(directory, new, ours)
    _refuse_taken_identifiers(directory, note, [number])
    edits = list(_edited(session, directory, actor, note, renamed=renamed))
    if not edits:
        raise NothingToEditError(f"{number} {name}")
    who = annotator_called(session, ground.by)
    return record(session, Recording("edit", (number,), told(ground.why), who, edits, called=name))


def _edited(
    session: Session, directory: ActorDirectory, actor: KnownActor, note: ActorNote, *, renamed: bool
) -> Iterator[Edit]:
    for alias in note.aliases:
        if alias.name not in actor.names:
            directory.add_name(actor, alias.name, alias.kind, alias.language)
            yield "alias", None, alias.name
    for scheme, value in note.identifiers:
        if (scheme, value) not in actor.identifiers:
            directory.add_identifier(actor, scheme, value)
            yield "identifier", None, f"{scheme}:{value}"
    if renamed and note.name != actor.name:
        if note.name not in actor.names:
            directory.add_name(actor, note.name, "full")
            yield "alias", None, note.name
        session.connection().execute(actors.update().where(actors.c.id == actor.id).values(name=note.name))
        yield "name", actor.name, note.name
    if note.kind is not None and note.kind != actor.kind:
        before = actor.kind
        directory.set_kind(actor, note.kind)
        yield "kind", before, note.kind


def _refuse_taken_name(directory: ActorDirectory, name: str, ours: Collection[int]) -> None:
    bearers = [each for each in directory.named(directory.fold(name)) if each.id not in ours]
    if bearers:
        raise NameTakenError(name, [(each.id, each.name) for each in bearers])


def _refuse_taken_identifiers(directory: ActorDirectory, note: ActorNote, ours: Collection[int]) -> None:
    for scheme, value in note.identifiers:
        for owner in directory.identified([(scheme, value)]):
            if owner.id not in ours:
                raise IdentifierTakenError(f"{scheme}:{value}", owner.id, owner.name)
