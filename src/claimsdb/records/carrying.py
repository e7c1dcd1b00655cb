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

    An ``exact``, ``moved`` or ``altered`` passage has one candidate, an ``ambiguous`` one several,
    the best first, and one that is ``gone`` has none.
    """

    outcome: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of both texts (``equal``), or of one: ``deleted`` from the old, ``inserted`` in the new."""

    kind: str
    old: tuple[int, int]
    new: tuple[int, int]
