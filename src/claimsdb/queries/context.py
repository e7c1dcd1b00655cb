"""Statements with the text around their passages, in the version that each is shown in."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import case, func, select

from claimsdb.queries.chains import chains_of
from claimsdb.queries.roles import speaker_roles
from claimsdb.queries.standing import END, START, VERSION_ID, with_standing
from claimsdb.queries.statements import BATCH
from claimsdb.queries.tables import (
    annotators,
    carryings,
    passages,
    statement_passages,
    statements,
    versions,
)
from claimsdb.records.rows import FurtherInContext, PassageInContext, StatementRow
from claimsdb.text.told_as import called, told_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection, Row

    from claimsdb.queries.tables import Column

    Words: TypeAlias = ColumnElement[str]

AROUND: Final = 200
"""How many code points of the text are shown before and after a passage, at the most."""


def in_context(connection: Connection, found: Iterable[StatementRow]) -> Iterator[PassageInContext]:
    """Yield each statement with the text that stands around its passage, a batch at a time."""
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        beside = _beside(connection, [each.statement_id for each in batch])
        further = _further(connection, [each for each in batch if each.further_passages])
        chains = chains_of(connection, [each.statement_id for each in batch if each.speakers])
        roles = speaker_roles(connection, [each.statement_id for each in batch if each.speakers])
        for each in batch:
            row, chain = beside[each.statement_id], chains.get(each.statement_id, ())
            article = called(each.title, each.file, each.article_id)
            yield PassageInContext(
                each,
                cut_before(row.before),
                cut_after(row.after),
                row.said,
                row.annotator,
                row.carrying,
                row.score,
                further.get(each.statement_id, ()),
                chain,
                told_as(chain, article, each.stance, each.claim),
                roles.get(each.statement_id, ()),
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


def _around() -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Return the text before and after a passage, in the version that it is shown in."""
    before, after = text_around(versions.c.text, START, END)
    return before.label("before"), after.label("after")


def _further(connection: Connection, found: list[StatementRow]) -> dict[int, tuple[FurtherInContext, ...]]:
    """Return the further passages of statements in their context; without any, nothing is asked."""
    if not found:
        return {}
    query = select(statement_passages.c.statement_id, *_around()).join(
        passages, passages.c.id == statement_passages.c.passage_id
    )
    query = (
        with_standing(query)
        .join(versions, versions.c.id == VERSION_ID)
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
    query = with_standing(
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
        .outerjoin(annotators, annotators.c.id == statements.c.annotator_id)
        .where(statements.c.id.in_(ids))
    ).join(versions, versions.c.id == VERSION_ID)
    return {row.id: row for row in connection.execute(query)}
