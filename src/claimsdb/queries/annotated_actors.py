"""What annotation files are written from: actors, what they were, and who of them is one or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import PAGE, ask, grouped, pages, rows_among
from claimsdb.records.annotation_export import WrittenActor, WrittenJudgement, WrittenRole
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

ROLES: Final = """
    SELECT actor_id, title, organisation_id, since, until, start_char, end_char, quote
    FROM passages JOIN actor_roles ON actor_roles.passage_id = passages.id
    WHERE version_id = :version AND COALESCE(annotator_id, 0) = :annotator ORDER BY actor_roles.id
"""
ROLES_APART: Final = """
    SELECT id, annotator_id, actor_id, title, organisation_id, since, until FROM actor_roles
    WHERE passage_id IS NULL AND id > :after ORDER BY id LIMIT :page
"""
JUDGED: Final = """
    SELECT id, annotator_id, judgement, actor_id, other_id, rationale FROM actor_judgements AS made
    WHERE judgement = '{}' AND actor_id IS NOT NULL AND other_id IS NOT NULL AND id > :after
    AND NOT EXISTS (SELECT 1 FROM actor_judgements AS undoing WHERE undoing.undoes_id = made.id)
    ORDER BY id LIMIT :page
"""
NAMESAKES: Final = """
    SELECT DISTINCT one.id FROM actors AS one
    JOIN actor_names AS called ON called.actor_id = one.id AND called.name = one.name
    JOIN actor_names AS same ON same.name_folded = called.name_folded AND same.actor_id < one.id
    JOIN actors AS other ON other.id = same.actor_id AND other.name = same.name
    WHERE NOT (one.kind IS NOT NULL AND other.kind IS NOT NULL AND one.kind <> other.kind)
    AND NOT EXISTS (
        SELECT 1 FROM actor_identifiers AS own
        JOIN actor_identifiers AS theirs ON theirs.scheme = own.scheme
        WHERE own.actor_id = one.id AND theirs.actor_id = other.id
    )
"""
"""Actors that a loader would take for an older one of the same main name."""


def each_actor(connection: Connection) -> Iterator[list[int]]:
    """Yield the numbers of all actors, some at a time."""
    query = "SELECT id FROM actors WHERE id > :after ORDER BY id LIMIT :page"
    numbers = (number for (number,) in pages(connection, query))
    while batch := [number for _, number in zip(range(PAGE), numbers, strict=False)]:
        yield batch


def roles_on(connection: Connection, version: int, annotator: int | None) -> list[WrittenRole]:
    """Return the roles of which a version tells, by what an annotator recorded."""
    found = ask(connection, ROLES, {"version": version, "annotator": annotator or 0})
    return [WrittenRole._make((*row[:5], Span(*row[5:]))) for row in found]


def roles_apart(connection: Connection) -> Iterator[tuple[int | None, WrittenRole]]:
    """Yield the roles of which no passage tells, and who recorded each."""
    return ((by, WrittenRole._make((*role, None))) for _number, by, *role in pages(connection, ROLES_APART))


def judged(connection: Connection, judgement: str) -> Iterator[WrittenJudgement]:
    """Yield the judgements of a kind that stand, in the order they were made."""
    return (WrittenJudgement(*row) for row in pages(connection, JUDGED.format(judgement)))


def actors_numbered(connection: Connection, actors: Collection[int]) -> list[WrittenActor]:
    """Return some actors in the order of their numbers, with all names and identifiers.

    One that nothing tells from an older one of its main name is called by another, that name beside it.
    """
    names = "SELECT actor_id, name, kind, language FROM actor_names WHERE actor_id {} ORDER BY id"
    pairs = "SELECT actor_id, scheme, value FROM actor_identifiers WHERE actor_id {} ORDER BY id"
    named = grouped(rows_among(connection, names, actors))
    identified = grouped(rows_among(connection, pairs, actors))
    found = rows_among(connection, "SELECT id, name, kind FROM actors WHERE id {} ORDER BY id", actors)
    namesakes = {number for (number,) in rows_among(connection, f"{NAMESAKES} AND one.id {{}}", actors)}
    called = {number: f"{name} (actor {number})" for number, name, _kind in found if number in namesakes}
    return [
        WrittenActor(
            number,
            called.get(number) or name,
            kind,
            tuple(
                (each, sort, language)
                for each, sort, language in named.get(number, ())
                if each != (called.get(number) or name)
            ),
            tuple((scheme, value) for scheme, value in identified.get(number, ())),
        )
        for number, name, kind in found
    ]
