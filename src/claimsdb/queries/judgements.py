"""The judgements on actors: who judged what, when and why, and which were taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from claimsdb.queries.lookup import find_actor, members_of
from claimsdb.queries.statements import BATCH
from claimsdb.queries.tables import actor_edits, actor_judgements, actor_split_parts, annotators
from claimsdb.records.judgements import JudgementRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

undoing = actor_judgements.alias("undoing")


def list_judgements(
    connection: Connection,
    *,
    actor: str | None = None,
    everything: bool = False,
    number: int | None = None,
    limit: int | None = None,
) -> Iterator[JudgementRow]:
    """Yield the judgements in the order they were made.

    Only those that stand, or all; those on one actor and all merged into it, or one by its number.

    Raises:
        UnknownActorError: nobody has the name.
        AmbiguousActorError: several have it.
    """
    where: list[ColumnElement[bool]] = []
    if not everything and number is None:
        where += [actor_judgements.c.judgement != "undo", undoing.c.id.is_(None)]
    if number is not None:
        where.append(actor_judgements.c.id == number)
    if actor is not None:
        where.append(on_any_of(members_of(connection, find_actor(connection, actor))))
    yield from _rows(connection, where, limit)


def standing_on(connection: Connection, actors: Sequence[int]) -> Iterator[JudgementRow]:
    """Yield the judgements that stand on any of some actors."""
    where = [actor_judgements.c.judgement != "undo", undoing.c.id.is_(None), on_any_of(actors)]
    yield from _rows(connection, where, None)


def on_any_of(actors: Sequence[int]) -> ColumnElement[bool]:
    """Write the condition that a judgement is on any of some actors."""
    return or_(actor_judgements.c.actor_id.in_(actors), actor_judgements.c.other_id.in_(actors))


def _rows(
    connection: Connection, where: Sequence[ColumnElement[bool]], limit: int | None
) -> Iterator[JudgementRow]:
    query = (
        select(actor_judgements, annotators.c.name.label("by"), undoing.c.id.label("undone_by"))
        .select_from(actor_judgements)
        .outerjoin(annotators, annotators.c.id == actor_judgements.c.annotator_id)
        .outerjoin(undoing, undoing.c.undoes_id == actor_judgements.c.id)
        .where(*where)
        .order_by(actor_judgements.c.id)
        .limit(limit)
    )
    for batch in connection.execute(query).partitions(BATCH):
        numbers = [row.id for row in batch]
        changes, parts = _changes(connection, numbers), _parts(connection, numbers)
        for row in batch:
            covered = parts.get(row.id, [])
            yield JudgementRow(
                judgement_id=row.id,
                judgement=row.judgement,
                actor_id=row.actor_id,
                actor=row.actor_name,
                other_id=row.other_id,
                other=row.other_name,
                why=row.rationale,
                by=row.by,
                judged_at=row.judged_at,
                undoes=row.undoes_id,
                undone_by=row.undone_by,
                changes=tuple(changes.get(row.id, ())),
                statements=tuple(statement for statement, _claim in covered if statement is not None),
                claims=tuple(claim for _statement, claim in covered if claim is not None),
            )


def _changes(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    query = select(actor_edits).where(actor_edits.c.judgement_id.in_(numbers)).order_by(actor_edits.c.id)
    found: dict[int, list[str]] = {}
    for row in connection.execute(query):
        change = row.after if row.before is None else f"{row.before} → {row.after}"
        found.setdefault(row.judgement_id, []).append(f"{row.field}: {change}")
    return found


def _parts(connection: Connection, numbers: Sequence[int]) -> dict[int, list[tuple[int | None, int | None]]]:
    query = (
        select(actor_split_parts)
        .where(actor_split_parts.c.judgement_id.in_(numbers))
        .order_by(actor_split_parts.c.id)
    )
    found: dict[int, list[tuple[int | None, int | None]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.judgement_id, []).append((row.statement_id, row.claim_id))
    return found
