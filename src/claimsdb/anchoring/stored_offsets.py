r"""Offsets into a text as it was stored, with ``\r\n`` here and there, in whatever unit a program counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from claimsdb.anchoring.offsets import Offsets
from claimsdb.records.texts import Span

Unit: TypeAlias = tuple[bool, bool]
"""Whether astral characters count as two (UTF-16), and whether CR LF counts as two."""

UNITS: Final[tuple[Unit, ...]] = ((False, True), (False, False), (True, True), (True, False))
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_LONG_END: Final = re.compile("\r\n")
_SPACES: Final = re.compile(r"\s+")
_CUT: Final = re.compile(r"\s*(?:…|\.\.\.)$")
_CONTROL: Final = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffe\\uffff]")
"""What XML cannot hold, or should not."""
TELLING: Final = 20
"""So many code points at the beginning of a passage name it, even if nothing says that they are cut off."""


class StoredOffsets(Offsets):
    """Offsets in one unit of a text as it was stored, from and to code points of its canonical form."""

    def __init__(self, stored: str, canonical: str, unit: Unit) -> None:
        astral, long_ends = unit
        wide = [found.start() for found in _ASTRAL.finditer(canonical)] if astral else []
        if long_ends:
            ends = enumerate(_LONG_END.finditer(stored))
            wide = sorted((*wide, *(found.start() - before for before, found in ends)))
        self._count(wide)


@dataclass(frozen=True)
class Selected:
    """A selection as another program recorded it: its ends, in some unit, and its name, often its words."""

    start: int
    end: int
    name: str


class StoredText:
    """A text as it was stored, and its canonical form, in which selections of any unit are found."""

    def __init__(self, stored: str, canonical: str) -> None:
        self._stored, self.canonical = stored.lstrip("\ufeff"), canonical
        self._offsets: dict[Unit, StoredOffsets] = {}

    @cached_property
    def is_plain(self) -> bool:
        """Tell whether all units count alike."""
        return "\r\n" not in self._stored and _ASTRAL.search(self.canonical) is None

    def span(self, selected: Selected, unit: Unit) -> Span | None:
        """Return what a selection holds in a unit; None if it is empty, outside, or cuts a character."""
        if unit not in self._offsets:
            self._offsets[unit] = StoredOffsets(self._stored, self.canonical, unit)
        offsets = self._offsets[unit]
        if not 0 <= selected.start < selected.end:
            return None
        start, end = offsets.index(selected.start), offsets.index(selected.end)
        if start is None or end is None or end > len(self.canonical):
            return None
        words = self.canonical[start:end]
        return Span(start, end, words) if words.strip() else None

    def fitting(self, selected: Selected) -> dict[Unit, Span]:
        """Return the units that a selection can be meant in: if it names its words, those that give them."""
        found = {unit: span for unit in UNITS if (span := self.span(selected, unit)) is not None}
        for is_named in (_begins_so, names):  # to the letter, if any does
            if named := {unit: span for unit, span in found.items() if is_named(selected.name, span.quote)}:
                return named
        return found


def names(name: str, words: str) -> bool:
    """Tell whether a name gives the words of a passage, or their beginning, white space apart."""
    return _is_beginning(_plain(name).strip(), _plain(words).strip())


def _begins_so(name: str, words: str) -> bool:
    return _is_beginning(_plain(name), _plain(words))


def _plain(text: str) -> str:
    """Return a text without control characters, and with each run of white space as one space."""
    return _SPACES.sub(" ", _CONTROL.sub("", text))


def _is_beginning(name: str, words: str) -> bool:
    if name == words:
        return bool(name)
    beginning = _CUT.sub("", name)
    is_cut = beginning != name or len(name) >= TELLING
    return bool(beginning.strip()) and is_cut and words.startswith(beginning)
