"""What can be said of two dates that are not known to the day: what is possible, and what is certain.

A day that is known as 2017 is one day of that year; an interval lasts from a day to a day, each of which
may be uncertain itself. ``1984/..`` goes on without an end, so it certainly overlaps 2000 and lies in no
year. ``1984/`` has ended on a day that is not known: it possibly overlaps 2000, and possibly lies in 1984.
docs/dates.md tells more.
"""

from __future__ import annotations

from claimsdb.records.dates import Reach, When


def lasting(when: When) -> Reach:
    """Return the whole time from the first to the last day of a date, as one asks for ``2017``."""
    return Reach(when.earliest, when.earliest, when.latest, when.latest)


def possibly_overlaps(when: When, span: Reach) -> bool:
    """Tell whether a date can have a day in common with another."""
    return any(span.begins_from <= each.ends_by and each.begins_from <= span.ends_by for each in when.members)


def certainly_overlaps(when: When, span: Reach) -> bool:
    """Tell whether a date has a day in common with another, whatever days they are."""
    enough = any if when.every else all
    return enough(
        span.begins_by <= each.ends_from and each.begins_by <= span.ends_from for each in when.members
    )


def possibly_within(when: When, span: Reach) -> bool:
    """Tell whether a date can lie in another with all its days."""
    enough = all if when.every else any
    return enough(
        span.begins_from <= each.begins_by and each.ends_from <= span.ends_by for each in when.members
    )


def certainly_within(when: When, span: Reach) -> bool:
    """Tell whether a date lies in another with all its days, whatever days they are."""
    return all(span.begins_by <= each.begins_from and each.ends_by <= span.ends_from for each in when.members)
