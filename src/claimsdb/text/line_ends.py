r"""Offsets in code points of a text as it was stored ↔ offsets into the canonical text.

The canonical text has ``\n`` where CR LF stood, and no byte-order mark in front.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

_CR_LF: Final = re.compile("\r\n")


class StoredOffsets:
    """The offsets of one text, as it was stored."""

    def __init__(self, stored: str) -> None:
        self._marks = len(stored) - len(stored.lstrip("\ufeff"))
        self._feeds = [found.start() + 1 for found in _CR_LF.finditer(stored)]
        self._line_ends = [feed - place - self._marks for place, feed in enumerate(self._feeds, start=1)]
        self.length = len(stored)

    def canonical(self, offset: int) -> int:
        """Return the same place in the canonical text; between CR and LF, the end of that line end."""
        return max(offset - bisect_left(self._feeds, offset) - self._marks, 0)

    def stored(self, offset: int) -> int:
        """Return where a place of the canonical text is in the stored one; before a line end is before CR."""
        return offset + self._marks + bisect_left(self._line_ends, offset)
