"""What became of a passage in a newer wording of its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.texts import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the newer text that a passage may stand at, and how like its words are: 0 to 100."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Carried:
    """What was found of one passage. ``outcome`` is one of `OUTCOMES`.

    An ``exact``, ``moved`` or ``altered`` passage has one candidate. An ``ambiguous`` one has several,
    the best first, or a single one that may be another passage with the same or like words. One
    that is ``gone`` has none.
    """

    outcome: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A piece of a comparison: ``equal``, ``deleted`` or ``inserted``, and its half-open run in each text.

    Runs are of Unicode code points. That of a deleted piece in the new text is empty and says where
    it would stand, and so is that of an inserted one in the old text.
    """

    kind: str
    old: tuple[int, int]
    new: tuple[int, int]
