"""Discourse networks: who takes what side on which concept, and who agrees with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from claimsdb.records.choices import Concepts, Duplicates, NetworkKind, NetworkNodes, Sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VOCABULARY: Final = {
    "network": get_args(NetworkKind),
    "nodes": get_args(NetworkNodes),
    "by": get_args(Concepts),
    "duplicates": get_args(Duplicates),
    "agreement": get_args(Sides),
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
