"""A role held on a day: possibly or certainly, as looking at every day says."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimsdb.records.roles import Days
from claimsdb.text.dates import parse_edtf
from claimsdb.text.role_logic import certainly_held, possibly_held

ALL = range(8)
"""A few days; what is not known may be any, and those that are known leave the first and the last to it."""


def day(number: int) -> str:
    return f"2017-02-{number + 1:02}"


@st.composite
def days(draw: st.DrawFn) -> tuple[int | None, int | None]:
    first, last = sorted((draw(st.integers(1, 6)), draw(st.integers(1, 6))))
    return draw(st.sampled_from((first, None))), draw(st.sampled_from((last, None)))


def written(bounds: tuple[int | None, int | None]) -> Days:
    first, last = (day(each) if each is not None else None for each in bounds)
    return Days(first, last)


def within(bounds: tuple[int | None, int | None]) -> list[int]:
    first, last = bounds
    return [each for each in ALL if (first is None or first <= each) and (last is None or each <= last)]


@settings(max_examples=500, deadline=None)
@given(days(), days(), days())
def test_possible_is_what_some_days_allow_and_certain_what_all_do(
    since: tuple[int | None, int | None],
    until: tuple[int | None, int | None],
    on: tuple[int | None, int | None],
) -> None:
    times = [(first, last) for first, last in product(within(since), within(until)) if first <= last]
    assume(times)
    held = [first <= each <= last for (first, last), each in product(times, within(on))]
    asked = written(since), written(until), written(on)
    assert possibly_held(*asked) is any(held)
    assert certainly_held(*asked) is all(held)


def of(edtf: str | None) -> Days:
    date = parse_edtf(edtf) if edtf else None
    return Days(date.earliest, date.latest) if date else Days()


@pytest.mark.parametrize(
    ("since", "until", "on", "answer"),
    [
        ("2016-12-28", "2018-12-26", "2017-02-15", "certainly"),
        ("2016-12-28", "2018-12-26", "2018-12-26", "certainly"),
        ("2016-12-28", "2018-12-26", "2018-12-27", "no"),
        ("2016-12-28", "2018-12-26", "2018", "possibly"),
        ("2016-12-28", "2018-12-26", "2017", "certainly"),
        ("2016-12-28", "2018-12-26", None, "possibly"),
        ("2016", "2018", "2016-06", "possibly"),
        ("2016", "2018", "2017-06", "certainly"),
        ("2016", None, "2017", "possibly"),
        ("2016", None, "2015", "no"),
        ("2016-12-28", None, "2016-12-28", "certainly"),
        (None, "2018", "2017", "possibly"),
        (None, "2018", "2019", "no"),
        (None, None, "2017", "possibly"),
        (None, None, None, "possibly"),
        ("../2017-02-15", "2017-02-15/..", "2017-02-15", "certainly"),
        ("../2017-02-15", "2017-02-15/..", "2017-02-16", "possibly"),
        ("../2015", "2015/..", "2015", "possibly"),
        ("2017", "2017-06-30", "2017-06-30", "certainly"),
        ("2016~", "2018?", "2017", "certainly"),
        ("201X", "2018", "2015", "possibly"),
    ],
)
def test_examples_of_roles_at_a_date(
    since: str | None, until: str | None, on: str | None, answer: str
) -> None:
    asked = of(since), of(until), of(on)
    assert (possibly_held(*asked), certainly_held(*asked)) == (answer != "no", answer == "certainly")
