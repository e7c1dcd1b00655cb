"""Which articles are there, and one of them with its text and the statements on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.queries.authors import authors_by_article
from claimsdb.queries.lookup import find_article
from claimsdb.queries.origins import facts_by_version, origins
from claimsdb.queries.statements import BATCH, statement_rows
from claimsdb.queries.tables import articles, outlets, passages, statements, versions
from claimsdb.records.rows import ArticleDetail, ArticleRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection

    from claimsdb.records.rows import StatementRow


def list_articles(
    connection: Connection,
    *,
    outlet_id: int | None = None,
    limit: int | None = None,
    after: ArticleRow | None = None,
) -> Iterator[ArticleRow]:
    """Yield the articles (of one outlet, if given) in the order they were added, from behind ``after`` on."""
    where: list[ColumnElement[bool]] = [] if after is None else [articles.c.id > after.article_id]
    if outlet_id is not None:
        where.append(articles.c.outlet_id == outlet_id)
    yield from _article_rows(connection, *where, limit=limit)


def articles_numbered(connection: Connection, numbers: list[int]) -> Iterator[ArticleRow]:
    """Yield the articles with these numbers, in the order they were added."""
    yield from _article_rows(connection, articles.c.id.in_(numbers))


def show_article(connection: Connection, name: str) -> ArticleDetail:
    """Return one article, named by number, file or title, with its newest text, if it has any.

    Raises:
        UnknownArticleError: there is none of that name.
        AmbiguousArticleError: the name fits several.
    """
    article_id = find_article(connection, name)
    (article,) = _article_rows(connection, articles.c.id == article_id)
    return article_detail(
        connection, article, statement_rows(connection, [versions.c.article_id == article_id])
    )


def article_detail(
    connection: Connection, article: ArticleRow, stated: Iterable[StatementRow]
) -> ArticleDetail:
    """Return an article with its newest text, if it has any, and the statements made on its wordings."""
    newest = (
        select(versions)
        .where(versions.c.article_id == article.article_id)
        .order_by(versions.c.number.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    facts = facts_by_version(connection, article.article_id)
    return ArticleDetail(
        article=article,
        text=row.text if row else "",
        version=row.number if row else None,
        observed_at=row.observed_at if row else None,
        reader=row.reader if row else None,
        reader_version=row.reader_version if row else None,
        origins=tuple(origins(article, facts)),
        facts=facts.get(row.number, ()) if row else (),
        statements=tuple(stated),
    )


def _article_rows(
    connection: Connection, *where: ColumnElement[bool], limit: int | None = None
) -> Iterator[ArticleRow]:
    counted = select(func.count()).select_from(versions).where(versions.c.article_id == articles.c.id)
    stated = (
        select(func.count())
        .select_from(statements)
        .join(passages, passages.c.id == statements.c.passage_id)
        .join(versions, versions.c.id == passages.c.version_id)
        .where(versions.c.article_id == articles.c.id)
    )
    query = (
        select(
            articles.c.id.label("article_id"),
            articles.c.title,
            outlets.c.name.label("outlet"),
            articles.c.published,
            articles.c.file,
            articles.c.url,
            articles.c.language,
            counted.scalar_subquery().label("versions"),
            stated.scalar_subquery().label("statements"),
        )
        .select_from(articles)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .where(*where)
        .order_by(articles.c.id)
        .limit(limit)
    )
    for batch in connection.execute(query).partitions(BATCH):
        authors = authors_by_article(connection, [row.article_id for row in batch])
        for row in batch:
            yield ArticleRow(**row._asdict(), authors=authors.get(row.article_id, ()))
