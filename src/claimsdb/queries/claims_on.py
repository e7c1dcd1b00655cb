"""What stands on a passage: claims, be it a statement's first or a further one, and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, union_all

from claimsdb.queries.tables import actor_roles, actors, claims, statement_passages, statements
from claimsdb.text.role_words import role_called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

TOGETHER: Final = 500
"""Passages that are asked for at once."""


def claims_on(connection: Connection, passage_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the sentences of the claims on each passage, in the order of their statements.

    Behind them are the roles that it tells of, such as "Kairat Abdrakhmanov, Foreign Minister of Kazakhstan".
    """
    found: dict[int, list[str]] = {}
    for place in range(0, len(passage_ids), TOGETHER):
        some = passage_ids[place : place + TOGETHER]
        first = (
            select(statements.c.passage_id, statements.c.id, claims.c.sentence)
            .join(claims, claims.c.id == statements.c.claim_id)
            .where(statements.c.passage_id.in_(some))
        )
        further = (
            select(statement_passages.c.passage_id, statements.c.id, claims.c.sentence)
            .join(statements, statements.c.id == statement_passages.c.statement_id)
            .join(claims, claims.c.id == statements.c.claim_id)
            .where(statement_passages.c.passage_id.in_(some))
        )
        for passage, _statement, sentence in sorted(connection.execute(union_all(first, further)).all()):
            found.setdefault(passage, []).append(sentence)
        for passage, name, title, organisation in connection.execute(_roles(some)):
            found.setdefault(passage, []).append(f"{name}, {role_called(title, organisation)}")
    return found


def _roles(passage_ids: Sequence[int]) -> Select[int, str, str, str]:
    organisations = actors.alias("organisations")
    return (
        select(actor_roles.c.passage_id, actors.c.name, actor_roles.c.title, organisations.c.name)
        .join(actors, actors.c.id == actor_roles.c.actor_id)
        .outerjoin(organisations, organisations.c.id == actor_roles.c.organisation_id)
        .where(actor_roles.c.passage_id.in_(passage_ids))
        .order_by(actor_roles.c.id)
    )
