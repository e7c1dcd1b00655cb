"""What ``claim relate`` and ``claim unrelate`` answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

CIRCLES: Final = {
    "supports": "support each other in a circle, which makes none of them more likely",
    "refines": "refine each other in a circle: if none is more exact than the others, they are same_as",
    "answers": "answer each other in a circle",
    "same_as": "are the same in a circle: they were so before by way of the others",
}
"""What to say of claims whose relations of a kind go round."""


@dataclass(frozen=True, slots=True)
class ClaimRelationRow:
    """A relation: the claim ``supports``, ``contradicts``, … the other.

    ``outcome`` is what became of it: ``added``, ``changed`` (its rationale), ``unchanged`` or ``removed``.
    ``circle`` are the numbers of claims that relate to each other round and round since it was added, the
    first at both ends. ``annotator`` judged so; ``file`` is the annotation file it stands in, None: by hand.
    """

    claim_id: int
    claim: str
    kind: str
    other_id: int
    other: str
    rationale: str | None
    annotator: str | None
    file: str | None
    outcome: str
    circle: tuple[int, ...]


def told_circle(kind: str, circle: Sequence[int]) -> str:
    """Say that claims relate to each other round and round."""
    return f"claims {' → '.join(map(str, circle))} now {CIRCLES[kind]}"
