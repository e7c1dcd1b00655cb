r"""Offsets as Java counts them → offsets into the canonical text.

Java counts UTF-16 code units of a text as it was stored; the canonical text counts code points, has
``\n`` where CR LF or CR stood, and no byte-order mark in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

UNIT: Final = 2
"""Bytes of a code unit."""
HIGH: Final = range(0xD8, 0xDC)
LOW: Final = range(0xDC, 0xE0)
"""The upper bytes of the two halves of a character that takes two units."""


def units_in(text: str) -> int:
    """Return how many UTF-16 code units a text has."""
    return len(text) + sum(character > "\uffff" for character in text)


def code_points(text: str, offsets: Iterable[int]) -> dict[int, int | None]:
    r"""Return for each offset in UTF-16 code units of a raw text the one in its canonical text.

    None for one that lies in the middle of a character or out of the text. One between CR and LF is taken
    for the end of that line end.
    """
    raw = text.encode("utf-16-le", "surrogatepass")
    marks = len(text) - len(text.lstrip("\ufeff"))
    found: dict[int, int | None] = {}
    done = counted = 0
    for offset in sorted(set(offsets)):
        if not 0 <= offset * UNIT <= len(raw) or _is_within_pair(raw, offset * UNIT):
            found[offset] = None
            continue
        part = raw[done : offset * UNIT].decode("utf-16-le", "surrogatepass")
        follows_cr = raw[max(done - UNIT, 0) : done] == b"\r\0" and part.startswith("\n")
        counted += len(part) - part.count("\r\n") - follows_cr
        done = offset * UNIT
        found[offset] = max(counted - marks, 0)
    return found


def _is_within_pair(raw: bytes, place: int) -> bool:
    """Tell whether the units before and after a place are halves of one character."""
    around = raw[max(place - UNIT, 0) : place + UNIT]
    return len(around) == 2 * UNIT and around[1] in HIGH and around[3] in LOW
