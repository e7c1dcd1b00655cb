"""One claim: every statement of it in its context, whom it is about, what it is related to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import case, func, select, union_all

from claimsdb.queries.lookup import find_claim
from claimsdb.queries.statements import BATCH, statement_rows
from claimsdb.queries.tables import (
    actors,
    annotators,
    carryings,
    claim_actors,
    claim_relations,
    claim_topics,
    claims,
    passages,
    standing,
    statement_passages,
    statements,
    topics,
    versions,
)
from claimsdb.records.rows import (
    AboutRow,
    ClaimDetail,
    FurtherInContext,
    PassageInContext,
    RelationRow,
    StatementRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection, Row

    from claimsdb.queries.tables import Column

    Words: TypeAlias = ColumnElement[str]

AROUND: Final = 200
"""How many code points of the text are shown before and after a passage, at the most."""


def show_claim(connection: Connection, name: str) -> ClaimDetail:
    """Return one claim, named by its number or key, with all that is known of it.

    Raises:
        UnknownClaimError: there is none of that name.
    """
    claim_id = find_claim(connection, name)
    row = connection.execute(select(claims).where(claims.c.id == claim_id)).one()
    return ClaimDetail(
        claim_id=row.id,
        claim=row.sentence,
        kind=row.kind,
        when=row.event_date,
        status=row.status,
        about=_about(connection, claim_id),
        topics=_topics(connection, claim_id),
        relations=_relations(connection, claim_id),
        statements=tuple(
            in_context(connection, statement_rows(connection, [statements.c.claim_id == claim_id]))
        ),
    )


def in_context(connection: Connection, found: Iterable[StatementRow]) -> Iterator[PassageInContext]:
    """Yield each statement with the text that stands around its passage, a batch at a time."""
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        beside = _beside(connection, [each.statement_id for each in batch])
        further = _further(connection, [each for each in batch if each.further_passages])
        for each in batch:
            row = beside[each.statement_id]
            yield PassageInContext(
                each,
                cut_before(row.before),
                cut_after(row.after),
                row.said,
                row.annotator,
                row.carrying,
                row.score,
                further.get(each.statement_id, ()),
            )


def cut_before(text: str) -> str:
    """Return the paragraph that a text ends with; of more than ``AROUND`` code points the last words."""
    paragraph = text.rpartition("\n")[2]
    if len(paragraph) <= AROUND:
        return paragraph
    _cut, space, words = paragraph[-AROUND - 1 :].partition(" ")
    return "…" + (space + words or paragraph[-AROUND:])


def cut_after(text: str) -> str:
    """Return the paragraph that a text begins with; of more than ``AROUND`` code points the first words."""
    paragraph = text.partition("\n")[0]
    if len(paragraph) <= AROUND:
        return paragraph
    words, space, _cut = paragraph[: AROUND + 1].rpartition(" ")
    return (words + space or paragraph[:AROUND]) + "…"


def text_around(text: Column, start: ColumnElement[int], end: ColumnElement[int]) -> tuple[Words, Words]:
    """Write a little more of a text than is shown before and after a span of it."""
    shown = AROUND + 1
    before = case(
        (start > shown, func.substr(text, start - shown + 1, shown)), else_=func.substr(text, 1, start)
    )
    return before, func.substr(text, end + 1, shown)


def _shown() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Return the ends of a passage where it is shown: where it was carried to, if that is certain."""
    return (
        func.coalesce(standing.c.start_char, passages.c.start_char),
        func.coalesce(standing.c.end_char, passages.c.end_char),
    )


def _around() -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Return the text before and after a passage, in the version that it is shown in."""
    before, after = text_around(versions.c.text, *_shown())
    return before.label("before"), after.label("after")


def _further(connection: Connection, found: list[StatementRow]) -> dict[int, tuple[FurtherInContext, ...]]:
    """Return the further passages of statements in their context; without any, nothing is asked."""
    if not found:
        return {}
    query = (
        select(statement_passages.c.statement_id, *_around())
        .join(passages, passages.c.id == statement_passages.c.passage_id)
        .outerjoin(carryings, (carryings.c.from_passage_id == passages.c.id) & (carryings.c.latest == 1))
        .outerjoin(standing, standing.c.id == carryings.c.passage_id)
        .join(versions, versions.c.id == func.coalesce(standing.c.version_id, passages.c.version_id))
        .where(statement_passages.c.statement_id.in_([each.statement_id for each in found]))
        .where(statement_passages.c.role == "content")
        .order_by(statement_passages.c.position)
    )
    around: dict[int, list[tuple[str, str]]] = {}
    for number, before, after in connection.execute(query):
        around.setdefault(number, []).append((cut_before(before), cut_after(after)))
    return {
        each.statement_id: tuple(
            FurtherInContext(passage, before, after)
            for passage, (before, after) in zip(each.further_passages, around[each.statement_id], strict=True)
        )
        for each in found
    }


def _beside(connection: Connection, ids: list[int]) -> dict[int, Row[*tuple[Any, ...]]]:
    query = (
        select(
            statements.c.id,
            statements.c.said,
            annotators.c.name.label("annotator"),
            *_around(),
            carryings.c.id.label("carrying"),
            carryings.c.score,
        )
        .select_from(statements)
        .join(passages, passages.c.id == statements.c.passage_id)
        .outerjoin(carryings, (carryings.c.from_passage_id == passages.c.id) & (carryings.c.latest == 1))
        .outerjoin(standing, standing.c.id == carryings.c.passage_id)
        .join(versions, versions.c.id == func.coalesce(standing.c.version_id, passages.c.version_id))
        .outerjoin(annotators, annotators.c.id == statements.c.annotator_id)
        .where(statements.c.id.in_(ids))
    )
    return {row.id: row for row in connection.execute(query)}


def _about(connection: Connection, claim_id: int) -> tuple[AboutRow, ...]:
    query = (
        select(actors.c.id.label("actor_id"), actors.c.name, claim_actors.c.role)
        .join(claim_actors, claim_actors.c.actor_id == actors.c.id)
        .where(claim_actors.c.claim_id == claim_id)
        .order_by(claim_actors.c.position, actors.c.id)
    )
    return tuple(AboutRow(**row._asdict()) for row in connection.execute(query))


def _topics(connection: Connection, claim_id: int) -> tuple[str, ...]:
    query = select(topics.c.path).join(claim_topics, claim_topics.c.topic_id == topics.c.id)
    return tuple(connection.scalars(query.where(claim_topics.c.claim_id == claim_id).order_by(topics.c.path)))


def _relations(connection: Connection, claim_id: int) -> tuple[RelationRow, ...]:
    forward = select(
        claim_relations.c.id,
        claim_relations.c.kind,
        claim_relations.c.related_claim_id.label("other"),
        claim_relations.c.rationale,
    ).where(claim_relations.c.claim_id == claim_id)
    backward = select(
        -claim_relations.c.id,
        claim_relations.c.kind,
        claim_relations.c.claim_id.label("other"),
        claim_relations.c.rationale,
    ).where(claim_relations.c.related_claim_id == claim_id)
    both = union_all(forward, backward).subquery()
    query = select(both, claims.c.sentence).join(claims, claims.c.id == both.c.other)
    rows = sorted(connection.execute(query), key=lambda row: (row.id < 0, abs(row.id)))
    return tuple(RelationRow(row.kind, row.id > 0, row.other, row.sentence, row.rationale) for row in rows)
