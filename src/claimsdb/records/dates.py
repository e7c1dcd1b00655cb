"""A date that may be uncertain, approximate, partial or a span."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """An EDTF date (ISO 8601-2:2019) with its bounds.

    ``edtf`` is the text as given. ``earliest`` and ``latest`` are days ``YYYY-MM-DD`` of the
    years 0001–9999, both inclusive; ``None`` is an open or unknown end.
    """

    edtf: str
    earliest: str | None
    latest: str | None
