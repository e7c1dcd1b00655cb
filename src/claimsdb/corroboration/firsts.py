"""Which of several statements came first, as far as their dates tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    Key = TypeVar("Key")

FIRST: Final = "first"
POSSIBLY: Final = "possibly first"


def firsts(dated: Iterable[tuple[Key, str | None, str | None]]) -> dict[Key, str]:
    """Return those that can be the first, each ``first`` or ``possibly first``.

    Each comes with the first and last day it can be of; None is not known. One of an unknown day
    may be before all others, and of two of the same day neither is certainly before the other.
    """
    known = list(dated)
    by = min((latest for _key, _earliest, latest in known if latest is not None), default=None)
    can_be = [key for key, earliest, _latest in known if earliest is None or by is None or earliest <= by]
    return dict.fromkeys(can_be, FIRST if len(can_be) == 1 else POSSIBLY)
