"""EDTF dates (ISO 8601-2:2019, levels 0, 1 and 2), with the earliest and latest day they can mean.

Years 0000–9999 alone are kept, so that the order of the days as text is their order in time.
"""

from __future__ import annotations

from functools import lru_cache
from math import inf

from claimsdb.errors.dates import NotEDTFError
from claimsdb.records.dates import FuzzyDate
from claimsdb.text.edtf import read_when


@lru_cache(maxsize=2**14)
def parse_edtf(text: str) -> FuzzyDate:
    """Read a date, datetime, interval or set of EDTF.

    White space around it is dropped. A datetime is bounded by its day as written, whatever
    the offset. A qualifier ``? ~ %`` does not widen the bounds. An unspecified ``X`` spans all days of
    the calendar it can stand for, and ``1950S2`` the years whose first two digits are 19. The seasons 21
    to 24 are the northern ones; a winter, and a southern summer, begin in December of the year named. An
    interval spans from its start's earliest to its end's latest day; ``..`` or nothing leaves an end
    open. A set spans from the earliest of its dates to the latest.

    Raises:
        NotEDTFError: The text is no such date, or an interval ends before it begins.
        YearNotKeptError: The date reaches out of the years 0000 to 9999.
    """
    edtf = text.strip()
    when = read_when(edtf)
    return FuzzyDate(edtf, _day(when.earliest), _day(when.latest))


def parse_range(text: str) -> FuzzyDate:
    """Read ``FROM..TO``, ``FROM..``, ``..TO``, or one EDTF date, interval or set.

    FROM and TO are EDTF dates; the range spans from the earliest day of FROM to the latest of TO.
    ``edtf`` of the result is the range as given.

    Raises:
        NotEDTFError: An end is no EDTF date, both are missing, or the range ends before it begins.
    """
    given = text.strip()
    start, dots, end = given.partition("..")
    if not dots or "/" in given or given.startswith(("[", "{")):
        return parse_edtf(given)
    try:
        found = parse_edtf(f"{start or '..'}/{end or '..'}")
    except NotEDTFError as fault:
        raise fault.of(given) from None
    return FuzzyDate(given, found.earliest, found.latest)


def _day(number: float) -> str | None:
    if abs(number) == inf:
        return None
    digits = f"{number:08}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
