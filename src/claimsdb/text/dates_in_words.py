"""EDTF dates in English words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from claimsdb.errors.dates import NotEDTFError
from claimsdb.text.dates import parse_edtf

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
QUALIFIERS: Final = {"": "", "?": " (uncertain)", "~": " (approximately)", "%": " (uncertain, approximately)"}

_PLAIN: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)
_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(Z|[+-]\d\d(?::\d\d)?)?", re.ASCII)
_SETS: Final = {"[": "one of: ", "{": "all of: "}


@lru_cache(maxsize=2**12)
def date_words(edtf: str) -> str:
    """Return a date in words: "15 February 2017", "from 2015 to 2017", "between 1 January 2010 and …".

    What has no words of its own is told by the days that it can mean; what is no EDTF stays as it is.
    """
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    if edtf[:1] in _SETS:
        return _SETS[edtf[0]] + ", ".join(map(_listed, edtf.strip("[]{}").split(",")))
    return _single(edtf)


def day_words(day: str) -> str:
    """Return a day ``YYYY-MM-DD`` in words."""
    year, month, date = day.split("-")
    return f"{int(date)} {MONTHS[int(month) - 1]} {int(year)}"


def _interval(start: str, end: str) -> str:
    match start, end:
        case "..", "..":
            return "at any time"
        case "..", _:
            return f"until {_end(end)}"
        case _, "..":
            return f"from {_end(start)} on"
        case _:
            return f"from {_end(start)} to {_end(end)}"


def _end(edtf: str) -> str:
    return _single(edtf) if edtf else "an unknown date"


def _listed(edtf: str) -> str:
    start, dots, end = edtf.strip().partition("..")
    if not dots:
        return _single(start)
    if not start:
        return f"{_single(end)} or before"
    return f"{_single(start)} to {_single(end)}" if end else f"{_single(start)} or later"


def _single(edtf: str) -> str:
    if moment := _MOMENT.fullmatch(edtf):
        zone = {None: "", "Z": " UTC"}.get(moment[3], f" {moment[3]}")
        return f"{day_words(moment[1])}, {moment[2]}{zone}"
    found = _PLAIN.fullmatch(edtf)
    if found is None or (found[2] and not _is_named(found)):
        return _bounds(edtf)
    year, month, day = found[1], int(found[2] or 0), found[3]
    named = SEASONS.get(month) or (MONTHS[month - 1] if month else "")
    words = (str(int(day)) if day else "", named, str(int(year)))
    return " ".join(filter(None, words)) + QUALIFIERS[found[4]]


def _is_named(found: re.Match[str]) -> bool:
    month = int(found[2])
    return 1 <= month <= len(MONTHS) or (month in SEASONS and found[3] is None)


def _bounds(edtf: str) -> str:
    try:
        date = parse_edtf(edtf)
    except NotEDTFError:
        return edtf
    match date.earliest, date.latest:
        case None, None:
            return "at any time"
        case None, str(latest):
            return f"{day_words(latest)} or before"
        case str(earliest), None:
            return f"{day_words(earliest)} or later"
        case str(earliest), str(latest) if earliest == latest:
            return day_words(earliest)
        case earliest, latest:
            return f"between {day_words(str(earliest))} and {day_words(str(latest))}"
