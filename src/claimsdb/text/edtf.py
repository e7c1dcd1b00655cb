"""What a text in EDTF tells, level 0, 1 or 2 of ISO 8601-2:2019."""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf
from typing import Final

from claimsdb.errors.dates import NotEDTFError, YearNotKeptError
from claimsdb.records.dates import Reach, When
from claimsdb.text.edtf_dates import Days, date_days

_DATETIME: Final = re.compile(
    r"(?P<day>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?"
)
_SET: Final = re.compile(r"\[(?P<one>[^\[\]{}]*)\]|\{(?P<all>[^\[\]{}]*)\}")
_FIRST_KEPT, _LAST_KEPT = 101, 99991231


@lru_cache(maxsize=2**14)
def read_when(edtf: str) -> When:
    """Read a date, datetime, interval or set of EDTF, as written, without white space around it.

    Raises:
        NotEDTFError: The text is none of them, or ends before it begins.
        YearNotKeptError: It reaches out of the years 0000 to 9999.
    """
    when = _read(edtf)
    bounds = (bound for bound in (when.earliest, when.latest) if abs(bound) != inf)
    if not all(_FIRST_KEPT <= bound <= _LAST_KEPT for bound in bounds):
        raise YearNotKeptError(edtf)
    return when


def _read(edtf: str) -> When:
    if found := _DATETIME.fullmatch(edtf):
        return When((_one_of(_part_days(edtf, found["day"])),))
    if found := _SET.fullmatch(edtf):
        every = found["all"] is not None
        return When(tuple(_members(edtf, found["all" if every else "one"], every=every)), every)
    if edtf.count("/") != 1:
        return When((_one_of(date_days(edtf)),))
    start, _, end = edtf.partition("/")
    return When((_interval(edtf, start, end),))


def _members(edtf: str, inner: str, *, every: bool) -> list[Reach]:
    """Read what stands between brackets, where ``..`` is all between two dates, before one or after one."""
    items = inner.split(",")
    last = len(items)
    return [
        _member(edtf, item, every=every, first=place == 1, last=place == last)
        for place, item in enumerate(items, start=1)
    ]


def _member(edtf: str, item: str, *, every: bool, first: bool, last: bool) -> Reach:
    if not item:
        raise NotEDTFError(edtf, "a date stands between the commas of a set")
    start, dots, end = item.partition("..")
    if not dots:
        return _one_of(_part_days(edtf, item))
    if not (start or first) or not (end or last):
        raise NotEDTFError(edtf, "a set is open before its first date or after its last")
    if start and end and start.count("-", 1) != end.count("-", 1):
        raise NotEDTFError(edtf, f"{item}: the dates on both sides of .. have the same precision")
    span = _interval(edtf, start or "..", end or "..")
    return span if every else _one_of((span.begins_from, span.ends_by))


def _interval(edtf: str, start: str, end: str) -> Reach:
    if {start, end} <= {"", ".."}:
        raise NotEDTFError(edtf, "one end at least must be a date")
    begins = (-inf, -inf) if start in ("", "..") else _part_days(edtf, start)
    ends = (inf, inf) if end in ("", "..") else _part_days(edtf, end)
    if ends[1] < begins[0]:
        raise NotEDTFError(edtf, "it ends before it begins")
    if not start:  # unknown: it may be as late as the end
        begins = (-inf, ends[1])
    if not end:
        ends = (begins[0], inf)
    return Reach(begins[0], min(begins[1], ends[1]), max(ends[0], begins[0]), ends[1])


def _one_of(days: tuple[float, float]) -> Reach:
    return Reach(*days, *days)


def _part_days(edtf: str, part: str) -> Days:
    """Return the days of a date that is a part of a text, for which a fault is told."""
    try:
        return date_days(part)
    except NotEDTFError as fault:
        raise fault.of(edtf) from None
