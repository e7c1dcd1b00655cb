"""How claims are tied: by ``same_as`` and ``refines``, as far as ties lead, and by ``contradicts``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from claimsdb.queries.asking import among, among_value, ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from claimsdb.queries.asking import Found

    Tie: TypeAlias = tuple[int, str, int]

TIED: Final = """
    SELECT claim_id, kind, related_claim_id FROM claim_relations
    WHERE claim_id {claims} AND kind IN ('same_as', 'refines')
    UNION
    SELECT claim_id, kind, related_claim_id FROM claim_relations
    WHERE related_claim_id {claims} AND kind IN ('same_as', 'refines')
"""
CONTRADICTED: Final = """
    SELECT id, related_claim_id, claim_id, rationale FROM claim_relations
    WHERE claim_id {claims} AND kind = 'contradicts'
    UNION
    SELECT id, claim_id, related_claim_id, rationale FROM claim_relations
    WHERE related_claim_id {claims} AND kind = 'contradicts'
    ORDER BY 1
"""


def ties_around(connection: Connection, claims: Iterable[int]) -> set[Tie]:
    """Return the ties of some claims, of those they are tied to, and so on; circles are followed once."""
    ties: set[Tie] = set()
    known: set[int] = set()
    new = set(claims)
    while new:
        known |= new
        ties |= {(one, kind, other) for one, kind, other in _ask(connection, TIED, new)}
        new = {claim for one, _kind, other in ties for claim in (one, other)} - known
    return ties


class Contradiction(NamedTuple):
    """A claim that contradicts another or is contradicted by it, and why, as somebody recorded."""

    claim: int
    other: int
    rationale: str | None


def contradicted(connection: Connection, claims: Iterable[int]) -> list[Contradiction]:
    """Return what contradicts some claims, the ``other`` of each, in the order recorded."""
    found = _ask(connection, CONTRADICTED, set(claims))
    return [Contradiction(claim, other, rationale) for _number, claim, other, rationale in found]


def _ask(connection: Connection, question: str, claims: set[int]) -> list[Found]:
    values = {"claims": among_value(connection, sorted(claims))}
    return ask(connection, question.format(claims=among(connection, "claims")), values)
