"""Failures of reading bibliographies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.anchoring import shorten
from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NothingInItemError(ClaimsDBError):
    """An item without anything that is kept of an article."""

    def __init__(self, key: str | None) -> None:
        item = f"The item «{shorten(key, 60)}»" if key else "The item"
        super().__init__(
            f"{item} has no title, address, author, outlet or date that can be read: give it one, or take it "
            "out."
        )


class NoItemsError(ClaimsDBError):
    """A file without a single item."""

    def __init__(self, file: str, wanted: str) -> None:
        super().__init__(f"{file}: there is no item in it. Check that it was exported as {wanted}.")


class StrayLineError(ClaimsDBError):
    """A line with a tag of RIS that belongs to no item."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"«{shorten(line, 60)}» belongs to no item: an item begins with a line TY and ends with ER. Mend "
            "it, or take it out."
        )


class ItemTooLongError(ClaimsDBError):
    """An item that does not end."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The item that begins here has more than {most:,} characters, or no line ER behind it: mend it."
        )


class SeveralFilesNamedError(ClaimsDBError):
    """A name by which several files go, of which one should be the text of an item."""

    def __init__(self, name: str, files: Sequence[str]) -> None:
        super().__init__(
            f"«{name}» can be any of these files: {'; '.join(files)}. Leave one of them in the folder, or "
            "give the others other names."
        )
