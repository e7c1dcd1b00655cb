"""Who said what, where and when: the rows of statements, narrowed as asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, literal_column, or_, select

from claimsdb.errors.questions import UnknownWordError
from claimsdb.queries.lookup import find_actor, find_kind, find_outlet, find_topics
from claimsdb.queries.tables import (
    actors,
    articles,
    attributions,
    claim_actors,
    claim_topics,
    claims,
    outlets,
    passages,
    statements,
    topics,
    versions,
)
from claimsdb.records.rows import StatementRow
from claimsdb.records.vocabulary import STANCES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from claimsdb.queries.tables import Column
    from claimsdb.records.questions import ClaimFilter

ROLES: Final = ("speaker", "about", "any")
"""How an actor can take part in a statement."""

BATCH: Final = 500
"""Rows whose speakers, actors and topics are fetched together."""

ROWS: Final = (
    select(
        claims.c.id.label("claim_id"),
        claims.c.sentence.label("claim"),
        claims.c.kind,
        claims.c.event_date.label("when"),
        claims.c.status,
        statements.c.id.label("statement_id"),
        statements.c.stance,
        statements.c.quotation,
        passages.c.quote,
        passages.c.start_char,
        passages.c.end_char,
        versions.c.number.label("version"),
        literal_column("NULL").label("outcome"),
        articles.c.id.label("article_id"),
        articles.c.title,
        outlets.c.name.label("outlet"),
        articles.c.published,
        articles.c.file,
    )
    .select_from(statements)
    .join(claims, claims.c.id == statements.c.claim_id)
    .join(passages, passages.c.id == statements.c.passage_id)
    .join(versions, versions.c.id == passages.c.version_id)
    .join(articles, articles.c.id == versions.c.article_id)
    .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
)

IN_ORDER: Final = (
    articles.c.published_earliest.is_(None),
    articles.c.published_earliest,
    articles.c.id,
    passages.c.start_char,
    statements.c.id,
)
"""By publication (unknown last), then by place in the text."""


def list_statements(
    connection: Connection, wanted: ClaimFilter, *, limit: int | None = None
) -> Iterator[StatementRow]:
    """Yield the statements that are wanted, by publication and place in the text.

    Raises:
        ClaimsDBError: the filter names an actor, outlet, topic or kind that is not there.
    """
    yield from statement_rows(connection, conditions(connection, wanted), limit=limit)


def count_statements(connection: Connection, wanted: ClaimFilter) -> int:
    """Return how many statements are wanted."""
    found = ROWS.where(*conditions(connection, wanted)).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def statement_rows(
    connection: Connection, where: Sequence[ColumnElement[bool]], *, limit: int | None = None
) -> Iterator[StatementRow]:
    """Yield the statements for which all conditions hold, a batch at a time."""
    query: Select[Any] = ROWS.where(*where).order_by(*IN_ORDER).limit(limit)
    for batch in connection.execute(query).partitions(BATCH):
        speakers = _speakers(connection, [row.statement_id for row in batch])
        about = _about(connection, [row.claim_id for row in batch])
        labels = _topics(connection, [row.claim_id for row in batch])
        for row in batch:
            yield StatementRow(
                **row._asdict(),
                speakers=tuple(speakers[row.statement_id]),
                about=tuple(about[row.claim_id]),
                topics=tuple(labels[row.claim_id]),
            )


def _grouped(pairs: Iterable[Any]) -> defaultdict[int, list[str]]:
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for owner, name in pairs:
        groups[owner].append(name)
    return groups


def _speakers(connection: Connection, ids: list[int]) -> defaultdict[int, list[str]]:
    query = (
        select(attributions.c.statement_id, func.coalesce(actors.c.name, attributions.c.label))
        .select_from(attributions)
        .outerjoin(actors, actors.c.id == attributions.c.actor_id)
        .where(attributions.c.statement_id.in_(ids))
        .order_by(attributions.c.statement_id, attributions.c.position)
    )
    return _grouped(connection.execute(query))


def _about(connection: Connection, ids: list[int]) -> defaultdict[int, list[str]]:
    query = (
        select(claim_actors.c.claim_id, actors.c.name)
        .select_from(claim_actors)
        .join(actors, actors.c.id == claim_actors.c.actor_id)
        .where(claim_actors.c.claim_id.in_(ids))
        .order_by(claim_actors.c.claim_id, claim_actors.c.position, actors.c.id)
    )
    return _grouped(connection.execute(query))


def _topics(connection: Connection, ids: list[int]) -> defaultdict[int, list[str]]:
    query = (
        select(claim_topics.c.claim_id, topics.c.path)
        .select_from(claim_topics)
        .join(topics, topics.c.id == claim_topics.c.topic_id)
        .where(claim_topics.c.claim_id.in_(ids))
        .order_by(claim_topics.c.claim_id, topics.c.path)
    )
    return _grouped(connection.execute(query))


def conditions(connection: Connection, wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Turn a filter into conditions on the rows of statements.

    Raises:
        ClaimsDBError: the filter names an actor, outlet, topic, kind or word that is not there.
    """
    _check_words(wanted)
    where: list[ColumnElement[bool]] = []
    if wanted.actor is not None:
        where.append(takes_part(find_actor(connection, wanted.actor), wanted.role))
    if wanted.outlet is not None:
        where.append(articles.c.outlet_id == find_outlet(connection, wanted.outlet))
    if wanted.topic is not None:
        labelled = select(claim_topics.c.claim_id).where(
            claim_topics.c.topic_id.in_(find_topics(connection, wanted.topic))
        )
        where.append(claims.c.id.in_(labelled))
    if wanted.kind is not None:
        where.append(claims.c.kind == find_kind(connection, wanted.kind))
    if wanted.stance is not None:
        where.append(statements.c.stance == wanted.stance)
    if wanted.status is not None:
        where.append(claims.c.status == wanted.status)
    if wanted.published is not None:
        where += in_range(wanted.published, articles.c.published_earliest, articles.c.published_latest)
    if wanted.when is not None:
        where += in_range(wanted.when, claims.c.event_earliest, claims.c.event_latest)
    if wanted.search is not None:
        from claimsdb.queries.search_condition import has_words  # noqa: PLC0415 (only a search needs its tables)

        where.append(has_words(connection, wanted.search))
    return where


def _check_words(wanted: ClaimFilter) -> None:
    closed = (
        ("role", wanted.role, ROLES),
        ("stance", wanted.stance, STANCES),
        ("status", wanted.status, STATUSES),
    )
    for field, word, known in closed:
        if word is not None and word not in known:
            raise UnknownWordError(field, word, known)


def takes_part(actor_id: int, role: str) -> ColumnElement[bool]:
    """Return the condition that an actor speaks (``speaker``), is spoken ``about``, or ``any`` of the two."""
    speaks = statements.c.id.in_(
        select(attributions.c.statement_id).where(attributions.c.actor_id == actor_id)
    )
    about = statements.c.claim_id.in_(
        select(claim_actors.c.claim_id).where(claim_actors.c.actor_id == actor_id)
    )
    match role:
        case "speaker":
            return speaks
        case "about":
            return about
        case _:
            return or_(speaks, about)


def in_range(asked: str, earliest: Column, latest: Column) -> list[ColumnElement[bool]]:
    """Return the conditions that a date can lie in a range; an unknown date is in none."""
    from claimsdb.text.dates import parse_range  # noqa: PLC0415 (only a range needs its patterns)

    span = parse_range(asked)
    where: list[ColumnElement[bool]] = [or_(earliest.is_not(None), latest.is_not(None))]
    if span.earliest is not None:
        where.append(or_(latest.is_(None), latest >= span.earliest))
    if span.latest is not None:
        where.append(or_(earliest.is_(None), earliest <= span.latest))
    return where
