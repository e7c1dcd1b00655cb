"""The made-up corpus in a database, for benchmarks that ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.corpus import write_lines
from claimsdb.library import open_database

if TYPE_CHECKING:
    from pathlib import Path


class NotLoadedError(Exception):
    """A text of the made-up corpus was refused, so what is measured is not what is said."""


def stored(folder: Path, claims: int) -> Path:
    """Load so many claims into a new database in a folder; return its path."""
    folder.mkdir(exist_ok=True)
    lines, path = folder / f"{claims}.jsonl", folder / f"{claims}.db"
    write_lines(lines, claims)
    with open_database(path, create=True) as database:
        for outcome in database.each_load(lines):
            if outcome.problems:
                raise NotLoadedError(str(outcome.problems))
    lines.unlink()
    return path
