"""The event list of DNA: a row a statement, with when, where, who, what, and whether they agree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, select

from claimsdb.exports.flat_rows import BY_PUBLICATION, articles_in_order, topics_joined
from claimsdb.exports.networks.uttered import BATCH, Speakers, check_wish, spoken
from claimsdb.exports.one_file import one_file
from claimsdb.formats.csv_tables import write_csv
from claimsdb.queries.tables import (
    annotators,
    article_authors,
    articles,
    claims,
    outlets,
    passages,
    statements,
    versions,
)
from claimsdb.records.networks import AGREES, NetworkWish
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, ScalarSelect

HEADER: Final = (
    "statement_id",
    "time",
    "person",
    "organization",
    "concept",
    "agreement",
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_version",
    "document_date",
    "document_url",
    "document_file",
    "actor",
    "actor_kind",
    "stance",
    "claim_id",
    "claim_status",
    "topics",
)
ORGANISED: Final = ("organisation", "state", "group", "outlet")
"""The kinds of actors that are an organisation to DNA."""


def export_events(
    connection: Connection, target: Path, wish: NetworkWish, *, raw: bool = False
) -> ExportReport:
    """Write the event list; rows stream in constant memory.

    Raises:
        ClaimsDBError: the wish is none, or the place cannot be written.
    """
    check_wish(wish)
    mark = ",".join(HEADER[:6]).encode()
    with one_file(target, (mark,)) as stream:
        written = write_csv(stream, HEADER, _events(connection, wish), raw=raw)
    return ExportReport(os.path.realpath(target), (("statements", written),))


def _events(connection: Connection, wish: NetworkWish) -> Iterator[list[tuple[object, ...]]]:
    speakers = Speakers.of(connection, wish)
    query = spoken(
        select(
            statements.c.id,
            articles.c.published_earliest,
            claims.c.sentence,
            statements.c.stance,
            passages.c.start_char,
            passages.c.end_char,
            passages.c.quote,
            annotators.c.name,
            articles.c.id,
            articles.c.title,
            _authors(),
            outlets.c.name,
            versions.c.number,
            articles.c.published,
            articles.c.url,
            articles.c.file,
            claims.c.id,
            claims.c.status,
            topics_joined(),
            *Speakers.COLUMNS,
        ),
        wish,
    )
    query = query.outerjoin(annotators, annotators.c.id == statements.c.annotator_id)
    query = query.where(articles.c.id.in_(bindparam("articles", expanding=True)))
    query = query.order_by(*BY_PUBLICATION, passages.c.start_char, statements.c.id)
    for some in articles_in_order(connection):
        rows = connection.execute(query.execution_options(yield_per=BATCH), {"articles": some})
        for part in rows.partitions():
            yield [event for row in part for event in _event(row, speakers)]


def _event(row: Any, speakers: Speakers) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 (of the driver)
    number, day, concept, stance, *place = row[:7]
    coder, article, title, authors, outlet, version, published, url, file = row[7:16]
    claim, status, topics = row[16:19]
    speaker = speakers.speaker(article, *row[19:])
    if speaker is None and speakers.wish.actor_kinds:
        return
    name, kind = (speaker.name, speaker.kind) if speaker is not None else (None, None)
    agrees = AGREES.get(stance)
    yield (
        number,
        day,
        name if kind == "person" else None,
        name if kind in ORGANISED else None,
        concept,
        None if agrees is None else int(agrees),
        *place,
        coder,
        article,
        title,
        authors,
        outlet,
        version,
        published,
        url,
        file,
        name,
        kind,
        stance,
        claim,
        status,
        topics,
    )


def _authors() -> ScalarSelect[Any]:
    ordered = (
        select(article_authors.c.name)
        .where(article_authors.c.article_id == articles.c.id)
        .order_by(article_authors.c.position)
        .correlate(articles)
        .subquery()
    )
    return select(func.aggregate_strings(ordered.c.name, "; ")).scalar_subquery()
