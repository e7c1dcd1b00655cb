"""The lines of a standoff file of brat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from claimsdb.records.texts import Span

BratFacet: TypeAlias = tuple[str, str]
"""What a remark tells of a statement or of who speaks: its type, such as Stance, and the value."""


@dataclass(frozen=True, slots=True)
class BratWords:
    """A line T: words of the text. ``ends`` are half-open (start, end), as the file counts, one or more.

    ``raw`` is the line as it stands in the file, here and below.
    """

    id: str
    line: int
    type: str
    ends: tuple[tuple[int, int], ...]
    words: str
    raw: str


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
    raw: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The lines that it leads to."""
        return (*filter(None, (self.trigger,)), *(other for _role, other in self.roles))


@dataclass(frozen=True, slots=True)
class BratRemark:
    """A line about others: A or M (an attribute), N (a normalization), # (a note), * (an equivalence).

    ``words`` are the value of an attribute, or the text of a note.
    """

    id: str
    line: int
    type: str
    about: tuple[str, ...]
    words: str
    raw: str


BratLine = BratWords | BratEvent | BratRemark


@dataclass(frozen=True, slots=True)
class BratSpeaker:
    """One link of a chain: who speaks, by a ``label`` or a ``name``, and where source and cue stand.

    ``quotation`` is how it gives the words of the link before it; of the nearest it is a facet.
    """

    label: str | None
    source: Span | None
    cue: Span | None
    name: str | None = None
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class BratSaying:
    """A claim's sentence, where it stands in parts, and the chain of speakers, nearest first.

    ``facets`` are what else is told of it. If it was read, ``ids`` are the events of its chain, or the words
    of the article's own; ``note`` is the remark that gives its sentence, ``told_by`` are the remarks that
    give facets of it or of its nearest speaker.
    """

    line: int
    sentence: str
    spans: tuple[Span, ...]
    speakers: tuple[BratSpeaker, ...]
    facets: tuple[BratFacet, ...] = ()
    ids: tuple[str, ...] = ()
    note: str | None = None
    told_by: tuple[tuple[str, BratFacet], ...] = ()


@dataclass(frozen=True, slots=True)
class BratWording:
    """A wording of an article on which ``annotators`` recorded something; None is an unknown one."""

    article: int
    version: int
    number: int
    file: str | None
    title: str | None
    annotators: tuple[int | None, ...]
