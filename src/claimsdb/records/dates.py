"""A date that may be uncertain, approximate, partial or a span."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """An EDTF date (ISO 8601-2:2019) with its bounds.

    ``edtf`` is the text as given. ``earliest`` and ``latest`` are days ``YYYY-MM-DD`` of the
    years 0000–9999, both inclusive; ``None`` is an open or unknown end.
    """

    edtf: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Reach:
    """When something can begin and end, both inclusive.

    Days are numbers YYYYMMDD, so that they have an order; an infinity is no day at all. A day that is
    not known exactly begins and ends somewhere in the same bounds; an interval has two of its own.
    """

    begins_from: float
    begins_by: float
    ends_from: float
    ends_by: float


@dataclass(frozen=True, slots=True)
class When:
    """What a date tells of when something was: one of ``members``, or each if ``every``.

    Only a set of dates has several members.
    """

    members: tuple[Reach, ...]
    every: bool = False

    @property
    def earliest(self) -> float:
        """Return the first day it can have begun."""
        return min(each.begins_from for each in self.members)

    @property
    def latest(self) -> float:
        """Return the last day it can have ended."""
        return max(each.ends_by for each in self.members)
