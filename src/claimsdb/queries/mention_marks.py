"""Which texts were looked through for every name, and which were not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import ask

if TYPE_CHECKING:
    from sqlalchemy import Connection

NEWEST: Final = "coalesce((SELECT max(id) FROM actor_names), 0)"
"""The greatest number of a name: a text whose mark is not below it was looked through for all of them."""

BEHIND: Final = f"SELECT count(*) FROM mention_marks WHERE names_upto < {NEWEST}"


def texts_behind(connection: Connection) -> int:
    """Return how many texts have not been looked through for every name."""
    ((count,),) = ask(connection, BEHIND, {})
    return int(count)
