"""Actors: from the names an annotation uses to the actors meant, added where they are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.actions import AmbiguousNameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.actions.actor_directory import ActorDirectory, KnownActor
    from claimsdb.records.annotations import ActorNote


class ActorBook:
    """The actors that one annotation declares and uses, by every name it knows them under.

    A name means, in this order: an actor declared in the file; the one actor in the database
    with that main name; the one with that alias; a new actor of unknown kind. What is meant is the actor
    as recorded, though it be merged into another; of several that are merged with each other, the one
    whose main name it is, or that stands for all. ``notes`` tells
    what a person should look at: names taken by alias, names that were never declared, and
    new actors that share a name with one known before. ``declared`` tells which actor each of those is
    that the file declares.
    """

    def __init__(self, directory: ActorDirectory) -> None:
        self._directory = directory
        self._by_name: dict[str, list[KnownActor]] = {}
        self.notes: list[str] = []
        self.declared: dict[ActorNote, KnownActor] = {}

    def declare(self, note: ActorNote) -> None:
        """Take in an actor that the file declares: one known before, or a new one.

        Raises:
            AmbiguousNameError: it can be any of several known before.
        """
        known = self._declared_before(note)
        self._directory.describe(known)
        meant = known or [self._declared_anew(note)]
        for name in (note.name, *(alias.name for alias in note.aliases)):
            bearers = self._by_name.setdefault(self._directory.fold(name), [])
            bearers += [actor for actor in meant if actor not in bearers]
        actor = self.declared[note] = self._only(note.name, meant)
        self._complete(actor, note)

    def actor(self, name: str) -> KnownActor:
        """Return the actor that a name means.

        Raises:
            AmbiguousNameError: it can mean several.
        """
        folded = self._directory.fold(name)
        known = self._by_name.get(folded)
        if known is None:
            known = self._by_name[folded] = [self._from_database(name, folded)]
        return known[0] if len(known) == 1 else self._only(name, known)

    def group_anew(self) -> None:
        """Know of the actors that were merged meanwhile."""
        self._directory.group_anew()

    def author(self, name: str) -> KnownActor | None:
        """Return the actor that a byline names, if one is known by it; bylines add none."""
        folded = self._directory.fold(name)
        known = self._by_name.get(folded) or self._directory.mainly_named(folded)
        return self._only(name, known) if len({actor.root for actor in known}) == 1 else None

    def _declared_anew(self, note: ActorNote) -> KnownActor:
        for name in (note.name, *(alias.name for alias in note.aliases)):
            for other in self._directory.named(self._directory.fold(name)):
                self.notes.append(
                    f"{note.name} is a new actor, though «{name}» is a name of {other.name} too: "
                    "if they are one, declare it by the name or an identifier that is known"
                )
        return self._directory.add(note.name, note.kind)

    def _from_database(self, name: str, folded: str) -> KnownActor:
        known = self._directory.named(folded)
        if mainly := self._directory.mainly_named(folded):
            return self._only(name, mainly)
        if known:
            actor = self._only(name, known)
            self.notes.append(f"«{name}» is taken to be {actor.name}, known by that name before")
            return actor
        actor = self._directory.add(name, None)
        self.notes.append(f"«{name}» is a new actor of unknown kind: declare it under actors: to say more")
        return actor

    def _declared_before(self, note: ActorNote) -> list[KnownActor]:
        if known := self._directory.identified(note.identifiers):
            return known
        named = self._directory.mainly_named(self._directory.fold(note.name))
        self._directory.describe(named)
        return [actor for actor in named if _can_be(actor, note)]

    def _complete(self, actor: KnownActor, note: ActorNote) -> None:
        """Add what the note knows more; what is known already is never overwritten."""
        if actor.kind is None and note.kind is not None:
            self._directory.set_kind(actor, note.kind)
        for alias in note.aliases:
            if alias.name not in actor.names:
                self._directory.add_name(actor, alias.name, alias.kind, alias.language)
        if note.name not in actor.names:
            self._directory.add_name(actor, note.name, "alias")
        for scheme, value in note.identifiers:
            if (scheme, value) not in actor.identifiers:
                self._directory.add_identifier(actor, scheme, value)

    def _only(self, name: str, actors: Sequence[KnownActor]) -> KnownActor:
        if len(actors) == 1:
            return actors[0]
        if len({actor.root for actor in actors}) > 1:
            raise AmbiguousNameError(name, [(actor.id, actor.name, actor.kind) for actor in actors])
        folded = self._directory.fold(name)
        return min(actors, key=lambda each: (folded not in each.mains, each.id != each.root, each.id))


def _can_be(actor: KnownActor, note: ActorNote) -> bool:
    if note.kind and not {None, note.kind} & actor.kinds:
        return False
    schemes = {scheme for scheme, _ in actor.identifiers}
    return all(
        (scheme, value) in actor.identifiers or scheme not in schemes for scheme, value in note.identifiers
    )
