"""Actors, articles, mentions and statements as entities of FollowTheMoney, one a line."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from claimsdb.exports.one_file import one_file
from claimsdb.formats.follow_the_money import Entities, line_of
from claimsdb.queries.entities import actor_facts, article_facts, names_in_articles, uttered
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from claimsdb.formats.follow_the_money import Entity

MARKS: Final = (b'{"id": "', b'"schema": "', b'"properties": {')
"""What every line of ours begins with, by which an earlier file is known again."""


def export_entities(connection: Connection, target: Path, *, with_text: bool) -> ExportReport:
    """Write a file of entities; memory is constant.

    Raises:
        FileInTheWayError: another file lies there.
        CannotWriteError: the system refuses.
    """
    counts: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    with one_file(target, MARKS) as stream:
        for entity in _all(connection, Entities(lost), with_text=with_text):
            counts[str(entity["schema"])] += 1
            stream.write(line_of(entity))
    told = tuple(sorted((what, count) for what, count in lost.items() if count))
    return ExportReport(os.path.realpath(target), tuple(counts.items()), told)


def _all(connection: Connection, entities: Entities, *, with_text: bool) -> Iterator[Entity]:
    yield from map(entities.actor, actor_facts(connection))
    yield from map(entities.article, article_facts(connection, with_text=with_text))
    yield from map(entities.mention, names_in_articles(connection))
    yield from map(entities.statement, uttered(connection))
