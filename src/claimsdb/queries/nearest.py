"""Names that look like one that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE: Final = 60  # rapidfuzz's WRatio, 0-100; below this a suggestion puzzles more than it helps


def nearest_names(name: str, names: Iterable[str], *, limit: int = 3) -> list[str]:
    """Return the names most like ``name``, best first, case and accents apart."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (only a failed question needs it)

    found = process.extract(
        name, sorted(set(names)), scorer=fuzz.WRatio, processor=fold_name, limit=limit, score_cutoff=_ALIKE
    )
    return [each for each, _score, _index in sorted(found, key=lambda hit: (-hit[1], hit[0]))]
