"""Dates in EDTF made by chance, after the grammar of the specification; all can be kept."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

QUALIFIER: Final = st.sampled_from(["", "", "?", "~", "%"])


@dataclass(frozen=True)
class Day:
    """A day of the calendar with the year 0, which Python's dates lack."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def days_in(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else 28 if month == 2 else monthrange(2001, month)[1]


@st.composite
def days(draw: st.DrawFn, first: int = 0, last: int = 9999) -> Day:
    year, month = draw(st.integers(first, last)), draw(st.integers(1, 12))
    return Day(year, month, draw(st.integers(1, days_in(year, month))))


@st.composite
def masked(draw: st.DrawFn) -> tuple[str, Day]:
    """Return a date with digits left open, perhaps cut to a month or a year, and a day that it can mean."""
    day = draw(days())
    open_ = draw(st.sets(st.sampled_from([0, 1, 2, 3, 5, 6, 8, 9])))
    text = "".join("X" if place in open_ else sign for place, sign in enumerate(str(day)))
    return text[: draw(st.sampled_from([4, 7, 10]))], day


@st.composite
def qualified(draw: st.DrawFn) -> str:
    text, _day = draw(masked())
    return "-".join(f"{draw(QUALIFIER)}{each}{draw(QUALIFIER)}" for each in text.split("-"))


YEARS: Final = st.integers(0, 9998).map("{:04}".format)
PARTS_OF_YEARS: Final = st.tuples(YEARS, st.integers(21, 41), QUALIFIER).map(
    lambda it: f"{it[0]}-{it[1]}{it[2]}"
)
SIGNIFICANT: Final = st.tuples(YEARS, st.integers(1, 4), QUALIFIER).map(lambda it: f"{it[0]}S{it[1]}{it[2]}")
PLAIN: Final = st.tuples(days(), st.sampled_from([4, 7, 10])).map(lambda it: str(it[0])[: it[1]])
TIMES: Final = st.builds(
    "{}T{:%H:%M:%S}{}".format, days(), st.times(), st.sampled_from(["", "Z", "+03:00", "-05", "+04:30"])
)
DATES: Final = PLAIN | masked().map(lambda it: it[0]) | qualified() | PARTS_OF_YEARS | SIGNIFICANT


@st.composite
def in_order(draw: st.DrawFn, *, same: bool = False) -> tuple[str, str]:
    """Return two dates of any precision, the first of which does not begin after the second ends."""
    first, last = sorted((draw(days()), draw(days())), key=str)
    cut = st.sampled_from([draw(st.sampled_from([4, 7, 10]))] if same else [4, 7, 10])
    return str(first)[: draw(cut)] + draw(QUALIFIER), str(last)[: draw(cut)] + draw(QUALIFIER)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    start, end = draw(in_order())
    other = st.sampled_from(["..", ""])
    return draw(
        st.sampled_from([f"{start}/{end}", f"{draw(other)}/{draw(DATES)}", f"{draw(DATES)}/{draw(other)}"])
    )


@st.composite
def sets(draw: st.DrawFn) -> str:
    between = in_order(same=True).map("..".join)
    items = draw(st.lists(DATES | between, max_size=3))
    if draw(st.booleans()) or not items:
        items.insert(0, f"..{draw(DATES)}")
    if draw(st.booleans()):
        items.append(f"{draw(DATES)}..")
    inner = ",".join(items)
    return draw(st.sampled_from([f"[{inner}]", f"{{{inner}}}"]))


EDTF: Final = DATES | TIMES | intervals() | sets()
