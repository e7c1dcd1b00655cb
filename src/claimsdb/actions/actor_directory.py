"""The actors of the database by their names and identifiers, and those that are being added."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from claimsdb.database.rows import among
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from claimsdb.database.rows import Rows

NAMED: Final = (
    "SELECT actors.id, actors.name, actors.kind, name_folded FROM actor_names "
    "JOIN actors ON actors.id = actor_id WHERE name_folded"
)
IDENTIFIED: Final = (
    "SELECT actors.id, name, kind, scheme, value FROM actor_identifiers "
    "JOIN actors ON actors.id = actor_id WHERE value"
)


@dataclass(slots=True, eq=False)
class KnownActor:
    """An actor that is there, or will be once the rows that wait are written.

    ``folded`` is its main name's form for matching. Its ``names`` and ``identifiers`` are all of
    them once it ``is_described``.
    """

    id: int
    name: str
    folded: str
    kind: str | None
    is_described: bool = False
    names: set[str] = field(default_factory=set)
    identifiers: set[tuple[str, str]] = field(default_factory=set)


class ActorDirectory:
    """Looks names up many at a time, each once, as long as nobody else writes.

    ``folded`` are names with their forms for matching, as far as they are known already.
    """

    def __init__(self, connection: Connection, rows: Rows) -> None:
        self._connection, self._rows = connection, rows
        self.folded: dict[str, str] = {}
        self._by_number: dict[int, KnownActor] = {}
        self._by_folded: dict[str, list[KnownActor]] = {}
        self._by_identifier: dict[tuple[str, str], KnownActor | None] = {}

    def fold(self, name: str) -> str:
        """Return the form of a name for matching."""
        folded = self.folded.get(name)
        if folded is None:
            folded = self.folded[name] = fold_name(name)
        return folded

    def look_up(self, names: Iterable[str], identifiers: Iterable[tuple[str, str]] = ()) -> None:
        """Read who bears any of these names or identifiers, with one look for all."""
        folded = {known for name in names if (known := self.fold(name)) not in self._by_folded}
        pairs = {pair for pair in identifiers if pair not in self._by_identifier}
        self._by_folded |= {name: [] for name in folded}
        self._by_identifier |= dict.fromkeys(pairs)
        for number, name, kind, borne in sorted(among(self._connection, NAMED, folded), key=itemgetter(0)):
            bearers, actor = self._by_folded[borne], self._known(number, name, kind)
            if actor not in bearers:
                bearers.append(actor)
        for number, name, kind, *pair in among(self._connection, IDENTIFIED, {value for _, value in pairs}):
            if (scheme_and_value := tuple(pair)) in pairs:
                self._by_identifier[scheme_and_value] = self._known(number, name, kind)

    def describe(self, actors: Iterable[KnownActor]) -> None:
        """Read all names and identifiers of some actors."""
        new = {actor.id: actor for actor in actors if not actor.is_described}
        query = "SELECT actor_id, name FROM actor_names WHERE actor_id"
        for number, name in among(self._connection, query, new):
            new[number].names.add(name)
        query = "SELECT actor_id, scheme, value FROM actor_identifiers WHERE actor_id"
        for number, scheme, value in among(self._connection, query, new):
            new[number].identifiers.add((scheme, value))
        for actor in new.values():
            actor.is_described = True

    def named(self, folded: str) -> list[KnownActor]:
        """Return the actors that bear a name, given as it is matched, in the order of their numbers."""
        found = self._by_folded.get(folded)
        if found is None:
            self.look_up([folded])
            found = self._by_folded[folded]
        return found

    def mainly_named(self, folded: str) -> list[KnownActor]:
        """Return those whose main name it is."""
        return [actor for actor in self.named(folded) if actor.folded == folded]

    def identified(self, identifiers: Iterable[tuple[str, str]]) -> list[KnownActor]:
        """Return the actors that have any of the identifiers, in the order of their numbers."""
        pairs = list(identifiers)
        self.look_up((), pairs)
        found = {actor.id: actor for pair in pairs if (actor := self._by_identifier[pair]) is not None}
        return [found[number] for number in sorted(found)]

    def add(self, name: str, kind: str | None) -> KnownActor:
        """Add an actor under its main name."""
        number, folded = self._rows.number("actors"), self.fold(name)
        actor = self._by_number[number] = KnownActor(number, name, folded, kind, is_described=True)
        actor.names.add(name)
        self.named(folded).append(actor)  # its number is the greatest
        self._rows.add("actors", number, name, kind)
        self._rows.add("actor_names", number, name, folded, "full", None)
        return actor

    def add_name(self, actor: KnownActor, name: str, kind: str, language: str | None = None) -> None:
        """Let an actor be known by another name too."""
        folded = self.fold(name)
        bearers = self.named(folded)
        if actor not in bearers:
            bearers.append(actor)
            bearers.sort(key=lambda bearer: bearer.id)
        actor.names.add(name)
        self._rows.add("actor_names", actor.id, name, folded, kind, language)

    def add_identifier(self, actor: KnownActor, scheme: str, value: str) -> None:
        """Let an actor be known by an identifier."""
        actor.identifiers.add((scheme, value))
        self._by_identifier[scheme, value] = actor
        self._rows.add("actor_identifiers", actor.id, scheme, value)

    def set_kind(self, actor: KnownActor, kind: str) -> None:
        """Record what kind of actor it is."""
        actor.kind = kind
        self._rows.change("actors", actor.id, "kind", kind)

    def _known(self, number: int, name: str, kind: str | None) -> KnownActor:
        actor = self._by_number.get(number)
        if actor is None:
            actor = self._by_number[number] = KnownActor(number, name, self.fold(name), kind)
        return actor
