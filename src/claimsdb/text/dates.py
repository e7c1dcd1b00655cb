"""EDTF dates, levels 0 and 1 of ISO 8601-2:2019, with the earliest and latest day they can mean.

Years 0001–9999 alone are kept, so that the order of the days as text is their order in time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from claimsdb.errors.dates import NotEDTFError
from claimsdb.records.dates import FuzzyDate

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}|XX))?|-XX(?:-XX)?)?[?~%]?"
    r"|(?P<some_year>[0-9]{3}X|[0-9]{2}XX)[?~%]?"
)
_DATETIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LAST_MONTH = 12
_SPRING, _WINTER = 21, 24
_YEARS_KEPT = "only the years 0001 to 9999 are kept"
_MISTAKES: tuple[tuple[str | re.Pattern[str], str], ...] = (
    (r"", "nothing is written"),
    (r"(?s:.*[^\x00-\x7f].*)", "its digits and signs must be those of ASCII"),
    (r".*[\[\]{}].*", "sets of dates (EDTF level 2) are not taken"),
    (r"[0-9]{8}", "hyphens stand between year, month and day"),
    (r"(?:Y|[+-]|[0-9]{5,}).*", _YEARS_KEPT),
    (r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?", "month and day have two digits each"),
    (
        r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}",
        "it is written year-month-day",
    ),
    (r".*\.\..+|.+\.\..*", "an interval is written with /, as 2015/2017 or 2015/.."),
    (_DATETIME, "an interval runs between days, so leave the time out"),
    (
        r"[0-9-]+[T ][0-9]+:.*",
        "a time is written hh:mm:ss after a T, with Z, an offset as +03:00, or neither",
    ),
    (r".*[A-WYZa-z]{2}.*", "it holds words; for an approximate date write the year or month and ~"),
    (r".*[?~%].+|[?~%]", "one qualifier ? ~ or % stands at the very end"),
    (r".*/.*/.*", "an interval has one / between its start and its end"),
    (r".*[Xx].*", "X replaces the last one or two digits of a year, a whole day, or month and day"),
)


@lru_cache(maxsize=2**14)
def parse_edtf(text: str) -> FuzzyDate:
    """Read a date, datetime or interval of EDTF level 0 or 1.

    White space around it is dropped. A datetime is bounded by its day as written, whatever
    the offset. A qualifier ``? ~ %`` does not widen the bounds. An unspecified ``X`` spans all
    it can stand for. Seasons are the northern ones: 21 spring March–May, 22 summer June–August,
    23 autumn September–November, 24 winter December to February of the next year. An interval
    spans from its start's earliest to its end's latest day; ``..`` or nothing leaves an end open.

    Raises:
        NotEDTFError: The text is no such date, or an interval ends before it begins.
    """
    edtf = text.strip()
    if _DATETIME.fullmatch(edtf):
        return _fuzzy(edtf, *_part_bounds(edtf, edtf.partition("T")[0]))
    if edtf.count("/") != 1:
        return _fuzzy(edtf, *_bounds(edtf))
    start, _, end = edtf.partition("/")
    return _interval(edtf, start, end)


def parse_range(text: str) -> FuzzyDate:
    """Read ``FROM..TO``, ``FROM..``, ``..TO``, or one EDTF date or interval.

    FROM and TO are EDTF dates; the range spans from the earliest day of FROM to the latest of TO.
    ``edtf`` of the result is the range as given.

    Raises:
        NotEDTFError: An end is no EDTF date, both are missing, or the range ends before it begins.
    """
    given = text.strip()
    start, dots, end = given.partition("..")
    if not dots or "/" in given:
        return parse_edtf(given)
    return _interval(given, start, end)


def _interval(whole: str, start: str, end: str) -> FuzzyDate:
    if {start, end} <= {"", ".."}:
        raise NotEDTFError(whole, "one end at least must be a date")
    earliest = None if start in ("", "..") else _part_bounds(whole, start)[0]
    latest = None if end in ("", "..") else _part_bounds(whole, end)[1]
    if earliest and latest and latest < earliest:
        raise NotEDTFError(whole, "it ends before it begins")
    return _fuzzy(whole, earliest, latest)


def _fuzzy(edtf: str, earliest: date | None, latest: date | None) -> FuzzyDate:
    return FuzzyDate(
        edtf,
        earliest.isoformat() if earliest else None,
        latest.isoformat() if latest else None,
    )


def _part_bounds(whole: str, part: str) -> tuple[date, date]:
    try:
        return _bounds(part)
    except NotEDTFError as fault:
        raise NotEDTFError(whole, f"{fault.shown}: {fault.reason}") from None


def _bounds(value: str) -> tuple[date, date]:
    found = _DATE.fullmatch(value)
    if found is None:
        raise NotEDTFError(value, _mistake(value))
    year, month, day = found.group("year", "month", "day")
    if year is None:
        return _years(value, found["some_year"].replace("X", "0"), found["some_year"].replace("X", "9"))
    if month is None:
        return _years(value, year, year)
    return _month_or_season(value, int(year), int(month), day)


def _mistake(value: str) -> str:
    return next(
        (reason for pattern, reason in _MISTAKES if re.fullmatch(pattern, value)),
        "it has none of the forms of EDTF level 0 and 1",
    )


def _years(value: str, first: str, last: str) -> tuple[date, date]:
    if int(first) < MINYEAR:
        raise NotEDTFError(value, _YEARS_KEPT)
    return date(int(first), 1, 1), date(int(last), 12, 31)


def _month_or_season(value: str, year: int, month: int, day: str | None) -> tuple[date, date]:
    if year < MINYEAR:
        raise NotEDTFError(value, _YEARS_KEPT)
    if _SPRING <= month <= _WINTER and day is None:
        return _season(value, year, month)
    if not 1 <= month <= _LAST_MONTH:
        raise NotEDTFError(value, "months run from 01 to 12, and seasons, which have no days, from 21 to 24")
    length = monthrange(year, month)[1]
    if day is None or day == "XX":
        return date(year, month, 1), date(year, month, length)
    if not 1 <= int(day) <= length:
        raise NotEDTFError(value, f"{_MONTHS[month - 1]} {year:04} has {length} days")
    return date(year, month, int(day)), date(year, month, int(day))


def _season(value: str, year: int, season: int) -> tuple[date, date]:
    first = date(year, 3 * (season - _SPRING + 1), 1)
    if season < _WINTER:
        return first, date(year, first.month + 2, monthrange(year, first.month + 2)[1])
    if year == MAXYEAR:
        raise NotEDTFError(value, f"it ends in the year 10000, and {_YEARS_KEPT}")
    return first, date(year + 1, 2, monthrange(year + 1, 2)[1])
