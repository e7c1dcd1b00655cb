"""Failures of reading databases of Discourse Network Analyzer (.dna)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotDnaError(ClaimsDBError):
    """A file that is no SQLite database."""

    def __init__(self, path: str, *, is_xml: bool) -> None:
        remedy = (
            "it is XML, as DNA 1 wrote it: open it in DNA 2 and save it as a .dna database"
            if is_xml
            else "export your project from DNA as a local .dna file, and name that one"
        )
        super().__init__(f"{path}: this is not a database of DNA 2 or 3 (an SQLite file); {remedy}.")


class NotDnaTablesError(ClaimsDBError):
    """An SQLite database without the tables or columns that DNA makes."""

    def __init__(self, path: str, missing: Iterable[str]) -> None:
        super().__init__(
            f"{path}: this SQLite file was not made by DNA 2 or 3, or is damaged: it has no table or column "
            f"{', '.join(missing)}. Open it in DNA and save it as a new .dna file."
        )


class DnaInUseError(ClaimsDBError):
    """Changes that are not in the database yet lie beside it."""

    def __init__(self, path: str, journal: str) -> None:
        super().__init__(
            f"{path}: changes that are not in it yet lie in {journal}: it is open in DNA, or was not closed. "
            "Open it in DNA, close it there, and import it again."
        )


class DnaUnreadableError(ClaimsDBError):
    """SQLite cannot read the file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: SQLite cannot read it ({reason}). If it is open elsewhere, close it there; if it is "
            "damaged, open it in DNA and save it as a new .dna file."
        )


class DnaValueError(ClaimsDBError):
    """A value of another type than DNA writes."""

    def __init__(self, column: str, value: object, wanted: str) -> None:
        shown = "nothing" if value is None else f"«{str(value)[:60]}»"
        super().__init__(f"{column} holds {shown} instead of {wanted}: mend it in DNA.")


class DnaNumberError(ClaimsDBError):
    """A number of a row that is not there."""

    def __init__(self, column: str, number: object, table: str) -> None:
        super().__init__(f"{column} is {number}, and {table} has no such row: mend it in DNA.")


class DnaDateError(ClaimsDBError):
    """A moment out of the years that are kept."""

    def __init__(self, number: int, unit: str) -> None:
        super().__init__(
            f"The date is {number:,} {unit} from 1970, out of the years 1 to 9999: mend it in DNA."
        )


class DnaTooLargeError(ClaimsDBError):
    """A text larger than any we keep."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The text is larger than the {limit / 1e6:,.0f} MB that one text may have: split it."
        )


class DnaSpanError(ClaimsDBError):
    """A span that is no part of its document's text."""

    def __init__(self, start: int, stop: int, length: int, reason: str) -> None:
        super().__init__(
            f"Its span {start}–{stop} {reason} (the text has {length:,} characters as Java counts them): "
            "mark the statement anew in DNA."
        )


class NoConceptVariableError(ClaimsDBError):
    """No type of statement has a variable that says what is claimed."""

    def __init__(self, path: str, wanted: str, known: Iterable[str]) -> None:
        names = ", ".join(f"«{name}»" for name in known) or "none at all"
        super().__init__(
            f"{path}: no type of statement has a variable «{wanted}», which would be the claim; it has "
            f"{names}. Say which one it is, as in --map concept=frame."
        )


class UnknownTimeZoneError(ClaimsDBError):
    """A time zone that is none."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no time zone «{name}»: write one such as Europe/Berlin or UTC.")
