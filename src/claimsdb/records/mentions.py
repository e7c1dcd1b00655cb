"""Where actors are named, and what of that carries no claim yet.

``None`` is unknown. Offsets are Unicode code points, half-open, in the newest version of an article.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleMentions:
    """How often an article names an actor, in its newest version.

    ``uncoded`` of the ``mentions`` stand in sentences that no statement's passage touches; ``ambiguous`` of
    them may be of another actor, who bears the same name.
    """

    article_id: int
    title: str | None
    outlet: str | None
    published: str | None
    file: str | None
    version: int
    mentions: int
    uncoded: int
    ambiguous: int


@dataclass(frozen=True, slots=True)
class UncodedPassage:
    """A sentence that names an actor and that no statement's passage touches: ``passage`` are its words.

    ``names`` are the names as they are written there, ``actors`` whom they may mean, each once and in the
    order of the text; it is ``ambiguous`` if one of the names is several actors'.
    """

    article_id: int
    title: str | None
    outlet: str | None
    published: str | None
    file: str | None
    version: int
    start_char: int
    end_char: int
    passage: str
    names: tuple[str, ...]
    actors: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in a text where a name stands, and the numbers of the actors who bear it."""

    start: int
    end: int
    sentence: tuple[int, int]
    actors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NamingText:
    """The newest version of an article with the places where actors are named, in their order."""

    article_id: int
    version_id: int
    namings: tuple[Naming, ...]
