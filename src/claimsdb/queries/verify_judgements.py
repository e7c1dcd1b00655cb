"""Proves that who is merged, and whom each link means, is what the standing judgements lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from claimsdb.queries.standing_judgements import (
    all_meant,
    judged_of_two,
    meant,
    roots,
    steps_in_claim,
    steps_in_statement,
)
from claimsdb.queries.tables import actor_split_parts, actors, attributions, claim_actors
from claimsdb.records.loading import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def merge_faults(connection: Connection) -> Iterator[Fault]:
    """Name each actor that is merged otherwise than the merges that stand lead to."""
    due = roots(judged_of_two(connection))
    query = select(actors.c.id, actors.c.merged_into_id).where(
        or_(actors.c.merged_into_id.is_not(None), actors.c.id.in_(due))
    )
    for actor, into in connection.execute(query.order_by(actors.c.id)):
        if into != due.get(actor):
            by_word = due.get(actor)
            yield Fault("actors", actor, f"it is merged into {into}, and by the judgements into {by_word}")


def split_faults(connection: Connection) -> Iterator[Fault]:
    """Name each statement and claim whose links mean others than the splits that stand say."""
    part = actor_split_parts.c
    covered = select(part.statement_id).where(part.statement_id.is_not(None))
    changed = select(attributions.c.statement_id).where(attributions.c.recorded_actor_id.is_not(None))
    for number in sorted(set(connection.scalars(covered.union(changed)))):
        links = select(attributions).where(
            attributions.c.statement_id == number, attributions.c.actor_id.is_not(None)
        )
        steps = steps_in_statement(connection, number)
        for link in connection.execute(links):
            recorded = link.recorded_actor_id or link.actor_id
            if meant(recorded, steps) != link.actor_id:
                yield Fault("statements", number, f"its speaker {link.position} is not whom the splits mean")
    covered = select(part.claim_id).where(part.claim_id.is_not(None))
    changed = select(claim_actors.c.claim_id).where(claim_actors.c.recorded_actor_id.is_not(None))
    for number in sorted(set(connection.scalars(covered.union(changed)))):
        links = select(claim_actors).where(claim_actors.c.claim_id == number)
        found = connection.execute(links.order_by(claim_actors.c.position, claim_actors.c.actor_id)).all()
        recorded_links = [(row.recorded_actor_id or row.actor_id, row.role) for row in found]
        due = all_meant(recorded_links, steps_in_claim(connection, number))
        if due != [row.actor_id for row in found]:
            yield Fault("claims", number, "it is about others than those whom the splits mean")
