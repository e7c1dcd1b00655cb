"""The lines of a standoff file of brat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.texts import Span


@dataclass(frozen=True, slots=True)
class BratWords:
    """A line T: words of the text. ``ends`` are half-open (start, end), as the file counts, one or more."""

    id: str
    line: int
    type: str
    ends: tuple[tuple[int, int], ...]
    words: str


@dataclass(frozen=True, slots=True)
class BratEvent:
    """A line E (an event, whose ``trigger`` is a line T) or R (a relation, which has none).

    ``roles`` are (name, id of a line); of one name there may be several.
    """

    id: str
    line: int
    type: str
    trigger: str | None
    roles: tuple[tuple[str, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The lines that it leads to."""
        return (*filter(None, (self.trigger,)), *(other for _role, other in self.roles))


@dataclass(frozen=True, slots=True)
class BratRemark:
    """A line about others: A or M (an attribute), N (a normalization), # (a note), * (an equivalence)."""

    id: str
    line: int
    type: str
    about: tuple[str, ...]
    words: str


BratLine = BratWords | BratEvent | BratRemark


@dataclass(frozen=True, slots=True)
class BratSpeaker:
    """One link of a chain: the words for who speaks, where they stand, and where the cue stands."""

    label: str
    source: Span | None
    cue: Span | None


@dataclass(frozen=True, slots=True)
class BratSaying:
    """A claim's sentence, where it stands in parts, and the chain of speakers, nearest first."""

    line: int
    sentence: str
    spans: tuple[Span, ...]
    speakers: tuple[BratSpeaker, ...]
