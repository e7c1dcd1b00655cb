"""What the positions of a project count, as far as its texts prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.stored_offsets import UNITS, Selected
from claimsdb.errors.qda import PositionsContradictedError, PositionsUncertainError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.anchoring.stored_offsets import StoredText, Unit
    from claimsdb.records.choices import Positions
    from claimsdb.records.qda import QdaSelection

DIGITS: Final = 15


class Evidence:
    """Gathers what selections prove: a program counts in one unit throughout its project."""

    def __init__(self) -> None:
        self._left = set(UNITS)
        self._differ: dict[frozenset[Unit], tuple[str, str]] = {}

    def take(self, text: StoredText, name: str, selections: Iterable[QdaSelection]) -> None:
        """Take in the selections of a text; one that stands nowhere proves nothing."""
        for each in selections if not text.is_plain else ():
            if (selected := selected_in(each)) is None:
                continue
            fitting = text.fitting(selected)
            if not fitting:
                continue
            self._left &= fitting.keys()
            for one in fitting:
                for other in fitting:
                    if fitting[one] != fitting[other]:
                        where = (name, f"{selected.start}–{selected.end}")
                        self._differ.setdefault(frozenset((one, other)), where)

    def unit(self, file: str, positions: Positions | None, *, short_line_ends: bool) -> Unit:
        """Return the unit, once it is proven, said, or of no matter.

        Raises:
            PositionsUncertainError: it matters, and nothing tells.
            PositionsContradictedError: what is said is not so.
        """
        left = [unit for unit in UNITS if unit in self._left]
        if positions is not None:
            left = [unit for unit in left if unit[0] == (positions == "utf-16")]
        if short_line_ends:
            left = [unit for unit in left if not unit[1]]
        if not left and (positions is not None or short_line_ends):
            raise PositionsContradictedError(file)
        if positions is not None and not short_line_ends:
            left = left[:1]  # as the text is stored, if both are left
        for one in left:
            for other in left:
                if where := self._differ.get(frozenset((one, other))):
                    raise PositionsUncertainError(file, *where)
        if not left:
            raise PositionsUncertainError(file, *next(iter(self._differ.values()), ("?", "?")))
        return left[0]


def selected_in(selection: QdaSelection) -> Selected | None:
    """Return the ends of a selection as numbers; None if they are none."""
    start, end = _whole(selection.start), _whole(selection.end)
    return None if start is None or end is None else Selected(start, end, selection.name)


def _whole(written: str | None) -> int | None:
    digits = (written or "").removeprefix("+")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= DIGITS else None
