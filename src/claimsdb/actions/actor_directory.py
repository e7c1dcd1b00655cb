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
    "SELECT actors.id, actors.name, actors.kind, merged_into_id, name_folded FROM actor_names "
    "JOIN actors ON actors.id = actor_id WHERE name_folded"
)
IDENTIFIED: Final = (
    "SELECT actors.id, name, kind, merged_into_id, scheme, value FROM actor_identifiers "
    "JOIN actors ON actors.id = actor_id WHERE value"
)
EDITED: Final = (
    "SELECT actor_id, field, before FROM actor_edits "
    "JOIN actor_judgements ON actor_judgements.id = judgement_id "
    "WHERE judgement = 'edit' AND field IN ('name', 'kind') AND NOT EXISTS "
    "(SELECT 1 FROM actor_judgements AS other WHERE other.undoes_id = judgement_id)"
)


@dataclass(slots=True, eq=False)
class KnownActor:
    """An actor that is there, or will be once the rows that wait are written.

    ``folded`` is its main name's form for matching, and ``root`` the number of the actor that stands for
    it. ``mains`` and ``kinds`` hold what its main name and kind were before they were edited, too. Its
    ``names`` and ``identifiers`` are all of them once it ``is_described``.
    """

    id: int
    name: str
    folded: str
    kind: str | None
    root: int
    mains: set[str]
    kinds: set[str | None]
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
        self._edited: dict[int, list[tuple[str, str | None]]] | None = None

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
        found = sorted(among(self._connection, NAMED, folded), key=itemgetter(0))
        for number, name, kind, into, borne in found:
            bearers, actor = self._by_folded[borne], self._known(number, name, kind, into)
            if actor not in bearers:
                bearers.append(actor)
        owners = among(self._connection, IDENTIFIED, {value for _, value in pairs})
        for number, name, kind, into, *pair in owners:
            if (scheme_and_value := tuple(pair)) in pairs:
                self._by_identifier[scheme_and_value] = self._known(number, name, kind, into)

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
        """Return those whose main name it is, or was before it was edited."""
        return [actor for actor in self.named(folded) if folded in actor.mains]

    def identified(self, identifiers: Iterable[tuple[str, str]]) -> list[KnownActor]:
        """Return the actors that have any of the identifiers, in the order of their numbers."""
        pairs = list(identifiers)
        self.look_up((), pairs)
        found = {actor.id: actor for pair in pairs if (actor := self._by_identifier[pair]) is not None}
        return [found[number] for number in sorted(found)]

    def add(self, name: str, kind: str | None) -> KnownActor:
        """Add an actor under its main name."""
        number, folded = self._rows.number("actors"), self.fold(name)
        actor = self._by_number[number] = KnownActor(number, name, folded, kind, number, {folded}, {kind})
        actor.is_described = True
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
        actor.kinds = {kind}
        self._rows.change("actors", actor.id, "kind", kind)

    def group_anew(self) -> None:
        """Read again which actor stands for each, once any were merged."""
        query = "SELECT id, merged_into_id FROM actors WHERE id"
        for number, into in among(self._connection, query, self._by_number):
            self._by_number[number].root = into or number

    def _known(self, number: int, name: str, kind: str | None, into: int | None) -> KnownActor:
        actor = self._by_number.get(number)
        if actor is None:
            folded = self.fold(name)
            actor = KnownActor(number, name, folded, kind, into or number, {folded}, {kind})
            self._by_number[number] = actor
            for edited, before in self._before_edits().get(number, ()):
                if edited == "kind":
                    actor.kinds.add(before)
                elif before is not None:
                    actor.mains.add(self.fold(before))
        return actor

    def _before_edits(self) -> dict[int, list[tuple[str, str | None]]]:
        """Return what main names and kinds were before the edits that stand, by the actors' numbers."""
        if self._edited is None:
            self._edited = {}
            for number, edited, before in self._connection.exec_driver_sql(EDITED):
                self._edited.setdefault(number, []).append((edited, before))
        return self._edited
