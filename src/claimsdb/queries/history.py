"""The versions of an article, one after the other, and what changed from one to another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from claimsdb.anchoring.word_diff import word_diff
from claimsdb.errors.questions import NoTextYetError, OneVersionError, UnknownVersionError
from claimsdb.queries.claims_on import claims_on
from claimsdb.queries.lookup import find_article
from claimsdb.queries.tables import articles, carryings, passages, statements, versions
from claimsdb.records.history import ArticleDiff, DiffRow, TouchedPassage, VersionRow
from claimsdb.records.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from claimsdb.records.carrying import DiffPiece


def list_versions(connection: Connection, name: str) -> list[VersionRow]:
    """Return the versions of an article, named by number, file or title, the oldest first.

    Raises:
        UnknownArticleError: there is none of that name.
        AmbiguousArticleError: the name fits several.
    """
    article_id = find_article(connection, name)
    columns = (
        versions.c.id,
        versions.c.number,
        versions.c.observed_at,
        versions.c.text_sha256,
        func.length(versions.c.text).label("characters"),
        versions.c.origin,
        versions.c.reader,
        versions.c.reader_version,
    )
    query = select(*columns).where(versions.c.article_id == article_id).order_by(versions.c.number)
    rows = connection.execute(query).all()
    stated, carried = _stated(connection, article_id), _carried(connection, article_id)
    changes = [(None, None), *_words_changed(connection, [row.id for row in rows])][: len(rows)]
    return [
        VersionRow(
            article_id=article_id,
            version=row.number,
            observed_at=row.observed_at,
            text_sha256=row.text_sha256,
            characters=row.characters,
            origin=row.origin,
            reader=row.reader,
            reader_version=row.reader_version,
            words_added=added,
            words_removed=removed,
            statements=stated.get(row.id, 0),
            **carried.get(row.id, dict.fromkeys((*OUTCOMES, "waiting"), 0)),
        )
        for row, (added, removed) in zip(rows, changes, strict=True)
    ]


def compare_versions(
    connection: Connection, name: str, older: int | None = None, newer: int | None = None
) -> ArticleDiff:
    """Return what changed from one version of an article to another; by default the last two.

    Raises:
        UnknownArticleError: there is no article of that name.
        AmbiguousArticleError: the name fits several.
        UnknownVersionError: it has no version of that number.
        OneVersionError: it has one version only.
        NoTextYetError: it has none.
    """
    article_id = find_article(connection, name)
    query = select(versions.c.number, versions.c.id).where(versions.c.article_id == article_id)
    known: dict[int, int] = {number: key for number, key in connection.execute(query)}  # noqa: C416 (rows are no pairs to mypy)
    first, second = _chosen(article_id, sorted(known), older, newer)
    before, after = _text(connection, known[first]), _text(connection, known[second])
    title = connection.scalar(select(articles.c.title).where(articles.c.id == article_id))
    return ArticleDiff(
        article_id=article_id,
        title=title,
        from_version=first,
        to_version=second,
        pieces=tuple(_row(piece, before, after) for piece in word_diff(before, after)),
        touched=tuple(_touched(connection, known[first], known[second])),
    )


def _chosen(article_id: int, known: Sequence[int], older: int | None, newer: int | None) -> tuple[int, int]:
    if not known:
        raise NoTextYetError(article_id)
    for number in (older, newer):
        if number is not None and number not in known:
            raise UnknownVersionError(article_id, number, known[-1])
    if len(known) == 1:
        raise OneVersionError(article_id)
    second = known[-1] if newer is None else newer
    first = older if older is not None else max(known[0], second - 1)
    return first, second


def _row(piece: DiffPiece, before: str, after: str) -> DiffRow:
    text, (start, end) = (after, piece.new) if piece.kind == "inserted" else (before, piece.old)
    return DiffRow(piece.kind, start, end, text[start:end])


def _touched(connection: Connection, older: int, newer: int) -> Iterator[TouchedPassage]:
    """Yield the passages that stand in the older version and not, or not so, in the newer."""
    there, now = passages.alias("there"), passages.alias("now")
    prior = carryings.alias("prior")
    quote = func.coalesce(there.c.quote, passages.c.quote)
    just_moved = (carryings.c.outcome == "moved") & (func.coalesce(prior.c.outcome, "exact") != "moved")
    query = (
        select(
            carryings.c.id,
            func.coalesce(there.c.start_char, passages.c.start_char),
            func.coalesce(there.c.end_char, passages.c.end_char),
            carryings.c.outcome,
            passages.c.id,
        )
        .select_from(carryings)
        .join(passages, passages.c.id == carryings.c.from_passage_id)
        .outerjoin(prior, (prior.c.from_passage_id == passages.c.id) & (prior.c.version_id == older))
        .outerjoin(there, there.c.id == prior.c.passage_id)
        .outerjoin(now, now.c.id == carryings.c.passage_id)
        .where(
            carryings.c.version_id == newer,
            (passages.c.version_id == older) | there.c.id.is_not(None),
            now.c.id.is_(None) | (now.c.quote != quote) | just_moved,
        )
        .order_by(passages.c.start_char, carryings.c.id)
    )
    rows = connection.execute(query).all()
    stated = claims_on(connection, [passage for *_rest, passage in rows])
    for number, start, end, outcome, passage in rows:
        claims = stated.get(passage, ())
        yield TouchedPassage(
            number,
            start,
            end,
            outcome,
            tuple(each.sentence for each in claims),
            tuple(each.role for each in claims),
        )


def _text(connection: Connection, version_id: int) -> str:
    return connection.scalar(select(versions.c.text).where(versions.c.id == version_id)) or ""


def _words_changed(connection: Connection, version_ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield how many words each version but the first added and removed; two texts are held at a time."""
    texts = (_text(connection, each) for each in version_ids)
    for before, after in pairwise(texts):
        pieces = list(word_diff(before, after))
        yield (
            sum(len(after[slice(*each.new)].split()) for each in pieces if each.kind == "inserted"),
            sum(len(before[slice(*each.old)].split()) for each in pieces if each.kind == "deleted"),
        )


def _stated(connection: Connection, article_id: int) -> dict[int, int]:
    query = (
        select(versions.c.id, func.count(statements.c.id))
        .select_from(versions)
        .join(passages, passages.c.version_id == versions.c.id)
        .join(statements, statements.c.passage_id == passages.c.id)
        .where(versions.c.article_id == article_id)
        .group_by(versions.c.id)
    )
    return {key: count for key, count in connection.execute(query)}  # noqa: C416 (as above)


def _carried(connection: Connection, article_id: int) -> dict[int, dict[str, int]]:
    counted = [func.sum(case((carryings.c.outcome == each, 1), else_=0)).label(each) for each in OUTCOMES]
    waiting = func.sum(case((carryings.c.review == "waiting", 1), else_=0)).label("waiting")
    query = (
        select(carryings.c.version_id, *counted, waiting)
        .select_from(carryings)
        .join(versions, versions.c.id == carryings.c.version_id)
        .where(versions.c.article_id == article_id)
        .group_by(carryings.c.version_id)
    )
    return {
        version_id: dict(zip((*OUTCOMES, "waiting"), map(int, counts), strict=True))
        for version_id, *counts in connection.execute(query)
    }
