"""Where in a user's file something stands, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file. Line and column count from 1, the column in Unicode code points."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Write the place as ``file:line:column``, leaving out what is not known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a user's file: where, and a sentence with the value and the remedy."""

    place: Place
    sentence: str

    def __str__(self) -> str:
        """Write the problem as ``file:line:column: sentence``."""
        return f"{self.place}: {self.sentence}"
