"""What ``claim show --evidence`` answers: on whose word a claim stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.rows import StatementRow


@dataclass(frozen=True, slots=True)
class Tally:
    """How often some claims are asserted, counted in several ways; docs/corroboration.md defines them.

    ``copies`` are the articles, of those counted, that are copies of another one. ``speakers`` are
    distinct ultimate speakers. ``independent`` lines of evidence are shown; there may be up to ``at_most``.
    """

    claims: tuple[int, ...]
    statements: int
    articles: int
    copies: int
    outlets: int
    speakers: int
    independent: int
    at_most: int


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One line of evidence and the statements that rest on it.

    ``sources`` are those on whose word it stands; several cite each other in a circle. ``independent`` is
    False where that is possible and not shown, ``identified`` where it is not known who they are.
    """

    sources: tuple[str, ...]
    independent: bool
    identified: bool
    circular: bool
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class FirstStatement:
    """A statement that is the ``first``, or ``possibly first``, by its ``date``.

    That is when it was ``said`` or, where that is not recorded, when it was ``published``.
    """

    certainty: str
    date: str | None
    dated_by: str | None
    statement: StatementRow


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where accounts conflict: statements that deny the claim, or that assert one that contradicts it.

    ``kind`` is ``denied`` or ``contradicted``; ``claim_id`` is the claim that is denied or asserted.
    """

    kind: str
    claim_id: int
    claim: str
    rationale: str | None
    independent: int
    at_most: int
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for one claim.

    ``claim`` counts what asserts it alone, ``saying`` also what asserts claims that say the same or more,
    and ``cluster`` all that are tied to it by ``same_as`` or ``refines``, those that say less among them.
    ``lines`` and ``first`` are of ``saying``.
    """

    claim: Tally
    saying: Tally
    cluster: Tally
    lines: tuple[EvidenceLine, ...]
    first: tuple[FirstStatement, ...]
    conflicts: tuple[Conflict, ...]
