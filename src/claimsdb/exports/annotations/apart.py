"""What is recorded of actors by no passage: roles, and judgements on whether two are one."""

from __future__ import annotations

from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeVar

from claimsdb.exports.annotations.naming import Naming
from claimsdb.exports.annotations.roles import holders_of, role_note
from claimsdb.queries.annotated_actors import actors_numbered, judged, roles_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.records.annotation_export import WrittenJudgement, WrittenRole

    Part = tuple[int | None, Naming]

T = TypeVar("T")

MOST: Final = 500
"""Roles or judgements of one file."""


def apart(connection: Connection) -> Iterator[Part]:
    """Yield, for a file each, who recorded it and the actors with what is told of them, in this order.

    Who is told to be two comes before who is one: while nobody is merged, no pair can be told apart twice.
    Merges stand in the order they were made, since that tells who stands for whom.
    """
    for annotator, roles in _runs(roles_apart(connection)):
        yield annotator, _with_roles(connection, [role for _by, role in roles])
    for kind in ("distinct", "merge"):
        signed = ((each.annotator_id, each) for each in judged(connection, kind))
        for annotator, found in _runs(signed):
            for judgements in _in_order([each for _by, each in found]):
                yield annotator, _with_judgements(connection, judgements)


def _runs(signed: Iterable[tuple[int | None, T]]) -> Iterator[tuple[int | None, list[tuple[int | None, T]]]]:
    for annotator, run in groupby(signed, key=itemgetter(0)):
        while some := list(islice(run, MOST)):
            yield annotator, some


def _in_order(judgements: list[WrittenJudgement]) -> Iterator[list[WrittenJudgement]]:
    """Yield them so that those of one actor stand together, and all in their order, in each part."""
    part: list[WrittenJudgement] = []
    for each in judgements:
        if part and each.actor_id < part[-1].actor_id:
            yield part
            part = []
        part.append(each)
    if part:
        yield part


def _with_roles(connection: Connection, roles: list[WrittenRole]) -> Naming:
    naming = Naming(actors_numbered(connection, holders_of(roles)))
    for each in roles:
        naming.give_role(each.actor_id, role_note(each, None, naming))
    return naming


def _with_judgements(connection: Connection, judgements: list[WrittenJudgement]) -> Naming:
    actors = {number for each in judgements for number in (each.actor_id, each.other_id)}
    naming = Naming(actors_numbered(connection, actors))
    for each in judgements:
        naming.judge(each.actor_id, each.judgement, each.other_id, each.why)
    return naming
