"""The newest text of an article as its reader made it, so that more can be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.errors.questions import NoTextYetError
from claimsdb.queries.lookup import find_article
from claimsdb.queries.tables import articles, versions
from claimsdb.records.sources import PreparedText
from claimsdb.records.texts import SourceText

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from claimsdb.records.sources import NotedText


def stored_text(connection: Connection, noted: NotedText) -> tuple[int, PreparedText]:
    """Return the number of the article that is meant, and its newest text with what is noted of it.

    Raises:
        UnknownArticleError, AmbiguousArticleError: the article is not there, or can be any of several.
        NoTextYetError: only its metadata is known.
    """
    article = find_article(connection, noted.article)
    query = (
        select(versions, articles.c.file)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(versions.c.article_id == article)
        .order_by(versions.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        raise NoTextYetError(article)
    source = SourceText(row.text, row.media_type, row.encoding, row.reader, row.reader_version)
    prepared = PreparedText(
        name=noted.name,
        file=row.file,
        origin=row.origin,
        source=source,
        original=row.original if row.original is not None else row.text.encode(),
        annotation=noted.annotation,
        annotation_file=noted.annotation_file,
        annotation_sha256=noted.annotation_sha256,
    )
    return article, prepared
