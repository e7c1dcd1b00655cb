"""What is possible and what is certain of dates that are not known to the day."""

from __future__ import annotations

from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.records.dates import Reach, When
from claimsdb.text.date_logic import (
    certainly_overlaps,
    certainly_within,
    lasting,
    possibly_overlaps,
    possibly_within,
)
from claimsdb.text.edtf import read_when

YES, MAYBE, NO = "yes", "maybe", "no"


def overlaps(edtf: str, asked: str) -> str:
    when, span = read_when(edtf), lasting(read_when(asked))
    return YES if certainly_overlaps(when, span) else MAYBE if possibly_overlaps(when, span) else NO


def lies_in(edtf: str, asked: str) -> str:
    when, span = read_when(edtf), lasting(read_when(asked))
    return YES if certainly_within(when, span) else MAYBE if possibly_within(when, span) else NO


@pytest.mark.parametrize(
    ("edtf", "asked", "overlapping", "inside"),
    [
        ("2017-02-15", "2017", YES, YES),
        ("2017", "2017", YES, YES),
        ("2017", "2017-02", MAYBE, MAYBE),
        ("2017~", "2017", YES, YES),
        ("2017", "2018", NO, NO),
        ("201X", "2017", MAYBE, MAYBE),
        ("2016/2018", "2017", YES, NO),
        ("2016/2018", "2016/2018", YES, YES),
        ("2016/2018", "2016-06/..", YES, MAYBE),
        ("2016/2018", "2018", YES, NO),
        ("1984/..", "2000", YES, NO),
        ("1984/", "2000", MAYBE, NO),
        ("1984/..", "1984", YES, NO),
        ("1984/", "1984", YES, MAYBE),
        ("1984/..", "1984/..", YES, YES),
        ("1984/", "1984/..", YES, YES),
        ("1984/..", "1990/..", YES, NO),
        ("1984/", "1990/..", MAYBE, NO),
        ("../1984", "1900", YES, NO),
        ("/1984", "1900", MAYBE, NO),
        ("/1984", "1984", YES, MAYBE),
        ("/1984", "../1984", YES, YES),
        ("1984/", "1983", NO, NO),
        ("[1960,1990]", "1960", MAYBE, MAYBE),
        ("{1960,1990}", "1960", YES, NO),
        ("[1960,1990]", "1975", NO, NO),
        ("{1960,1990}", "1975", NO, NO),
        ("[1960,1990]", "1960/1990", YES, YES),
        ("{1960,1990}", "1950/1990", YES, YES),
        ("{1960..1990}", "1975", YES, NO),
        ("[1960..1990]", "1975", MAYBE, MAYBE),
        ("[..1960]", "1950", MAYBE, MAYBE),
        ("{..1960}", "1950", YES, NO),
    ],
)
def test_a_date_overlaps_a_range_or_lies_in_it(edtf: str, asked: str, overlapping: str, inside: str) -> None:
    assert (overlaps(edtf, asked), lies_in(edtf, asked)) == (overlapping, inside)


def test_two_dates_of_one_year_need_not_meet() -> None:
    year = read_when("2017")
    assert possibly_overlaps(year, year.members[0])
    assert not certainly_overlaps(year, year.members[0])


SMALL = st.integers(0, 5)


@st.composite
def reaches(draw: st.DrawFn) -> Reach:
    """Return an interval of small days with uncertain ends, none of which is impossible."""
    begins = sorted(draw(st.tuples(SMALL, SMALL)))
    ends = sorted(draw(st.tuples(SMALL, SMALL)))
    if ends[1] < begins[0]:
        begins, ends = ends, begins
    return Reach(begins[0], min(begins[1], ends[1]), max(ends[0], begins[0]), ends[1])


def cases(reach: Reach) -> list[tuple[int, int]]:
    begins = range(int(reach.begins_from), int(reach.begins_by) + 1)
    ends = range(int(reach.ends_from), int(reach.ends_by) + 1)
    return [(begin, end) for begin, end in product(begins, ends) if begin <= end]


@given(reaches(), reaches())
def test_possible_is_what_holds_in_one_case_and_certain_what_holds_in_all(one: Reach, other: Reach) -> None:
    meet = [a <= d and c <= b for (a, b), (c, d) in product(cases(one), cases(other))]
    lie = [c <= a and b <= d for (a, b), (c, d) in product(cases(one), cases(other))]
    when = When((one,))
    assert (possibly_overlaps(when, other), certainly_overlaps(when, other)) == (any(meet), all(meet))
    assert (possibly_within(when, other), certainly_within(when, other)) == (any(lie), all(lie))


@given(st.lists(reaches(), min_size=1, max_size=3), reaches(), st.booleans())
def test_what_is_certain_is_possible_and_what_lies_in_a_range_overlaps_it(
    members: list[Reach], span: Reach, every: bool
) -> None:
    when = When(tuple(members), every)
    assert certainly_within(when, span) <= min(certainly_overlaps(when, span), possibly_within(when, span))
    assert max(certainly_overlaps(when, span), possibly_within(when, span)) <= possibly_overlaps(when, span)
    assert possibly_overlaps(when, Reach(-inf, -inf, inf, inf))
