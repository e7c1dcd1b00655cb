"""Failures of reading and writing the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.records.place import Problem


class AnnotationRefusedError(ClaimsDBError):
    """An annotation that cannot be taken in, with all its problems in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_reading_order))
        super().__init__("\n".join(map(str, self.problems)))


class UnevenRowError(ClaimsDBError):
    """A row whose number of cells differs from the header's; rows count from 1."""

    def __init__(self, row: int, cells: int, columns: int) -> None:
        self.row, self.cells, self.columns = row, cells, columns
        super().__init__(
            f"Row {row} has {cells} cells, and the header {columns} columns: give each column one cell."
        )


class NoPlainCellError(ClaimsDBError):
    """A value that has no plain form in a CSV cell."""

    def __init__(self, row: int, value: object) -> None:
        self.row, self.value = row, value
        super().__init__(
            f"Row {row} holds a {type(value).__name__}, which has no plain form in a CSV cell: "
            "give text, a number, a truth value, a date, bytes, or a list of text without «; »."
        )


def _reading_order(problem: Problem) -> tuple[int, int]:
    return (problem.place.line or 0, problem.place.column or 0)
