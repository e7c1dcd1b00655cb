"""From what a user calls something to its id: names in any alias, numbers, file names, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from claimsdb.errors.questions import (
    AmbiguousActorError,
    AmbiguousArticleError,
    AmbiguousClaimError,
    UnknownActorError,
    UnknownArticleError,
    UnknownClaimError,
    UnknownKindError,
    UnknownOutletError,
    UnknownTopicError,
)
from claimsdb.queries.nearest import nearest_names
from claimsdb.queries.tables import (
    actor_names,
    actors,
    annotation_files,
    articles,
    claim_keys,
    claims,
    outlets,
    topics,
)
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from claimsdb.queries.tables import Column


def find_actor(connection: Connection, name: str) -> int:
    """Return the id of the actor that has the name, or the number, among any of its names.

    Raises:
        UnknownActorError: nobody has it; the nearest names are told.
        AmbiguousActorError: several have it; all are told.
    """
    query = select(actors.c.id, actors.c.name, actors.c.kind).distinct().order_by(actors.c.id)
    named = query.join(actor_names, actor_names.c.actor_id == actors.c.id)
    found = connection.execute(named.where(actor_names.c.name_folded == fold_name(name))).all()
    if not found and (number := _number(name)) is not None:
        found = connection.execute(query.where(actors.c.id == number)).all()
    if not found:
        raise UnknownActorError(name, nearest_names(name, connection.scalars(select(actor_names.c.name))))
    if len(found) > 1:
        raise AmbiguousActorError(name, [(row.id, row.name, row.kind) for row in found])
    return int(found[0].id)


def find_article(connection: Connection, name: str) -> int:
    """Return the id of the article with this number, file name or title.

    Raises:
        UnknownArticleError: there is none.
        AmbiguousArticleError: a file name or title fits several.
    """
    query = select(articles.c.id, articles.c.title, articles.c.file).order_by(articles.c.id)
    found = (
        connection.execute(query.where(articles.c.id == number)).all() if (number := _number(name)) else []
    )
    found = (
        found or connection.execute(query.where(or_(articles.c.file == name, articles.c.title == name))).all()
    )
    if not found:
        everything = connection.execute(select(articles.c.title, articles.c.file)).all()
        raise UnknownArticleError(
            name, nearest_names(name, (each for row in everything for each in row if each))
        )
    if len(found) > 1:
        raise AmbiguousArticleError(name, [(row.id, row.file or row.title) for row in found])
    return int(found[0].id)


def find_claim(connection: Connection, name: str) -> int:
    """Return the id of the claim with this number, or with this key: ``KEY``, or ``FILE#KEY``.

    Raises:
        UnknownClaimError: there is none.
        AmbiguousClaimError: the key stands in several files.
    """
    query = select(claims.c.id, claims.c.sentence).order_by(claims.c.id)
    number = _number(name)
    found = connection.execute(query.where(claims.c.id == number)).all() if number is not None else []
    found = found or connection.execute(query.where(claims.c.id.in_(_with_key(name)))).all()
    if not found:
        raise UnknownClaimError(name, nearest_names(name, connection.scalars(select(claim_keys.c.key))))
    if len(found) > 1:
        raise AmbiguousClaimError(name, [(row.id, row.sentence) for row in found])
    return int(found[0].id)


def _with_key(name: str) -> Select[tuple[int]]:
    file, _, key = name.rpartition("#")
    query = select(claim_keys.c.claim_id).where(claim_keys.c.key == key)
    if not file:
        return query
    owner = annotation_files.c.id == claim_keys.c.annotation_file_id
    query = query.join(annotation_files, owner).join(articles, articles.c.id == annotation_files.c.article_id)
    return query.where(or_(articles.c.file == file, annotation_files.c.file == file))


def find_outlet(connection: Connection, name: str) -> int:
    """Return the id of the outlet that has the name.

    Raises:
        UnknownOutletError: none has it; the nearest names are told.
    """
    found = connection.scalar(select(outlets.c.id).where(outlets.c.name_folded == fold_name(name)))
    if found is None:
        raise UnknownOutletError(name, nearest_names(name, connection.scalars(select(outlets.c.name))))
    return int(found)


def find_topics(connection: Connection, name: str) -> list[int]:
    """Return the ids of the topics with this name or path, and of all below them.

    Raises:
        UnknownTopicError: none has it; the nearest are told.
    """
    everything = connection.execute(select(topics.c.id, topics.c.name, topics.c.path)).all()
    wanted = fold_name(name)
    tops = [row.path for row in everything if wanted in (fold_name(row.name), fold_name(row.path))]
    if not tops:
        raise UnknownTopicError(name, nearest_names(name, (row.path for row in everything)))
    return [
        row.id
        for row in everything
        if any(row.path == top or row.path.startswith(f"{top} > ") for top in tops)
    ]


def find_kind(connection: Connection, kind: str) -> str:
    """Return the kind, once some claim has it.

    Raises:
        UnknownKindError: none has; those in use are told.
    """
    known = _words(connection, claims.c.kind)
    if kind not in known:
        raise UnknownKindError(kind, known)
    return kind


def _words(connection: Connection, column: Column) -> list[str]:
    return list(connection.scalars(select(column).where(column.is_not(None)).distinct().order_by(column)))


def _number(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdigit() and len(name) < 19 else None  # noqa: PLR2004 (SQLite's integers)
