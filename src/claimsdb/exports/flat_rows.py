"""The rows of the flat table: put together by the database, as the cells that are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import String, bindparam, cast, func, null, select

from claimsdb.queries.lookup import has_merges
from claimsdb.queries.standing import END, ORIGINAL_QUOTE, QUOTE, START, VERSION, with_newer
from claimsdb.queries.tables import (
    actors,
    articles,
    attributions,
    carryings,
    claim_actors,
    claim_topics,
    claims,
    outlets,
    passages,
    statement_passages,
    statements,
    topics,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select

    from claimsdb.formats.csv_tables import Rows

BY_PUBLICATION: Final = (
    articles.c.published_earliest.is_(None),
    articles.c.published_earliest,
    articles.c.id,
)
"""The order of ``claims``, which goes on by place in the text."""

recorded = actors.alias("recorded")
"""The actor that is recorded, where another stands for it."""

STANDING: Final = actors.c.id == func.coalesce(recorded.c.merged_into_id, recorded.c.id)

ARTICLES: Final = 300
"""Articles whose statements are asked for together: the database sorts only those at a time."""


def flat_rows(connection: Connection, size: int) -> Iterator[Rows]:
    """Yield the rows of the flat table in the order of ``claims``, at most ``size`` at a time.

    Neither the database nor the program ever holds or sorts more than the rows of ``ARTICLES`` articles.
    """
    has_further = connection.execute(select(statement_passages).limit(1)).first() is not None
    further = _further() if has_further else null()
    query = _query(further, merged=has_merges(connection)).execution_options(yield_per=size)
    for found in articles_in_order(connection):
        yield from connection.execute(query, {"articles": found}).partitions()


def articles_in_order(connection: Connection) -> Iterator[Sequence[int]]:
    """Yield the numbers of all articles in the order of ``claims``, some at a time."""
    query = select(articles.c.id).order_by(*BY_PUBLICATION)
    yield from connection.execute(query.execution_options(yield_per=ARTICLES)).scalars().partitions()


def _query(further: ColumnElement[Any], *, merged: bool) -> Select[Any]:
    """Return the columns of ``FLAT`` for some articles, the last as given.

    ``merged``: some actors are merged into others, who are named for them.
    """
    return with_newer(
        select(
            claims.c.id,
            claims.c.sentence,
            claims.c.kind,
            claims.c.event_date,
            claims.c.status,
            statements.c.id,
            statements.c.stance,
            statements.c.quotation,
            _speakers(merged=merged),
            _about(merged=merged),
            topics_joined(),
            QUOTE,
            START,
            END,
            VERSION,
            carryings.c.outcome,
            articles.c.id,
            articles.c.title,
            outlets.c.name,
            articles.c.published,
            articles.c.file,
            carryings.c.review,
            ORIGINAL_QUOTE,
            further,
        )
        .select_from(articles)
        .join(versions, versions.c.article_id == articles.c.id)
        .join(passages, passages.c.version_id == versions.c.id)
        .join(statements, statements.c.passage_id == passages.c.id)
        .join(claims, claims.c.id == statements.c.claim_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .where(articles.c.id.in_(bindparam("articles", expanding=True)))
        .order_by(*BY_PUBLICATION, passages.c.start_char, statements.c.id)
    )


def _speakers(*, merged: bool) -> ScalarSelect[Any]:
    named = recorded if merged else actors
    query = (
        select(func.coalesce(actors.c.name, attributions.c.label).label("name"))
        .select_from(attributions)
        .outerjoin(named, named.c.id == attributions.c.actor_id)
        .where(attributions.c.statement_id == statements.c.id)
        .order_by(attributions.c.position)
    )
    return _joined(query.outerjoin(actors, STANDING) if merged else query)


def _about(*, merged: bool) -> ScalarSelect[Any]:
    named = recorded if merged else actors
    query = (
        select(actors.c.name)
        .select_from(claim_actors)
        .join(named, named.c.id == claim_actors.c.actor_id)
        .where(claim_actors.c.claim_id == claims.c.id)
    )
    if not merged:
        return _joined(query.order_by(claim_actors.c.position, actors.c.id))
    once = query.join(actors, STANDING).group_by(actors.c.id, actors.c.name, claim_actors.c.role)
    return _joined(once.order_by(func.min(claim_actors.c.position), actors.c.id))


def topics_joined() -> ScalarSelect[Any]:
    """Write the topics of a claim as a cell holds them."""
    return _joined(
        select(topics.c.path.label("name"))
        .select_from(claim_topics)
        .join(topics, topics.c.id == claim_topics.c.topic_id)
        .where(claim_topics.c.claim_id == claims.c.id)
        .order_by(topics.c.path)
    )


def _further() -> ScalarSelect[Any]:
    """Write the further passages of a statement, each as `FurtherPassage` is written in a cell."""
    quoted, became, there = passages.alias("quoted"), carryings.alias("became"), passages.alias("there")
    version = versions.alias("version")
    start = func.coalesce(there.c.start_char, quoted.c.start_char)
    end = func.coalesce(there.c.end_char, quoted.c.end_char)
    words = func.coalesce(there.c.quote, quoted.c.quote)
    outcome = " (" + became.c.outcome + ", version " + cast(version.c.number, String) + ")"
    cell = cast(start, String) + "-" + cast(end, String) + " " + words + func.coalesce(outcome, "")
    return _joined(
        select(cell.label("name"))
        .select_from(statement_passages)
        .join(quoted, quoted.c.id == statement_passages.c.passage_id)
        .outerjoin(became, (became.c.from_passage_id == quoted.c.id) & (became.c.latest == 1))
        .outerjoin(there, there.c.id == became.c.passage_id)
        .join(version, version.c.id == func.coalesce(there.c.version_id, quoted.c.version_id))
        .where(statement_passages.c.statement_id == statements.c.id, statement_passages.c.role == "content")
        .order_by(statement_passages.c.position)
    )


def _joined(names: Select[Any]) -> ScalarSelect[Any]:
    """Join the names of a statement or claim, in their order; None if there are none."""
    ordered = names.correlate(statements, claims).subquery()
    return select(func.aggregate_strings(ordered.c.name, "; ")).scalar_subquery()
