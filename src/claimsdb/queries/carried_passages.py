"""What became of passages in newer versions, and what people decided of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.queries.claims_on import claims_on
from claimsdb.queries.context import cut_after, cut_before, text_around
from claimsdb.queries.statements import BATCH
from claimsdb.queries.tables import (
    annotators,
    articles,
    carrying_candidates,
    carrying_decisions,
    carryings,
    newer,
    passages,
    standing,
    versions,
)
from claimsdb.records.history import CandidateRow, DecisionRow, ReviewRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection


def list_reviews(
    connection: Connection,
    *,
    article_id: int | None = None,
    waiting: bool = True,
    number: int | None = None,
    limit: int | None = None,
) -> Iterator[ReviewRow]:
    """Yield the latest carryings in the order they were carried.

    Only those that wait for a person, or all; of one article, or one by its number.
    """
    where: list[ColumnElement[bool]] = [carryings.c.latest == 1]
    if waiting:
        where.append(carryings.c.review == "waiting")
    if article_id is not None:
        where.append(versions.c.article_id == article_id)
    if number is not None:
        where.append(carryings.c.id == number)
    query = (
        select(
            carryings.c.id,
            versions.c.article_id,
            articles.c.title,
            articles.c.file,
            carryings.c.outcome,
            carryings.c.score,
            carryings.c.review,
            passages.c.quote,
            versions.c.number.label("from_version"),
            passages.c.start_char,
            passages.c.end_char,
            newer.c.number.label("version"),
            carryings.c.from_passage_id,
            carryings.c.passage_id,
        )
        .select_from(carryings)
        .join(passages, passages.c.id == carryings.c.from_passage_id)
        .join(versions, versions.c.id == passages.c.version_id)
        .join(newer, newer.c.id == carryings.c.version_id)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(*where)
        .order_by(carryings.c.id)
        .limit(limit)
    )
    for batch in connection.execute(query).partitions(BATCH):
        stated = claims_on(connection, [row.from_passage_id for row in batch])
        candidates = _candidates(connection, [row.id for row in batch])
        decisions = _decisions(connection, [row.id for row in batch])
        for row in batch:
            places = tuple(candidates.get(row.id, ()))
            claims = stated.get(row.from_passage_id, ())
            yield ReviewRow(
                number=row.id,
                article_id=row.article_id,
                title=row.title,
                file=row.file,
                claims=tuple(each.sentence for each in claims),
                outcome=row.outcome,
                score=row.score,
                review=row.review,
                from_version=row.from_version,
                start_char=row.start_char,
                end_char=row.end_char,
                quote=row.quote,
                version=row.version,
                stands_at=next((each.number for each in places if each.passage_id == row.passage_id), None),
                candidates=places,
                decisions=tuple(decisions.get(row.id, ())),
                roles=tuple(each.role for each in claims),
            )


def _candidates(connection: Connection, numbers: Sequence[int]) -> dict[int, list[CandidateRow]]:
    before, after = text_around(newer.c.text, standing.c.start_char, standing.c.end_char)
    query = (
        select(
            carrying_candidates.c.carrying_id,
            carrying_candidates.c.number,
            carrying_candidates.c.passage_id,
            carrying_candidates.c.score,
            standing.c.start_char,
            standing.c.end_char,
            standing.c.quote,
            before.label("before"),
            after.label("after"),
        )
        .select_from(carrying_candidates)
        .join(standing, standing.c.id == carrying_candidates.c.passage_id)
        .join(newer, newer.c.id == standing.c.version_id)
        .where(carrying_candidates.c.carrying_id.in_(numbers))
        .order_by(carrying_candidates.c.carrying_id, carrying_candidates.c.number)
    )
    found: dict[int, list[CandidateRow]] = {}
    for row in connection.execute(query):
        found.setdefault(row.carrying_id, []).append(
            CandidateRow(
                number=row.number,
                passage_id=row.passage_id,
                score=row.score,
                start_char=row.start_char,
                end_char=row.end_char,
                quote=row.quote,
                before=cut_before(row.before),
                after=cut_after(row.after),
            )
        )
    return found


def _decisions(connection: Connection, numbers: Sequence[int]) -> dict[int, list[DecisionRow]]:
    query = (
        select(
            carrying_decisions.c.carrying_id,
            carrying_decisions.c.decision,
            carrying_decisions.c.number,
            annotators.c.name,
            carrying_decisions.c.decided_at,
        )
        .select_from(carrying_decisions)
        .outerjoin(annotators, annotators.c.id == carrying_decisions.c.annotator_id)
        .where(carrying_decisions.c.carrying_id.in_(numbers))
        .order_by(carrying_decisions.c.id)
    )
    found: dict[int, list[DecisionRow]] = {}
    for carrying_id, decision, number, name, moment in connection.execute(query):
        found.setdefault(carrying_id, []).append(DecisionRow(decision, number, name, moment))
    return found
