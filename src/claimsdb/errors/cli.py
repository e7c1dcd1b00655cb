"""Failures of speaking with the shell."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError


class OutputRefusedError(ClaimsDBError):
    """Standard output takes nothing: it is closed, or its disk is full."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Standard output cannot be written ({reason}): the answer is not shown in full.")


class UnreadableArgumentError(ClaimsDBError):
    """An argument with bytes that are no text in the encoding of the shell."""

    exit_code = 2

    def __init__(self, argument: str) -> None:
        shown = argument.encode(errors="backslashreplace").decode()
        super().__init__(
            f"«{shown}» cannot be read as text. Give it in UTF-8 and set a locale that says so, such as "
            "LC_ALL=C.UTF-8; a file with such a name wants another."
        )


class MappingError(ClaimsDBError):
    """A mapping that is no FIELD=COLUMN."""

    exit_code = 2

    def __init__(self, pair: str) -> None:
        super().__init__(f"«{pair}» is no mapping: write --map FIELD=COLUMN, such as --map title=Headline.")


class NothingToImportError(ClaimsDBError):
    """An import without a file."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("There is nothing to import: name a spreadsheet of articles, or one with --claims.")


class OnlyWithError(ClaimsDBError):
    """An option that means nothing without another."""

    exit_code = 2

    def __init__(self, option: str, needed: str) -> None:
        super().__init__(f"{option} means nothing without {needed}: add {needed}, or leave {option} out.")


class NotTogetherError(ClaimsDBError):
    """Two options that ask for different lists."""

    exit_code = 2

    def __init__(self, option: str, other: str) -> None:
        super().__init__(f"{option} and {other} ask for different lists: leave one of them out.")
