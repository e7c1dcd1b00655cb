r"""Offsets in other units than code points: UTF-16, and line ends of two characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

CODE_POINTS: Final = "code points"
UTF_16: Final = "UTF-16"

WIDE: Final = {
    CODE_POINTS: None,
    UTF_16: re.compile("[\U00010000-\U0010ffff]"),
    f"{CODE_POINTS}, CRLF": re.compile("\n"),
    f"{UTF_16}, CRLF": re.compile("[\n\U00010000-\U0010ffff]"),
}
r"""Which characters of a text count as two, by the unit; in the last two, line ends are ``\r\n``."""


class Offsets:
    """Offsets into one text, in one of the units of `WIDE`, from and to code points."""

    def __init__(self, text: str, unit: str) -> None:
        wide = WIDE[unit]
        self._count([] if wide is None or (text.isascii() and unit == UTF_16) else _places(wide, text))

    def _count(self, wide: list[int]) -> None:
        self._wide = wide
        self._counted = [place + number for number, place in enumerate(wide)]

    def counted(self, index: int) -> int:
        """Return the offset, in the unit, of a code point."""
        return index + bisect_left(self._wide, index)

    def index(self, offset: int) -> int | None:
        """Return the code point at an offset in the unit; None within a character."""
        before = bisect_left(self._counted, offset)
        if before and self._counted[before - 1] == offset - 1:
            return None
        return offset - before


def _places(wide: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in wide.finditer(text)]
