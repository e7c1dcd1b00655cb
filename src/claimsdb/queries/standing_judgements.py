"""What follows from the judgements on actors that stand: who is one, who is two, whom a link means.

All is worked out from the judgements in the order they were made, so that one can be taken back
whenever, and the rest stands as if it had never been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.queries.tables import actor_judgements, actor_split_parts
from claimsdb.records.judgements import Judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

    Link = tuple[int, str]
    """An actor as recorded, and what it may be tied only once by: its role."""
    Step = tuple[int, int]
    """A split: whom a link meant before, and whom it means."""

TWO_ARE_ONE = "merge"
TWO_ARE_TWO = ("distinct", "split")


def stands() -> ColumnElement[bool]:
    """Write the condition that a judgement is none that takes another back, and was not taken back."""
    other = actor_judgements.alias("other")
    undone = select(other.c.id).where(other.c.undoes_id == actor_judgements.c.id).exists()
    return (actor_judgements.c.judgement != "undo") & ~undone


def judged_of_two(connection: Connection) -> list[Judged]:
    """Return the judgements on two actors that stand, in the order they were made."""
    query = (
        select(
            actor_judgements.c.id,
            actor_judgements.c.judgement,
            actor_judgements.c.actor_id,
            actor_judgements.c.other_id,
            actor_judgements.c.rationale,
        )
        .where(*_of_two_that_are_there())
        .order_by(actor_judgements.c.id)
    )
    return [Judged(*row) for row in connection.execute(query)]


def roots(judged: Iterable[Judged]) -> dict[int, int]:
    """Return for each actor that is merged into another the one that stands for it in the end."""
    into: dict[int, int] = {}
    for each in judged:
        if each.judgement == TWO_ARE_ONE:
            kept, merged = root(into, each.actor_id), root(into, each.other_id)
            if kept != merged:
                into[merged] = kept
    return {actor: root(into, actor) for actor in into}


def root(into: dict[int, int], actor: int) -> int:
    """Return the actor that stands for one."""
    while actor in into:
        actor = into[actor]
    return actor


def told_apart(judged: Sequence[Judged], one: int, other: int) -> Judged | None:
    """Return the first judgement by which any of one's group and any of the other's are two."""
    into = roots(judged)
    pair = {root(into, one), root(into, other)}
    apart = (each for each in judged if each.judgement in TWO_ARE_TWO)
    return next(
        (each for each in apart if {root(into, each.actor_id), root(into, each.other_id)} == pair), None
    )


def made_one(judged: Sequence[Judged], one: int, other: int) -> Judged | None:
    """Return the merge by which two actors became one, None if they are two."""
    for count, each in enumerate(judged, start=1):
        if each.judgement == TWO_ARE_ONE:
            into = roots(judged[:count])
            if root(into, one) == root(into, other):
                return each
    return None


def pairs_apart(judged: Sequence[Judged]) -> set[tuple[int, int]]:
    """Return the pairs that were told apart, by the actors that stand for them, the lower id first."""
    into = roots(judged)
    found = ((root(into, each.actor_id), root(into, each.other_id)) for each in judged if _is_apart(each))
    return {(min(pair), max(pair)) for pair in found}


def _is_apart(judged: Judged) -> bool:
    return judged.judgement in TWO_ARE_TWO


def steps_in_statement(connection: Connection, number: int) -> list[Step]:
    """Return the splits that stand and cover a statement, in order."""
    return _steps(connection, actor_split_parts.c.statement_id == number)


def steps_in_claim(connection: Connection, number: int) -> list[Step]:
    """Return the splits that stand and cover a claim, in order."""
    return _steps(connection, actor_split_parts.c.claim_id == number)


def _steps(connection: Connection, covering: ColumnElement[bool]) -> list[Step]:
    query = (
        select(actor_judgements.c.actor_id, actor_judgements.c.other_id)
        .join(actor_split_parts, actor_split_parts.c.judgement_id == actor_judgements.c.id)
        .where(covering, *_of_two_that_are_there())
        .order_by(actor_judgements.c.id)
    )
    return [(one, other) for one, other in connection.execute(query)]


def _of_two_that_are_there() -> tuple[ColumnElement[bool], ...]:
    both = (actor_judgements.c.actor_id, actor_judgements.c.other_id)
    return stands(), *(each.is_not(None) for each in both)


def meant(actor: int, steps: Iterable[Step]) -> int:
    """Return whom a link means that names an actor."""
    for before, after in steps:
        if actor == before:
            actor = after
    return actor


def all_meant(recorded: Sequence[Link], steps: Sequence[Step]) -> list[int]:
    """Return whom each of the links of a claim means.

    Where the claim is tied to the new actor already, by what is recorded, the old one is meant: whoever
    wrote both down knew them for two.
    """
    taken = set(recorded)
    found = []
    for actor, role in recorded:
        after = meant(actor, steps)
        if after != actor and (after, role) in taken:
            after = actor
        taken.add((after, role))
        found.append(after)
    return found
