"""Proves the listings: they must hold what the tables say of each statement, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.database.listings import KEY
from claimsdb.records.loading import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

# In the order of the key, both sides are walked side by side and nothing is gathered.
MORE_IN: Final = f"SELECT {KEY} FROM {{}} EXCEPT SELECT {KEY} FROM {{}} ORDER BY {KEY}"


def listing_faults(connection: Connection) -> Iterator[Fault]:
    """Name each statement that is not listed, or listed wrongly."""
    differing = {
        row.statement_id
        for held in (("listed", "listings"), ("listings", "listed"))
        for row in connection.exec_driver_sql(MORE_IN.format(*held))
    }
    for number in sorted(differing):
        yield Fault(
            "statements", number, "the listings are out of step with it: type `claimsdb db upgrade --reindex`"
        )
