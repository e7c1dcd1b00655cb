"""Which columns stand in the rows of an archive, and which beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from claimsdb.database.copying import own_columns

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

APART: Final = {"versions": ("text", "original")}
"""The columns whose contents are files of their own, by their SHA-256."""


def archived_columns(table: Table) -> list[Column[Any]]:
    """Return the columns that stand in the rows of an archive."""
    return [each for each in own_columns(table) if each.name not in APART.get(table.name, ())]
