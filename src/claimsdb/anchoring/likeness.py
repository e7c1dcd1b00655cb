"""How like two wordings are."""

from __future__ import annotations

from typing import Final

from rapidfuzz.fuzz import ratio

_MOST: Final = 100.0
_ALTERED: Final = 99.9


def likeness(one: str, other: str) -> float:
    """Return how like two texts are, from 0 to 100; only a text itself is wholly like it.

    The share of code points that an edit of insertions and deletions keeps (normalized indel distance).
    """
    return _MOST if one == other else min(ratio(one, other), _ALTERED)
