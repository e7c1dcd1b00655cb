"""Dates as people write them into a field of a bibliography → EDTF, if they can be no other date."""

from __future__ import annotations

import re
from typing import Final

from claimsdb.errors.dates import NotEDTFError
from claimsdb.text.dates import parse_edtf
from claimsdb.text.page_dates import day_of, month_named

SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_LONGEST: Final = 100
_CIRCA: Final = re.compile(r"(?:circa |ca? |ca?\. ?)(?=\w)", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?/?", re.ASCII)
_NAMED: Final = re.compile(r"([^\W\d]+\.?),? (\d{4})")
_NAMED_LAST: Final = re.compile(r"(\d{4}),? ([^\W\d]+\.?)(?: (\d{1,2}))?")
_SECONDS: Final = re.compile(r"\d{8,}")


def date_in_words(words: str) -> str | None:
    """Return the date in EDTF (ISO 8601-2) that some words are; None if they are none, or could be two.

    Read are EDTF itself; year, month and day in this order; days and months with names (in a dozen
    languages), seasons with English ones; and circa before any of them.
    """
    text = " ".join(words.split())
    if not text or len(text) > _LONGEST:
        return None
    if about := _CIRCA.match(text):
        exact = date_in_words(text[about.end() :])
        return kept(f"{exact}~") if exact else None
    return kept(text) or _written(text)


def kept(edtf: str) -> str | None:
    """Return the text, if it is a date in EDTF that can be kept."""
    try:
        return parse_edtf(edtf).edtf
    except NotEDTFError:
        return None


def _written(text: str) -> str | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _joined(*found.groups())
    if found := _NAMED.fullmatch(text):
        return _with_name(found[2], found[1], None)
    if found := _NAMED_LAST.fullmatch(text):
        return _with_name(*found.groups())
    return None if _SECONDS.fullmatch(text) else day_of(text)


def _with_name(year: str, name: str, day: str | None) -> str | None:
    part = month_named(name) or (SEASONS.get(name.lower()) if day is None else None)
    return _joined(year, str(part), day) if part else None


def _joined(year: str, month: str, day: str | None) -> str | None:
    return kept("-".join((year, *(each.zfill(2) for each in (month, day) if each))))
