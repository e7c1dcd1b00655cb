"""What an archive says of itself, and what became of one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """How many rows or files, and how many bytes they have uncompressed."""

    count: int
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds; ``tables`` in the order in which rows point at earlier tables."""

    schema: int
    program: str
    made_at: str
    with_text: bool
    tables: dict[str, Amount]
    texts: Amount
    originals: Amount


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """Where an archive went, the rows of each table, and whether all of them were there before."""

    target: str
    counts: tuple[tuple[str, int], ...]
    unchanged: bool = False
