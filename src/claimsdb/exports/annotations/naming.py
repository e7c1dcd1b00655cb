"""The actors of one annotation file: how each is declared, and by which name the claims call it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from claimsdb.records.annotations import ActorNote, JudgementNote, NameNote
from claimsdb.records.place import Place
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.records.annotation_export import WrittenActor
    from claimsdb.records.annotations import RoleNote

HERE = Place("")
"""Where what was not read from a file stands."""


class Naming:
    """Gives each actor of a file a name that is no other's there.

    A further name that is another actor's main name is not declared in this file: the claims would name two
    by it. Of actors whose main names are alike each is called by a further name, made up if there is none.
    ``whole`` are those that are declared with all their names; ``made_up`` counts the names that are new.
    """

    def __init__(self, actors: Sequence[WrittenActor]) -> None:
        self._mains = Counter(fold_name(actor.name) for actor in actors)
        self._others = Counter(name for actor in actors for name in _further(actor, self._mains))
        self._called: dict[int, str] = {}
        self._new: dict[int, str] = {}
        for actor in actors:
            self._called[actor.id] = self._name(actor)
        self._notes = {actor.id: self._note(actor) for actor in actors}
        self.whole = [
            actor.id for actor in actors if not any(self._is_put_off(actor, *n) for n in actor.names)
        ]

    @property
    def made_up(self) -> int:
        """Return how many names the file gives that the database does not have."""
        return len(self._new)

    @property
    def notes(self) -> tuple[ActorNote, ...]:
        """Return how all of them are declared."""
        return tuple(self._notes.values())

    def give_role(self, actor: int, role: RoleNote) -> None:
        """Declare a role of an actor."""
        note = self._notes[actor]
        self._notes[actor] = replace(note, roles=(*note.roles, role))

    def judge(self, actor: int, judgement: str, other: int, why: str) -> None:
        """Declare that an actor is one with another, or is not."""
        note, told = self._notes[actor], JudgementNote(self.called(other), why, HERE)
        if judgement == "merge":
            self._notes[actor] = replace(note, same_as=(*note.same_as, told))
        else:
            self._notes[actor] = replace(note, distinct_from=(*note.distinct_from, told))

    def called(self, actor: int) -> str:
        """Return the name by which the claims call an actor."""
        return self._called[actor]

    def _name(self, actor: WrittenActor) -> str:
        if self._mains[fold_name(actor.name)] == 1:
            return actor.name
        own = (name for name, _kind, _language in actor.names if self._others[fold_name(name)] == 1)
        return next(own, None) or self._make_up(actor)

    def _make_up(self, actor: WrittenActor) -> str:
        for name in _told_apart(actor):
            folded = fold_name(name)
            if not self._mains[folded] and not self._others[folded]:
                break
        self._others[folded] += 1
        self._new[actor.id] = name
        return name

    def _note(self, actor: WrittenActor) -> ActorNote:
        kept = (each for each in actor.names if not self._is_put_off(actor, *each))
        aliases = [NameNote(name, kind or "alias", language) for name, kind, language in kept]
        if actor.id in self._new:
            aliases.append(NameNote(self._new[actor.id]))
        return ActorNote(actor.name, HERE, actor.kind, tuple(aliases), actor.identifiers)

    def _is_put_off(self, actor: WrittenActor, name: str, _kind: str | None, _language: str | None) -> bool:
        folded = fold_name(name)
        return folded != fold_name(actor.name) and bool(self._mains[folded])


def whole_notes(actors: Iterable[WrittenActor]) -> tuple[ActorNote, ...]:
    """Return actors with all their names, for a file whose claims name none of them."""
    return tuple(
        ActorNote(
            actor.name,
            HERE,
            actor.kind,
            tuple(NameNote(name, kind or "alias", language) for name, kind, language in actor.names),
            actor.identifiers,
        )
        for actor in actors
    )


def _further(actor: WrittenActor, mains: Counter[str]) -> set[str]:
    return {folded for name, _kind, _language in actor.names if (folded := fold_name(name)) not in mains}


def _told_apart(actor: WrittenActor) -> Iterator[str]:
    if actor.kind is not None:
        yield f"{actor.name} ({actor.kind})"
    for scheme, value in actor.identifiers:
        yield f"{actor.name} ({scheme} {value})"
    yield f"{actor.name} (actor {actor.id})"
