"""Actors: from the names an annotation uses to the actors meant, added where they are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from claimsdb.errors.actions import AmbiguousNameError
from claimsdb.models import Actor, ActorIdentifier, ActorName
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from claimsdb.records.annotations import ActorNote


class ActorBook:
    """The actors that one annotation declares and uses, by every name it knows them under.

    A name means, in this order: an actor declared in the file; the one actor in the database
    with that main name; the one with that alias; a new actor of unknown kind. ``notes`` tells
    what a person should look at: names taken by alias, names that were never declared, and
    new actors that share a name with one known before.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_name: dict[str, list[Actor]] = {}
        self.notes: list[str] = []

    def declare(self, note: ActorNote) -> None:
        """Take in an actor that the file declares: one known before, or a new one.

        Raises:
            AmbiguousNameError: it can be any of several known before.
        """
        known = _declared_before(self._session, note)
        meant = known or [self._declared_anew(note)]
        for name in (note.name, *(alias.name for alias in note.aliases)):
            bearers = self._by_name.setdefault(fold_name(name), [])
            bearers += [actor for actor in meant if actor not in bearers]
        _complete(_only(note.name, meant), note)
        self._session.flush()

    def actor(self, name: str) -> Actor:
        """Return the actor that a name means.

        Raises:
            AmbiguousNameError: it can mean several.
        """
        known = self._by_name.get(fold_name(name))
        if known is None:
            known = [self._from_database(name)]
            self._by_name[fold_name(name)] = known
        return _only(name, known)

    def author(self, name: str) -> Actor | None:
        """Return the actor that a byline names, if one is known by it; bylines add none."""
        declared = self._by_name.get(fold_name(name), [])
        known = declared or _by_main_name(self._session, name)
        return known[0] if len(known) == 1 else None

    def _declared_anew(self, note: ActorNote) -> Actor:
        for name in (note.name, *(alias.name for alias in note.aliases)):
            for other in _by_any_name(self._session, name):
                self.notes.append(
                    f"{note.name} is a new actor, though «{name}» is a name of {other.name} too: "
                    "if they are one, declare it by the name or an identifier that is known"
                )
        return _new_actor(self._session, note.name, note.kind)

    def _from_database(self, name: str) -> Actor:
        if known := _by_main_name(self._session, name):
            return _only(name, known)
        if known := _by_any_name(self._session, name):
            actor = _only(name, known)
            self.notes.append(f"«{name}» is taken to be {actor.name}, known by that name before")
            return actor
        actor = _new_actor(self._session, name, None)
        self._session.flush()
        self.notes.append(f"«{name}» is a new actor of unknown kind: declare it under actors: to say more")
        return actor


def _declared_before(session: Session, note: ActorNote) -> list[Actor]:
    if known := _by_identifier(session, note):
        return known
    return [actor for actor in _by_main_name(session, note.name) if _can_be(actor, note)]


def _can_be(actor: Actor, note: ActorNote) -> bool:
    if actor.kind and note.kind and actor.kind != note.kind:
        return False
    theirs = {(each.scheme, each.value) for each in actor.identifiers}
    schemes = {scheme for scheme, _ in theirs}
    return all((scheme, value) in theirs or scheme not in schemes for scheme, value in note.identifiers)


def _complete(actor: Actor, note: ActorNote) -> None:
    """Add what the note knows more; what is known already is never overwritten."""
    actor.kind = actor.kind or note.kind
    known = {name.name for name in actor.names}
    for alias in note.aliases:
        if alias.name not in known:
            known.add(alias.name)
            actor.names.append(_name(alias.name, alias.kind, alias.language))
    if note.name not in known:
        actor.names.append(_name(note.name, "alias"))
    theirs = {(each.scheme, each.value) for each in actor.identifiers}
    actor.identifiers += [
        ActorIdentifier(scheme=scheme, value=value)
        for scheme, value in dict.fromkeys(note.identifiers)
        if (scheme, value) not in theirs
    ]


def _new_actor(session: Session, name: str, kind: str | None) -> Actor:
    actor = Actor(name=name, kind=kind, names=[_name(name, "full")])
    session.add(actor)
    return actor


def _name(name: str, kind: str, language: str | None = None) -> ActorName:
    return ActorName(name=name, name_folded=fold_name(name), kind=kind, language=language)


def _by_identifier(session: Session, note: ActorNote) -> list[Actor]:
    if not note.identifiers:
        return []
    same = (
        (ActorIdentifier.scheme == scheme) & (ActorIdentifier.value == value)
        for scheme, value in note.identifiers
    )
    query = select(Actor).join(Actor.identifiers).where(or_(*same)).distinct().order_by(Actor.id)
    return list(session.scalars(query))


def _by_main_name(session: Session, name: str) -> list[Actor]:
    folded = fold_name(name)
    return [actor for actor in _by_any_name(session, name) if fold_name(actor.name) == folded]


def _by_any_name(session: Session, name: str) -> list[Actor]:
    query = select(Actor).join(Actor.names).where(ActorName.name_folded == fold_name(name)).distinct()
    return list(session.scalars(query.order_by(Actor.id)))


def _only(name: str, actors: Sequence[Actor]) -> Actor:
    if len(actors) > 1:
        raise AmbiguousNameError(name, [(actor.id, actor.name, actor.kind) for actor in actors])
    return actors[0]
