"""Triggers that refuse: found by their names, and taken away one by one to see that each is needed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.engines import attempt, run_sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.engines import Where


def guards(place: Where, named: str) -> dict[str, str]:
    """Return the triggers in whose names a pattern is found, with their tables; not those that clear up."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if isinstance(place, Path)
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    rows = run_sql(place, query)
    return {name: table for name, table in rows if re.search(named, name) and "along" not in name}


def needless(place: Where, found: Mapping[str, str], attacks: Iterable[str]) -> list[str]:
    """Return the guards without which all attacks are refused still, also where foreign keys are off."""
    attacks = list(attacks)
    return [
        guard
        for guard, table in found.items()
        if not any(attempt(place, *_without(place, guard, table), sql, "ROLLBACK") for sql in attacks)
    ]


def _without(place: Where, guard: str, table: str) -> tuple[str, ...]:
    if isinstance(place, Path):
        return ("BEGIN", f"DROP TRIGGER {guard}")
    return ("SET session_replication_role = replica", "BEGIN", f"DROP TRIGGER {guard} ON {table}")
