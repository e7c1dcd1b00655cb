"""Which parts of texts carry a claim: the passages of statements, where they stand now."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from claimsdb.queries.standing import END, START, VERSION_ID, with_standing
from claimsdb.queries.tables import (
    articles,
    outlets,
    passages,
    statement_passages,
    statements,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Select

    from claimsdb.records.mentions import NamingText

    Head = tuple[int, str | None, str | None, str | None, str | None, int]
    Span = tuple[int, int]


class Coded:
    """The passages of statements, further ones among them, that stand in some versions."""

    def __init__(self, connection: Connection, texts: Sequence[NamingText]) -> None:
        self._spans: dict[int, list[Span]] = {}
        for version, start, end in connection.execute(_standing_in(texts)):
            spans = self._spans.setdefault(version, [])
            if spans and start <= spans[-1][1]:
                spans[-1] = spans[-1][0], max(end, spans[-1][1])
            else:
                spans.append((start, end))

    def touches(self, version_id: int, span: Span) -> bool:
        """Tell whether a passage shares a character with a span of a version."""
        spans = self._spans.get(version_id, [])
        before = bisect_right(spans, (span[1] - 1, span[1])) - 1  # the last one that begins before its end
        return before >= 0 and spans[before][1] > span[0]


def _standing_in(texts: Sequence[NamingText]) -> Select[Any]:
    stated = select(statements.c.id).where(statements.c.passage_id == passages.c.id)
    further = select(statement_passages.c.statement_id).where(
        statement_passages.c.passage_id == passages.c.id
    )
    query = (
        select(VERSION_ID, START, END)
        .select_from(passages)
        .join(versions, versions.c.id == passages.c.version_id)
    )
    return (
        with_standing(query)
        .where(versions.c.article_id.in_([text.article_id for text in texts]))
        .where(VERSION_ID.in_([text.version_id for text in texts]))
        .where(or_(stated.exists(), further.exists()))
        .order_by(VERSION_ID, START)
    )


def heads_of(connection: Connection, texts: Sequence[NamingText]) -> Iterator[Head]:
    """Yield what is shown of the article of each text: number, title, outlet, date, file, version."""
    query = (
        select(
            articles.c.id,
            articles.c.title,
            outlets.c.name.label("outlet"),
            articles.c.published,
            articles.c.file,
            versions.c.number,
        )
        .select_from(versions)
        .join(articles, articles.c.id == versions.c.article_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .where(versions.c.id.in_([text.version_id for text in texts]))
        .order_by(articles.c.id)
    )
    for row in connection.execute(query):
        yield row.id, row.title, row.outlet, row.published, row.file, row.number
