"""Lines of brat that are written: words where they stand, ids that are free, places counted otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.formats.brat.document import on_one_line
from claimsdb.records.brat import BratWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claimsdb.records.brat import BratLine
    from claimsdb.records.texts import Span

_LINE: Final = re.compile(r"[^\n]+")
_NUMBERED: Final = re.compile(r"([A-Z#])([0-9]{1,15})")


class Numbers:
    """The numbers that ids of a standoff file may still have, by the letter in front."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._last: dict[str, int] = {}
        for each in ids:
            if found := _NUMBERED.fullmatch(each):
                self._last[found[1]] = max(self._last.get(found[1], 0), int(found[2]))

    def free(self, letter: str) -> int:
        """Return a number that no id has yet."""
        self._last[letter] = self._last.get(letter, 0) + 1
        return self._last[letter]

    def ids_for(self, lines: Iterable[BratLine]) -> dict[str, str]:
        """Return a new id for each line that has one, in their order."""
        return {each.id: f"{each.id[0]}{self.free(each.id[0])}" for each in lines if each.id != "*"}


def words_line(given: str, kind: str, ends: Iterable[tuple[int, int]], text: str) -> str:
    """Return the line T of words that stand in a text, in parts if there are several."""
    places = list(ends)
    where = ";".join(f"{start} {end}" for start, end in places)
    words = " ".join(on_one_line(text[start:end]) for start, end in places)
    return f"{given}\t{kind} {where}\t{words}"


def parts_of(span: Span) -> list[tuple[int, int]]:
    """Return a span cut at its line ends, as brat marks it; white space at its own ends stays."""
    found = [each.span() for each in _LINE.finditer(span.quote) if each[0].strip()] or [(0, 0)]
    starts, ends = [0, *(start for start, _ in found[1:])], [*(end for _, end in found[:-1]), len(span.quote)]
    first = span.start_char
    return [(first + start, first + end) for start, end in zip(starts, ends, strict=True)]


def counted_otherwise(line: BratLine, offset: Callable[[int], int], text: str) -> str:
    """Return a line whose places are those of the same words in another form of the text."""
    if not isinstance(line, BratWords):
        return line.raw
    ends = [(offset(start), offset(end)) for start, end in line.ends]
    return words_line(line.id, line.type, [(start, end) for start, end in ends if start < end], text)
