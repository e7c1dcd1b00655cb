"""Failures of reading a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


SHOWN: Final = 30
"""Columns that an error names."""

LONGEST: Final = 40
"""Characters of a column's name that an error shows."""


def _listed(headings: Sequence[str]) -> str:
    more = f" and {len(headings) - SHOWN:,} more" if len(headings) > SHOWN else ""
    return ", ".join(map(_cut, headings[:SHOWN])) + more


def _cut(heading: str) -> str:
    return heading if len(heading) <= LONGEST else f"{heading[:LONGEST]}…"


class EmptySpreadsheetError(ClaimsDBError):
    """A spreadsheet without a header."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file}: its first line is empty. Name the columns there, such as «title,outlet,text»."
        )


class UncertainSheetError(ClaimsDBError):
    """A spreadsheet whose encoding cannot be found out; ``guess`` is the likeliest."""

    def __init__(self, file: str, line: int, guess: str | None) -> None:
        super().__init__(
            f"{file}: line {line} is not UTF-8, and no other encoding is certain. Name it, such as by "
            f"--encoding {guess or 'windows-1252'}, and look at the result, or save the file as CSV in UTF-8."
        )


class NoSuchFieldError(ClaimsDBError):
    """A mapping to a field that there is not."""

    def __init__(self, field: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no field «{field}». The fields are {', '.join(known)}.")


class NoSuchColumnError(ClaimsDBError):
    """A mapping of a column that the spreadsheet does not have."""

    def __init__(self, file: str, heading: str, headings: Sequence[str]) -> None:
        super().__init__(f"{file}: there is no column «{heading}». Its columns are {_listed(headings)}.")


class ColumnTwiceError(ClaimsDBError):
    """Two columns for one field."""

    def __init__(self, file: str, field: str, one: str, other: str) -> None:
        remedy = f"Say which by --map {field}={one}, or rename one." if one != other else "Rename one."
        super().__init__(f"{file}: both «{one}» and «{other}» can be the field «{field}». {remedy}")


class MissingColumnError(ClaimsDBError):
    """A spreadsheet without a column that it must have."""

    def __init__(self, file: str, fields: Sequence[str], headings: Sequence[str]) -> None:
        wanted = " or ".join(f"«{field}»" for field in fields)
        super().__init__(
            f"{file}: no column is the field {wanted}. Its columns are {_listed(headings)}; "
            f"say which one is meant by --map {fields[0]}=COLUMN."
        )


class UnreadableRowError(ClaimsDBError):
    """A row that is no CSV."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(
            f"{file}:{line}: the row that begins here cannot be read ({reason}). "
            "Look for a quotation mark that is not closed or not doubled."
        )


class RowTooLongError(ClaimsDBError):
    """A row with more cells than the header."""

    def __init__(self, cells: int, columns: int) -> None:
        super().__init__(
            f"the row has {cells} cells and the header {columns}: "
            "put a cell that holds the separator in quotation marks"
        )


class NoArticleNamedError(ClaimsDBError):
    """A row of claims that does not say of which article it is."""

    def __init__(self) -> None:
        super().__init__("the cell «article» is empty: write the article's id, file, title or address")


class NoTextInRowError(ClaimsDBError):
    """A row of articles without text or file."""

    def __init__(self) -> None:
        super().__init__("neither «text» nor «file» is filled in: an article needs its text")


class ArticleTwiceError(ClaimsDBError):
    """Two rows of articles that claims call by one name."""

    def __init__(self, name: str, first: int) -> None:
        super().__init__(f"«{name}» is what line {first} is called too: give each article an id of its own")
