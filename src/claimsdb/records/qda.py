"""What a REFI-QDA project or code book says, on its way in and on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from claimsdb.records.annotations import AnnotatorNote

Extent: TypeAlias = tuple[int, int, str]
"""Where words stand, half-open, in code points of the canonical text, and the words."""


@dataclass(frozen=True, slots=True)
class QdaSpeaker:
    """One link of a chain of speakers: a name or a label, and where the text names it and says so."""

    name: str | None = None
    label: str | None = None
    source: Extent | None = None
    cue: Extent | None = None
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class QdaNote:
    """What the description of a selection says: the claim's sentence and, if claimsdb wrote it, all the rest.

    ``stance`` None tells that nothing but the sentence is said. The selection is one ``part`` of ``parts``
    of a statement, counted from 1. ``about`` are (role, name).
    """

    claim: str
    stance: str | None = None
    quotation: str | None = None
    said: str | None = None
    speakers: tuple[QdaSpeaker, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    when: str | None = None
    kind: str | None = None
    status: str | None = None
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class WrittenSelection:
    """A selection as it is written; ``follows`` is the GUID of the part of the same statement before it."""

    guid: str
    start: int
    end: int
    name: str
    description: str
    user: AnnotatorNote | None
    created: str
    topics: tuple[str, ...]
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A wording of an article with its selections; ``variables`` are (name, value)."""

    guid: str
    name: str
    created: str
    variables: tuple[tuple[str, str], ...]
    selections: tuple[WrittenSelection, ...]


@dataclass(frozen=True, slots=True)
class QdaUser:
    """Somebody who coded; ``id`` is what the program calls them."""

    guid: str
    name: str | None
    id: str | None


@dataclass(frozen=True, slots=True)
class QdaCode:
    """A code with its names from the top down; ``has_more`` tells that it has a description or a note."""

    guid: str
    names: tuple[str, ...]
    line: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class QdaVariable:
    """What a value is of."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class QdaMemo:
    """A note: its words, or the member that has them."""

    guid: str
    path: str | None
    content: str | None


@dataclass(frozen=True, slots=True)
class QdaSelection:
    """A selection as it was found: ``codings`` are (GUID of the code, GUID of the user)."""

    guid: str | None
    start: str | None
    end: str | None
    name: str
    user: str | None
    description: str
    codings: tuple[tuple[str | None, str | None], ...]
    notes: tuple[str | None, ...]
    line: int


@dataclass(frozen=True, slots=True)
class QdaSource:
    """A text as it was found: its words or the member with them; ``values`` are (GUID of variable, value)."""

    guid: str | None
    name: str | None
    path: str | None
    content: str | None
    selections: tuple[QdaSelection, ...]
    values: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class QdaLost:
    """Something that has no place here, and how often; ``guid`` is that of a case, which codings may name."""

    what: str
    count: int = 1
    guid: str | None = None


QdaItem: TypeAlias = QdaUser | QdaCode | QdaVariable | QdaMemo | QdaSource | QdaLost


@dataclass(frozen=True, slots=True)
class StoredWording:
    """A wording with what is known of its article, which has ``of`` of them.

    ``rank`` is how many articles before it have the same text.
    """

    article_id: int
    number: int
    text_sha256: str
    observed_at: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    url: str | None
    file: str | None
    of: int
    rank: int
    authors: tuple[str, ...]
