"""Which actors may be the same, by their names in any script: proposals, ranked, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.errors.questions import NoLikenessError, UnknownWordError
from claimsdb.queries.lookup import find_actor
from claimsdb.queries.standing_judgements import judged_of_two, pairs_apart
from claimsdb.queries.tables import actor_identifiers, actor_names, actors
from claimsdb.records.questions import LIKELY
from claimsdb.records.rows import SimilarActors
from claimsdb.records.vocabulary import ACTOR_KINDS
from claimsdb.text.name_candidates import Candidates
from claimsdb.text.name_words import name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.text.name_likeness import Likeness

_BODIES: Final = frozenset({"organisation", "group", "outlet"})
"""Kinds that one may take for another."""

_OTHER_BODY: Final = 10.0
_LINKS: Final = frozenset({"http", "https", "url", "website"})
"""Schemes of which one actor may have several values."""

_MOST: Final = 100.0


@dataclass(slots=True, eq=False)
class _Actor:
    id: int
    name: str
    kind: str | None
    names: list[str] = field(default_factory=list)
    identifiers: dict[str, set[str]] = field(default_factory=dict)


def similar_actors(
    connection: Connection,
    *,
    name: str | None = None,
    kind: str | None = None,
    least: float = LIKELY,
    limit: int | None = None,
) -> list[SimilarActors]:
    """Return the pairs of actors (of one kind, or with one actor) that are at least so like, likest first.

    All names of each are compared, those of actors merged into it too. Not proposed are actors that were
    judged two, actors of kinds that cannot be one, such as a person and a state, and those with different
    identifiers of one scheme.

    Raises:
        UnknownActorError, AmbiguousActorError: the name is nobody's, or several actors'.
        UnknownWordError: there is no such kind of actor.
        NoLikenessError: ``least`` is not from 0 to 100.
    """
    if not 0 <= least <= _MOST:
        raise NoLikenessError(least)
    if kind is not None and kind not in ACTOR_KINDS:
        raise UnknownWordError("kind of actor", kind, ACTOR_KINDS)
    wanted = None if name is None else find_actor(connection, name)
    apart = pairs_apart(judged_of_two(connection))
    found = _alike(_read(connection, kind, wanted), wanted, least, apart)
    rows = sorted(found, key=lambda row: (-row.score, row.actor_id, row.other_id))
    return rows[:limit]


def _alike(
    known: list[_Actor], wanted: int | None, least: float, apart: set[tuple[int, int]]
) -> Iterator[SimilarActors]:
    """Yield each pair once, by the names that are likest; the one that is wanted comes first in it.

    Pairs that are ``apart``, the lower id first, are left out.
    """
    bearers = [actor for actor in known for _ in actor.names]
    names = [name for actor in known for name in actor.names]
    candidates = Candidates([name_words(name) for name in names])
    owners = [actor.id for actor in bearers]
    best: dict[tuple[int, int], tuple[float, int, int, str]] = {}
    for one, other, likeness in candidates.alike(owners, least, wanted):
        first, second = sorted((one, other), key=lambda place: (owners[place] != wanted, owners[place]))
        if (min(owners[one], owners[other]), max(owners[one], owners[other])) in apart:
            continue
        judged = _judged(bearers[first], bearers[second], likeness)
        pair = owners[first], owners[second]
        if judged is not None and judged[0] >= least and (pair not in best or judged[0] > best[pair][0]):
            best[pair] = judged[0], first, second, judged[1]
    for (one_id, other_id), (score, first, second, reason) in best.items():
        a, b = bearers[first], bearers[second]
        told = (
            "" if (names[first], names[second]) == (a.name, b.name) else f"{names[first]} / {names[second]}: "
        )
        yield SimilarActors(one_id, a.name, other_id, b.name, score, told + reason)


def _judged(one: _Actor, other: _Actor, likeness: Likeness) -> tuple[float, str] | None:
    """Return the likeness of two actors by that of two names, None if they cannot be one."""
    schemes = (one.identifiers.keys() & other.identifiers.keys()) - _LINKS
    if any(one.identifiers[scheme].isdisjoint(other.identifiers[scheme]) for scheme in schemes):
        return None
    if None in {one.kind, other.kind} or one.kind == other.kind:
        return likeness.score, likeness.reason
    if not {one.kind, other.kind} <= _BODIES:
        return None
    return round(likeness.score - _OTHER_BODY, 1), f"{likeness.reason}; {one.kind} / {other.kind}"


def _read(connection: Connection, kind: str | None, wanted: int | None) -> list[_Actor]:
    query = (
        select(actors.c.id, actors.c.name, actors.c.kind)
        .where(actors.c.merged_into_id.is_(None))
        .order_by(actors.c.id)
    )
    if kind is not None:
        query = query.where((actors.c.kind == kind) | (actors.c.id == wanted))
    known = {row.id: _Actor(row.id, row.name, row.kind) for row in connection.execute(query)}
    merged = select(actors.c.id, actors.c.merged_into_id).where(actors.c.merged_into_id.is_not(None))
    standing = {row.id: row.merged_into_id for row in connection.execute(merged)}
    named = select(actor_names.c.actor_id, actor_names.c.name).order_by(actor_names.c.id)
    for actor_id, name in connection.execute(named):
        actor = known.get(standing.get(actor_id, actor_id))
        if actor is not None and (actor_id not in standing or name not in actor.names):
            actor.names.append(name)
    for row in connection.execute(select(actor_identifiers)):
        actor = known.get(standing.get(row.actor_id, row.actor_id))
        if actor is not None:
            actor.identifiers.setdefault(row.scheme, set()).add(row.value)
    return list(known.values())
