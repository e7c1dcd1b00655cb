"""One date of EDTF (no interval, no set), with the first and the last day it can mean."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final

from claimsdb.errors.dates import NotEDTFError, YearNotKeptError
from claimsdb.text.edtf_mistakes import mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

Days = tuple[int, int]
"""The first and the last day, each as the number YYYYMMDD; before the year 0 it is below 0."""

_DATE: Final = re.compile(
    r"[?~%]?(?P<year>(?!-0000)-?[0-9X]{4})[?~%]?"
    r"(?:-[?~%]?(?P<month>[0-9X]{2})[?~%]?(?:-[?~%]?(?P<day>[0-9X]{2})[?~%]?)?)?"
)
_YEAR: Final = re.compile(
    r"(?:Y(?P<long>-?[1-9][0-9]{4,})|Y(?P<base>-?[1-9][0-9]*)E(?P<exponent>0*[1-9][0-9]*)"
    r"|(?P<short>(?!-0000)-?[0-9]{4})(?=S))(?:S(?P<sure>[1-9][0-9]*))?[?~%]?"
)
_MOST_DIGITS: Final = 18
"""Years of more digits than this are not even counted out."""

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2
_SPRING, _SUMMER, _AUTUMN, _WINTER = (3, 5), (6, 8), (9, 11), (12, 14)
_PARTS: Final = dict(
    enumerate(
        (
            *(_SPRING, _SUMMER, _AUTUMN, _WINTER),  # wherever it is: read as northern
            *(_SPRING, _SUMMER, _AUTUMN, _WINTER),  # northern
            *(_AUTUMN, _WINTER, _SPRING, _SUMMER),  # southern
            *((1, 3), (4, 6), (7, 9), (10, 12)),  # quarters
            *((1, 4), (5, 8), (9, 12)),  # quadrimesters
            *((1, 6), (7, 12)),  # halves
        ),
        start=21,
    )
)
"""The parts of a year that stand in place of a month: their first and last month; 13 is next January."""


def date_days(value: str) -> Days:
    """Return the first and the last day that a date can mean.

    Raises:
        NotEDTFError: the text is no such date.
    """
    found = _DATE.fullmatch(value)
    if found is None:
        return _year_days(value)
    year, month, day = found.group("year", "month", "day")
    if month is None:
        return _span(year, 1, 12)
    part = _PARTS.get(int(month)) if month.isdigit() else None
    if part is not None and day is None:
        return _span(year, *part)
    months = _fitting(month, 12)
    if not months:
        raise NotEDTFError(
            value, "months run from 01 to 12, and parts of a year, which have no days, from 21 to 41"
        )
    if day is None and len(months) == 1:
        return _span(year, months[0], months[0])
    return _masked(value, year, months, day or "XX")


def _span(year: str, first: int, last: int) -> Days:
    """Return the days from a month to a month; those after December are of the next year."""
    low, high = _lowest(year), _highest(year)
    over, last = divmod(last - 1, 12)
    return _number(low, first, 1), _number(high + over, last + 1, length(high + over, last + 1))


def _masked(value: str, year: str, months: list[int], day: str) -> Days:
    """Return the days of the calendar that fit a date, some of whose digits may be open."""
    days = _fitting(day, 31)
    if not any(each <= _longest(month) for month in months for each in days):
        raise NotEDTFError(value, _too_long(year, months))
    try:
        first = next(_days(_years(year), months, days))
        last = next(_days(_years(year, down=True), months[::-1], days[::-1]))
    except StopIteration:
        raise NotEDTFError(value, _too_long(year, months)) from None
    return first, last


def _days(years: Iterator[int], months: list[int], days: list[int]) -> Iterator[int]:
    return (
        _number(year, month, day)
        for year in years
        for month in months
        for day in days
        if day <= length(year, month)
    )


def _too_long(year: str, months: list[int]) -> str:
    if len(months) > 1 or "X" in year:
        return "no month that it can mean has such a day"
    return f"{_MONTHS[months[0] - 1]} {year} has {length(int(year), months[0])} days"


def _years(year: str, *, down: bool = False) -> Iterator[int]:
    sign, digits = (-1, year[1:]) if year.startswith("-") else (1, year)
    order = "9876543210" if down == (sign > 0) else "0123456789"
    return (sign * int("".join(each)) for each in product(*(order if at == "X" else at for at in digits)))


def _year_days(value: str) -> Days:
    """Read a year of more than four digits, with an exponent, or with significant digits."""
    found = _YEAR.fullmatch(value)
    if found is None:
        raise NotEDTFError(value, mistake(value))
    exponent, sure = found.group("exponent", "sure")
    written: str = found["long"] or found["base"] or found["short"]
    if len(written) + int((exponent or "0")[:_MOST_DIGITS]) > _MOST_DIGITS:
        raise YearNotKeptError(value)
    written += "0" * int(exponent or "0")
    sign, digits = written[: written.startswith("-")], written.removeprefix("-")
    if int(sure or "1") > len(digits):
        raise NotEDTFError(value, f"its year has {len(digits)} digits, and S{sure} names more")
    unsure = len(digits) - int(sure or len(digits))
    return _span(sign + digits[: len(digits) - unsure] + "X" * unsure, 1, 12)


def _lowest(year: str) -> int:
    return int(year.replace("X", "9" if year.startswith("-") else "0"))


def _highest(year: str) -> int:
    return int(year.replace("X", "0" if year.startswith("-") else "9"))


def _fitting(mask: str, last: int) -> list[int]:
    """Return the numbers from 1 that look like two digits, some of which may be open."""
    if mask.isdigit():
        return [int(mask)] if 1 <= int(mask) <= last else []
    tens, ones = ("0123456789" if each == "X" else each for each in mask)
    return [number for ten in tens for one in ones if 1 <= (number := int(ten + one)) <= last]


def length(year: int, month: int) -> int:
    """Return how many days a month has, in the Gregorian calendar carried back before its beginning."""
    leap = month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


def _longest(month: int) -> int:
    return length(2000, month)


def _number(year: int, month: int, day: int) -> int:
    return year * 10_000 + month * 100 + day
