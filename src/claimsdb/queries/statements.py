"""Who said what, where and when: the rows of statements, narrowed as asked."""

from __future__ import annotations

from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.queries.asking import among, among_value, ask, stream
from claimsdb.queries.claim_filter import asked, first_day, of_actor
from claimsdb.queries.lookup import has_merges
from claimsdb.queries.standing import END, ORIGINAL_QUOTE, QUOTE, START, VERSION, with_newer
from claimsdb.queries.statement_sql import CARRIED, count_sql, rows_sql
from claimsdb.queries.tables import (
    articles,
    carryings,
    claims,
    outlets,
    passages,
    statements,
    versions,
)
from claimsdb.records.quickly import maker_of
from claimsdb.records.rows import FurtherPassage, StatementRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from claimsdb.queries.asking import Found
    from claimsdb.queries.claim_filter import Asked
    from claimsdb.records.questions import ClaimFilter

Names = dict[int, tuple[str, ...]]
Further = dict[int, tuple[FurtherPassage, ...]]

BATCH: Final = 500
"""Rows whose speakers, actors, topics and further passages are fetched together."""

FURTHER: Final = 3
"""How the words of further passages are told among the rows of names, which are 0, 1 and 2."""

STANDING: Final = 4
"""How what became of them is told there, behind their words."""

ROWS: Final = with_newer(
    select(
        claims.c.id.label("claim_id"),
        claims.c.sentence.label("claim"),
        claims.c.kind,
        claims.c.event_date.label("when"),
        claims.c.status,
        statements.c.id.label("statement_id"),
        statements.c.stance,
        statements.c.quotation,
        QUOTE.label("quote"),
        START.label("start_char"),
        END.label("end_char"),
        VERSION.label("version"),
        carryings.c.outcome,
        articles.c.id.label("article_id"),
        articles.c.title,
        outlets.c.name.label("outlet"),
        articles.c.published,
        articles.c.file,
        carryings.c.review,
        ORIGINAL_QUOTE.label("original_quote"),
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
"""By publication (unknown last), then by place in the text that was quoted first."""


def list_statements(
    connection: Connection,
    wanted: ClaimFilter,
    *,
    limit: int | None = None,
    after: StatementRow | None = None,
) -> Iterator[StatementRow]:
    """Yield the statements that are wanted, by publication and place in the text.

    ``after`` is a row of an answer to the same question, behind which to go on.

    Raises:
        ClaimsDBError: the filter names an actor, outlet, topic, kind or order that is not there.
    """
    yield from _in_batches(connection, _wanted(connection, wanted, limit, after))


def statements_of(connection: Connection, actor_id: int, role: str) -> Iterator[StatementRow]:
    """Yield the statements in which an actor takes part as ``speaker``, ``about``, or ``any`` of the two."""
    question = of_actor(connection, actor_id, role)
    yield from _in_batches(connection, _found(connection, question, None, None))


def count_statements(connection: Connection, wanted: ClaimFilter) -> int:
    """Return how many statements are wanted."""
    if wanted.weighs_evidence:
        return sum(1 for _row in _wanted(connection, wanted, None, None))
    question = asked(connection, wanted)
    ((number,),) = ask(connection, count_sql(question.shape), question.values)
    return int(number)


def statement_rows(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Iterator[StatementRow]:
    """Yield the statements for which all conditions hold, in the same order."""
    found = connection.execute(ROWS.where(*where).order_by(*IN_ORDER)).partitions(BATCH)
    yield from _in_batches(connection, map(tuple, chain.from_iterable(found)))


def _wanted(
    connection: Connection, wanted: ClaimFilter, limit: int | None, after: StatementRow | None
) -> Iterator[Found]:
    """Yield the rows that are wanted; the evidence for their claims is weighed as they come."""
    if not wanted.weighs_evidence:
        question = asked(connection, wanted, limited=limit is not None)
        yield from _found(connection, question, limit, after)
        return
    from claimsdb.queries.weighed import weighed  # noqa: PLC0415 (few questions need it)

    rows = _found(connection, asked(connection, wanted), None, after)
    yield from islice(weighed(connection, wanted, rows), limit)


def _found(
    connection: Connection, question: Asked, limit: int | None, after: StatementRow | None
) -> Iterator[Found]:
    """Yield rows in order: first those whose day is known, then the others."""
    parts = [(question, dated) for dated in question.shape.parts]
    if after is not None:
        if not first_day(after):
            parts = parts[-1:]
        parts[0] = (question.behind(after, _first_start(connection, after)), parts[0][1])
    left = limit
    for part, dated in parts:
        if left == 0:
            return
        sql, values = rows_sql(part.shape, dated=dated), {**part.values, "limit": left}
        if left is not None and left <= BATCH:
            rows = ask(connection, sql, values)
            left -= len(rows)
            yield from rows
            continue
        for rows in stream(connection, sql, values, batch=BATCH):
            left = None if left is None else left - len(rows)
            yield from rows


def _first_start(connection: Connection, row: StatementRow) -> int:
    """Return where a statement stood in the text that it was made on, which is what rows are in order of."""
    if row.outcome is None:
        return row.start_char
    made_on = select(passages.c.start_char).join(statements, statements.c.passage_id == passages.c.id)
    return connection.scalar(made_on.where(statements.c.id == row.statement_id)) or 0


def _in_batches(connection: Connection, rows: Iterator[Found]) -> Iterator[StatementRow]:
    make, merged = _maker(), has_merges(connection)
    while batch := list(islice(rows, BATCH)):
        speakers, about, topics, further = _beside(connection, batch, merged=merged)
        for row in batch:
            claim, statement = row[0], row[5]
            yield make(
                *row,
                speakers.get(statement, ()),
                about.get(claim, ()),
                topics.get(claim, ()),
                further.get(statement, ()),
            )


def _beside(
    connection: Connection, rows: list[Found], *, merged: bool
) -> tuple[Names, Names, Names, Further]:
    """Return who speaks in each statement, whom each claim is about, its topics, and further passages.

    ``merged``: some actors are merged into others, who are named for them.
    """
    values = {
        "statements": among_value(connection, [row[5] for row in rows]),
        "claims": among_value(connection, [row[0] for row in rows]),
    }
    question = _beside_sql(among(connection, "statements"), among(connection, "claims"), merged=merged)
    names: tuple[Names, Names, Names] = ({}, {}, {})
    further: Further = {}
    waiting: dict[tuple[int, int], tuple[str, int]] = {}
    for which, owner, position, number, name in sorted(ask(connection, question, values)):
        if which == FURTHER:
            waiting[owner, position] = name, number
        elif which == STANDING:
            words, start = waiting[owner, position]
            passage = FurtherPassage(words, start, start + len(words), number, name or None)
            further[owner] = (*further.get(owner, ()), passage)
        else:
            known = names[which]
            known[owner] = (*known[owner], name) if owner in known else (name,)
    return (*names, further)


@cache
def _beside_sql(among_statements: str, among_claims: str, *, merged: bool) -> str:
    subject = "JOIN actors ON actors.id = actor_id"
    speaker = f"LEFT {subject}"
    position, group_by = "position", ""
    if merged:
        # One of several that are merged, in the same role, is named once.
        named, into = "actors AS named ON named.id = actor_id", "coalesce(named.merged_into_id, named.id)"
        speaker = f"LEFT JOIN {named} LEFT JOIN actors ON actors.id = {into}"
        subject = f"JOIN {named} JOIN actors ON actors.id = {into}"
        position, group_by = "min(position)", "GROUP BY claim_id, actors.id, actors.name, role"
    return f"""
        SELECT 0, statement_id, position, 0, coalesce(actors.name, label)
        FROM attributions {speaker} WHERE statement_id {among_statements}
        UNION ALL
        SELECT 1, claim_id, {position}, actors.id, actors.name
        FROM claim_actors {subject} WHERE claim_id {among_claims} {group_by}
        UNION ALL
        SELECT 2, claim_id, 0, 0, topics.path
        FROM claim_topics JOIN topics ON topics.id = topic_id WHERE claim_id {among_claims}
        UNION ALL
        SELECT {FURTHER}, statement_id, position, coalesce(standing.start_char, passages.start_char),
            coalesce(standing.quote, passages.quote)
        FROM statement_passages JOIN passages ON passages.id = statement_passages.passage_id {CARRIED}
        WHERE role = 'content' AND statement_id {among_statements}
        UNION ALL
        SELECT {STANDING}, statement_id, position, number, coalesce(outcome, '')
        FROM statement_passages JOIN passages ON passages.id = statement_passages.passage_id {CARRIED}
        JOIN versions ON versions.id = coalesce(standing.version_id, passages.version_id)
        WHERE role = 'content' AND statement_id {among_statements}
    """


@cache
def _maker() -> Callable[..., StatementRow]:
    return maker_of(StatementRow, last=("speakers", "about", "topics", "further_passages"))
