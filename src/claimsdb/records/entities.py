"""What of a database FollowTheMoney has words for: actors, articles, who is named where, who says what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.records.full_statements import FullStatement
    from claimsdb.records.rows import ChainLink
    from claimsdb.records.told_claims import ToldActor


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """An actor that stands, with the names, as (name, kind), and roles of all that are merged into it."""

    actor: ToldActor
    names: tuple[tuple[str, str | None], ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article in its newest wording; ``first_sha256`` is that of its first. The date is EDTF.

    What is of a wording is None if it has none yet, ``text`` also where it is not asked for.
    """

    number: int
    first_sha256: str | None
    title: str | None
    outlet: str | None
    published: str | None
    authors: tuple[str, ...]
    language: str | None
    url: str | None
    file: str | None
    media_type: str | None
    observed_at: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A name that stands in the newest wording of an article, and whom it means; None: any of several."""

    article: int
    first_sha256: str
    name: str
    actor: ToldActor | None
    kinds: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Uttered:
    """A statement, who says it, nearest first, whom it is about, and the article it stands in."""

    statement: FullStatement
    chain: Sequence[ChainLink]
    actors: tuple[ToldActor, ...]
    outlet: str | None
    published: str | None
    first_sha256: str
