"""Whether a role was held on a day, where neither the day nor its first and last day need be known exactly.

A role is held from a first day to a last one, both included. Each of the three days lies somewhere between
two days, or an end of that is not known: then it may be any. docs/dates.md tells more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from claimsdb.records.roles import Days

BEFORE_ALL: Final = ""
AFTER_ALL: Final = "a"
"""Texts that stand before and behind every day."""


def possibly_held(since: Days, until: Days, on: Days) -> bool:
    """Tell whether some day that can be meant can lie in the time held."""
    begins, ends = since.earliest or BEFORE_ALL, until.latest or AFTER_ALL
    return begins <= (on.latest or AFTER_ALL) and (on.earliest or BEFORE_ALL) <= ends


def certainly_held(since: Days, until: Days, on: Days) -> bool:
    """Tell whether every day that can be meant lies in the time held, whatever its first and last day are.

    It has begun by the last day that it can have begun, and by any on which it can have ended already.
    """
    begun = min(since.latest or AFTER_ALL, until.latest or AFTER_ALL)
    lasts = max(until.earliest or BEFORE_ALL, since.earliest or BEFORE_ALL)
    return begun <= (on.earliest or BEFORE_ALL) and (on.latest or AFTER_ALL) <= lasts
