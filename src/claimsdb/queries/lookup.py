"""From what a user calls something to its id: names in any alias, numbers, file names, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
from claimsdb.queries.asking import among, among_value, ask
from claimsdb.queries.nearest import nearest_names
from claimsdb.queries.tables import (
    actor_names,
    annotation_files,
    articles,
    claim_keys,
    claims,
    outlets,
)
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select


ACTORS: Final = """
    SELECT DISTINCT actors.id, actors.name, roots.id, roots.name, roots.kind
    FROM {} JOIN actors AS roots ON roots.id = coalesce(actors.merged_into_id, actors.id)
    WHERE {} ORDER BY actors.id
"""
ACTORS_NAMED: Final = ACTORS.format(
    "actor_names JOIN actors ON actors.id = actor_names.actor_id", "actor_names.name_folded = :name"
)
ACTOR_NUMBERED: Final = ACTORS.format("actors", "actors.id = :number")


def find_actor(connection: Connection, name: str) -> int:
    """Return the id of the actor that has the name, or the number, among any of its names.

    If that one is merged into another, it is the other.

    Raises:
        UnknownActorError: nobody has it; the nearest names are told.
        AmbiguousActorError: several have it; all are told.
    """
    return _bearers(connection, name)[0][2]


def find_recorded_actor(connection: Connection, name: str) -> int:
    """Return the id of the actor that has the name or number itself, whatever it is merged into.

    Of several that are merged with each other it is the one whose main name it is, or that stands for all.

    Raises:
        UnknownActorError: nobody has it; the nearest names are told.
        AmbiguousActorError: several that are not one have it; all are told.
    """
    folded = fold_name(name)
    bearers = _bearers(connection, name)
    return min(bearers, key=lambda each: (fold_name(each[1]) != folded, each[0] != each[2], each[0]))[0]


def members_of(connection: Connection, root: int) -> list[int]:
    """Return the ids of an actor that stands and of those merged into it, its own first."""
    merged = "SELECT id FROM actors WHERE merged_into_id = :root ORDER BY id"
    return [root, *(number for (number,) in ask(connection, merged, {"root": root}))]


def groups_of(connection: Connection, actors: list[int]) -> list[int]:
    """Return the ids of some actors and of all that are one with any of them."""
    question = f"""
        SELECT together.id FROM actors AS one
        JOIN actors AS together
        ON together.id = coalesce(one.merged_into_id, one.id)
        OR together.merged_into_id = coalesce(one.merged_into_id, one.id)
        WHERE one.id {among(connection, "wanted")} ORDER BY together.id
    """
    found = ask(connection, question, {"wanted": among_value(connection, actors)})
    return list(dict.fromkeys(number for (number,) in found))


def has_merges(connection: Connection) -> bool:
    """Tell whether any actor is merged into another."""
    merged = "SELECT merged_into_id FROM actors WHERE merged_into_id IS NOT NULL"
    return bool(ask(connection, f"{merged} ORDER BY merged_into_id LIMIT 1", {}))


def _bearers(connection: Connection, name: str) -> list[tuple[int, str, int]]:
    """Return who has a name, all of them one: id, main name, id of the one that stands."""
    found = ask(connection, ACTORS_NAMED, {"name": fold_name(name)})
    if not found and (number := _number(name)) is not None:
        found = ask(connection, ACTOR_NUMBERED, {"number": number})
    if not found:
        raise UnknownActorError(name, nearest_names(name, connection.scalars(select(actor_names.c.name))))
    standing = {root: (root, its_name, kind) for _id, _name, root, its_name, kind in found}
    if len(standing) > 1:
        raise AmbiguousActorError(name, [standing[root] for root in sorted(standing)])
    return [(number, its_name, root) for number, its_name, root, *_ in found]


def find_article(connection: Connection, name: str) -> int:
    """Return the id of the article with this number, file name, title or web address.

    Raises:
        UnknownArticleError: there is none.
        AmbiguousArticleError: a name fits several.
    """
    query = select(articles.c.id, articles.c.title, articles.c.file).order_by(articles.c.id)
    found = (
        connection.execute(query.where(articles.c.id == number)).all() if (number := _number(name)) else []
    )
    called = or_(articles.c.file == name, articles.c.title == name)
    found = found or connection.execute(query.where(called)).all()
    found = found or connection.execute(query.where(articles.c.url == name)).all()
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
    found = ask(connection, "SELECT id FROM outlets WHERE name_folded = :name", {"name": fold_name(name)})
    if not found:
        raise UnknownOutletError(name, nearest_names(name, connection.scalars(select(outlets.c.name))))
    return int(found[0][0])


def find_topics(connection: Connection, name: str) -> list[int]:
    """Return the ids of the topics with this name or path.

    Raises:
        UnknownTopicError: none has it; the nearest are told.
    """
    wanted = fold_name(name)
    everything = ask(connection, "SELECT id, name, path FROM topics ORDER BY id", {})
    found = [number for number, label, path in everything if wanted in (fold_name(label), fold_name(path))]
    if not found:
        raise UnknownTopicError(name, nearest_names(name, (path for _id, _label, path in everything)))
    return found


def below(connection: Connection, topics: list[int]) -> list[int]:
    """Return the ids of topics and of all below them."""
    question = f"""
        WITH RECURSIVE down (id) AS (
            SELECT id FROM topics WHERE id {among(connection, "topics")}
            UNION
            SELECT topics.id FROM down JOIN topics ON topics.parent_id = down.id
        )
        SELECT id FROM down
    """
    return [number for (number,) in ask(connection, question, {"topics": among_value(connection, topics)})]


def find_kind(connection: Connection, kind: str) -> str:
    """Return the kind, once some claim has it.

    Raises:
        UnknownKindError: none has; those in use are told.
    """
    if not ask(connection, "SELECT 1 FROM claims WHERE kind = :kind LIMIT 1", {"kind": kind}):
        known = select(claims.c.kind).where(claims.c.kind.is_not(None)).distinct().order_by(claims.c.kind)
        raise UnknownKindError(kind, list(connection.scalars(known)))
    return kind


def _number(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdigit() and len(name) < 19 else None  # noqa: PLR2004 (SQLite's integers)
