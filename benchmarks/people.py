"""The people of ``people.txt``, each with the ways in which the name is written."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

BLOCK: Final = 4
"""So many neighbouring lines, among which near-namesakes stand, are of one half."""


@cache
def people() -> tuple[tuple[str, ...], ...]:
    """Return the names of each person."""
    lines = Path(__file__).with_name("people.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_names(line) for line in lines if line and not line.startswith("#"))


def half(which: int) -> tuple[tuple[str, ...], ...]:
    """Return half of the people: 0 those by whom the rules were made, 1 the others."""
    return tuple(names for number, names in enumerate(people()) if number // BLOCK % 2 == which)


def _names(line: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in line.split("|")))
