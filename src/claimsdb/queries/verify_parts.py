"""Proves that the passages of a statement are of one wording, in the order of the text, and apart.

Those of its speakers stand in no order, each in the place of a link of its chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.queries.tables import attributions, passages, statement_passages, statements
from claimsdb.records.loading import Fault
from claimsdb.records.vocabulary import PASSAGE_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

CONTENT: Final = PASSAGE_ROLES[0]
"""The role of the passages that go on from a statement's first."""


def order_faults(connection: Connection) -> Iterator[Fault]:
    """Name each further passage that does not follow the one before it, or that is of no link."""
    first, further = passages.alias("first"), passages.alias("further")
    query = (
        select(
            statements.c.id,
            statement_passages.c.role,
            first.c.version_id,
            first.c.end_char,
            further.c.version_id,
            further.c.start_char,
            further.c.end_char,
            attributions.c.id,
        )
        .select_from(statement_passages)
        .join(statements, statements.c.id == statement_passages.c.statement_id)
        .join(first, first.c.id == statements.c.passage_id)
        .join(further, further.c.id == statement_passages.c.passage_id)
        .outerjoin(
            attributions,
            (attributions.c.statement_id == statement_passages.c.statement_id)
            & (attributions.c.position == statement_passages.c.position),
        )
        .order_by(statements.c.id, statement_passages.c.role, statement_passages.c.position)
    )
    last, done = None, 0
    for number, role, version, first_end, its_version, start, end, link in connection.execute(
        query
    ).yield_per(500):
        place = f"its {role} passage at [{start}, {end})"
        if role == CONTENT:
            done = done if number == last else first_end
            if its_version != version or start < done:
                yield Fault("statements", number, f"{place} is not in order, apart, in one wording")
            last, done = number, end
        elif link is None:
            yield Fault("statements", number, f"{place} is of no link of its chain")
        elif its_version != version:
            yield Fault("statements", number, f"{place} is of another wording than its first")
