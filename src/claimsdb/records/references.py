"""What a bibliography says of an article, and what one is written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.place import Place
    from claimsdb.records.sources import PreparedText
    from claimsdb.records.texts import Metadata


@dataclass(frozen=True, slots=True)
class ItemNote:
    """One item of a bibliography: what it says of an article.

    ``key`` is its id there; ``called`` are the names that a file with its text may have. ``notes`` tell what
    could not be read and stays unknown.
    """

    place: Place
    key: str | None
    metadata: Metadata
    called: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An item of a bibliography on its way in, with its ``text``, if that is at hand.

    ``name`` is for messages. ``file`` is the name that the item is known by among the annotation files of its
    article, ``library`` what those of all items of its bibliography begin with; ``sha256`` is of all that it
    says.
    """

    name: str
    metadata: Metadata
    file: str
    library: str
    sha256: str
    notes: tuple[str, ...] = ()
    text: PreparedText | None = None


@dataclass(frozen=True, slots=True)
class CitedAuthor:
    """An author as a bibliography is to write it; ``kind`` is that of the actor, where it is known."""

    name: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article as a bibliography is to write it.

    ``published`` is an EDTF date (ISO 8601-2); ``accessed`` is the day, ``YYYY-MM-DD``, on which its newest
    wording was captured.
    """

    id: int
    title: str | None
    outlet: str | None
    published: str | None
    authors: tuple[CitedAuthor, ...]
    language: str | None
    url: str | None
    accessed: str | None


@dataclass(frozen=True, slots=True)
class NameParts:
    """The name of a person, as bibliographies take it apart; ``particle`` stands before the family name.

    ``comma`` tells that one stands before the suffix. A name of which nothing but its words is known has
    these as ``literal`` and nothing else.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    comma: bool = False
    literal: str | None = None
