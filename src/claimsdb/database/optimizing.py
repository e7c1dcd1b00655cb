"""Leaves a database as small and as fast as it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.database.dialect import DIALECTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine


def optimize(engine: Engine, told: Callable[[str], None]) -> None:
    """Merge the search indexes, gather the planner's statistics, and give back unused room.

    Each step stands for itself, outside any transaction, and can be stopped and done again.
    ``told`` hears of each before it is done.
    """
    connection = engine.raw_connection()
    try:
        for what, statement in DIALECTS[engine.dialect.name].tidy().items():
            told(what)
            connection.cursor().execute(statement)
    finally:
        connection.close()
