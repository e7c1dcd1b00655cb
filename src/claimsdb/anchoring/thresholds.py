"""How like words must be to be called a passage's. Chosen on measured revisions: docs/carrying.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Likenesses from 0 to 100."""

    in_place: float = 65.0
    """Of edited words that stand between what surrounded them."""

    elsewhere: float = 78.0
    """Of edited words that stand anywhere else."""

    context: float = 60.0
    """Of what surrounds words elsewhere; where it is less, a person is asked."""

    clearly: float = 10.0
    """By how much a place must be better than the next one, to be the only one."""


CHOSEN: Final = Thresholds()
