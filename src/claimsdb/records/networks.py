"""Discourse networks: who takes what side on which concept, and who agrees with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NetworkKind = Literal["affiliation", "congruence", "conflict", "subtract"]
"""Actors by concepts; or nodes of one mode tied by what they share, oppose, or the one less the other."""
NetworkNodes = Literal["actors", "concepts"]
Concepts = Literal["claim", "topic"]
Duplicates = Literal["all", "document", "week", "month", "year", "range"]
Sides = Literal["ignore", "agree", "disagree", "subtract"]
GraphFormat = Literal["csv", "graphml", "gexf"]
VOCABULARY: Final = {
    "network": ("affiliation", "congruence", "conflict", "subtract"),
    "nodes": ("actors", "concepts"),
    "by": ("claim", "topic"),
    "duplicates": ("all", "document", "week", "month", "year", "range"),
    "agreement": ("ignore", "agree", "disagree", "subtract"),
}
AGREES: Final = {"asserts": True, "predicts": True, "demands": True, "denies": False}
"""On which side of a claim a speaker stands; who only questions it stands on neither."""


@dataclass(frozen=True, slots=True)
class NetworkWish:
    """Which network is wanted.

    ``nodes`` are those of a network of one mode, ``agreement`` tells what a tie of an affiliation counts.
    ``duplicates`` is the stretch in which an actor, a concept and a side count once together. Of actors only
    those of ``actor_kinds`` count, if any are given. ``published`` is an EDTF date or a range ``FROM..TO``.
    ``unnamed`` speakers, and the ``outlets`` of articles in their own voice, are actors only if wanted.
    """

    network: NetworkKind = "affiliation"
    nodes: NetworkNodes = "actors"
    by: Concepts = "claim"
    duplicates: Duplicates = "all"
    agreement: Sides = "ignore"
    actor_kinds: tuple[str, ...] = ()
    published: str | None = None
    unnamed: bool = False
    outlets: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """An actor or a concept (``mode``), with the number of statements that count for it."""

    name: str
    id: str
    mode: str
    kind: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two nodes, by their ids; of an affiliation also how often either side was taken."""

    source: str
    target: str
    weight: int
    agree: int | None = None
    disagree: int | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """A network as a graph, undirected; ``ties`` can be gone through once."""

    title: str
    nodes: Sequence[Node]
    ties: Iterable[Tie]
    is_affiliation: bool


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """Where a network or an event list was written, and how much of what is in it."""

    target: str
    counts: tuple[tuple[str, int], ...]
