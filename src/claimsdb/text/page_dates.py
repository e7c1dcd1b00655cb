"""Days as pages write them: ISO 8601 in all spellings, RFC 2822, the names of months, seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from claimsdb.text.page_words import clean

_LONGEST: Final = 100
_YEARS: Final = range(1800, 2200)
_ISO = re.compile(
    r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})"
    r"(?:(?:T|t|,? )\s*[0-9]{1,2}(?::?[0-9]{2}){0,2}(?:[.,][0-9]+)?"  # a time
    r"\s*(?:Z|z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?|[A-Z]{2,5})?"  # and its zone
    r"|[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
_NAME = r"(?P<month>[^\W\d]{3,12})"
_WEEKDAY = r"(?:[^\W\d]+\.?,? )?"
_BY_NAME: Final = (
    # Wed, 15 Feb 2017 10:00:00 GMT; 15th of February 2017; 15. Februar 2017; 15 de febrero de 2017
    re.compile(
        rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|\.)?[ -](?:of |de )?{_NAME}"
        r"\.?,?(?: de)?[ -](?P<year>[0-9]{4})(?:[,T ].*)?"
    ),
    # Wednesday, February 15, 2017 10:00 am; Wed Feb 15 2017
    re.compile(
        rf"{_WEEKDAY}{_NAME}\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})(?:[, ].*)?"
    ),
    # Wed Feb 15 10:00:00 GMT 2017, as Java prints it
    re.compile(
        rf"{_WEEKDAY}{_NAME} (?P<day>[0-9]{{1,2}}) [0-9:]{{8}} [A-Z0-9:+-]{{1,9}} (?P<year>[0-9]{{4}})"
    ),
)
_BY_NUMBER = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?:[,T ].*)?")
_SECONDS = re.compile(r"[0-9]{10}(?:[0-9]{3})?")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar januari janvier enero janeiro gennaio января январь",
            "february feb februar februari février febrero fevereiro febbraio февраля февраль",
            "march mar märz maart mars marzo março марта март",
            "april apr avril abril aprile апреля апрель",
            "may mai mei maj mayo maio maggio мая май",
            "june jun juni juin junio junho giugno июня июнь",
            "july jul juli juillet julio julho luglio июля июль",
            "august aug augustus augusti août agosto августа август",
            "september sep sept septembre septiembre setembro settembre сентября сентябрь",
            "october oct oktober octobre octubre outubro ottobre октября октябрь",
            "november nov novembre noviembre novembro ноября ноябрь",
            "december dec dezember décembre diciembre dezembro dicembre desember декабря декабрь",
        ),
        start=1,
    )
    for name in names.split()
}
_ADDRESS_DAY = re.compile(r"/((?:19|20)[0-9]{2})([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?=[/_-]|$)")


def day_of(value: str | None, language: str | None = None) -> str | None:
    """Return the calendar day ``YYYY-MM-DD`` of a date or date-time, as it is written there.

    Seconds since 1970 give the day in UTC. What could be two days is none: of 05.02.2017 the language
    of the page tells that it is no American's, of 05/02/2017 nothing does.
    """
    words = clean(value) if value is not None and len(value) <= _LONGEST else None
    if words is None:
        return None
    if iso := _ISO.fullmatch(words):
        return _day(iso[1], iso[3], iso[4])
    for pattern in _BY_NAME:
        if named := pattern.fullmatch(words):
            return _day(named["year"], _MONTHS.get(named["month"].lower(), 0), named["day"])
    if numbered := _BY_NUMBER.fullmatch(words):
        return _unambiguous(numbered, language)
    return _day_of_second(words) if _SECONDS.fullmatch(words) else None


def month_named(name: str) -> int | None:
    """Return the number of a month by its name, in full or short, in a dozen languages."""
    return _MONTHS.get(name.lower().removesuffix("."))


def day_in_address(address: str) -> str | None:
    """Return the day in the path of an address such as ``/2017/02/15/``."""
    written = _ADDRESS_DAY.search(address.partition("?")[0])
    return _day(written[1], written[3], written[4]) if written else None


def _unambiguous(numbered: re.Match[str], language: str | None) -> str | None:
    first, point, second, year = numbered.groups()
    day_first = _day(year, second, first)
    month_first = _day(year, first, second)
    dots = point == "." and language is not None and not language.lower().startswith("en")
    if dots or month_first is None or day_first == month_first:
        return day_first
    return month_first if day_first is None else None


def _day_of_second(digits: str) -> str | None:
    moment = datetime.fromtimestamp(int(digits[:10]), UTC)
    return moment.date().isoformat() if moment.year in _YEARS else None


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat() if int(year) in _YEARS else None
    except ValueError:
        return None
