"""Where the paragraphs of a text surely end."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

# At an empty line, and where a line ends together with a sentence: lines may be broken anywhere.
_END: Final = re.compile(r"\n\s*\n|[.!?…。！？؟۔।॥][\"'”’»«›“)\]」』）]*[^\S\n]*\n")


class Paragraphs:
    """The paragraphs of a text, numbered from 0."""

    def __init__(self, text: str) -> None:
        self._starts = [found.end() for found in _END.finditer(text)]

    def all_of(self, span: tuple[int, int]) -> range:
        """Return the numbers of the paragraphs in which a span lies."""
        first, last = (bisect_right(self._starts, index) for index in (span[0], span[1] - 1))
        return range(first, last + 1)

    def of(self, span: tuple[int, int]) -> int | None:
        """Return the number of the paragraph in which a span lies; None, if it lies in several."""
        first, *others = self.all_of(span)
        return None if others else first
