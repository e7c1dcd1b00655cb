"""EDTF dates → dates of ISO 8601 that programs read which know no uncertainty."""

from __future__ import annotations

import re
from typing import Final

from claimsdb.text.dates import parse_edtf

_MONTH: Final = r"(?:0[1-9]|1[0-2])"  # more is a season
_TIME: Final = r"T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_EXACT: Final = re.compile(rf"[0-9]{{4}}(?:-{_MONTH}(?:-[0-9]{{2}}(?:{_TIME})?)?)?")
_PARTS: Final = (10, 7, 4)
"""How many characters of a day are the day, its month, and its year."""


def exact_date(edtf: str) -> str | None:
    """Return a date of EDTF that is one of ISO 8601 too: a year, a month, a day or a moment; else None."""
    return edtf if _EXACT.fullmatch(edtf) else None


def date_prefix(edtf: str) -> str | None:
    """Return the day, or else the month or year, that all days of a date share; None: there is none."""
    date = parse_edtf(edtf)
    earliest, latest = date.earliest, date.latest
    if earliest is None or latest is None:
        return None
    return next((earliest[:part] for part in _PARTS if earliest[:part] == latest[:part]), None)
