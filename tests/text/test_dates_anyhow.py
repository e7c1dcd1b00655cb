"""Whatever is written after the grammar of EDTF, what is read of it holds."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimsdb.errors.dates import NotEDTFError
from claimsdb.text.dates import parse_edtf, parse_range
from claimsdb.text.edtf_level import edtf_level
from tests.text.edtf_grammar import DATES, EDTF, PLAIN, QUALIFIER, Day, days, masked

TWO_DECADES = [str(date(1890, 1, 1) + timedelta(days=each)) for each in range(7304)]


def bounds(edtf: str) -> tuple[str, str]:
    found = parse_edtf(edtf)
    return found.earliest or "", found.latest or "~"


@given(EDTF)
def test_every_date_after_the_grammar_is_read_with_its_bounds_in_order(edtf: str) -> None:
    first, last = bounds(edtf)
    assert first <= last
    assert edtf_level(edtf) in (0, 1, 2)


@given(EDTF)
def test_what_was_read_is_written_as_it_was_and_reads_the_same(edtf: str) -> None:
    found = parse_edtf(f" {edtf}\n")
    assert found.edtf == edtf
    assert parse_edtf(found.edtf) == found


@given(masked())
def test_a_day_lies_within_every_date_that_can_mean_it(given_: tuple[str, Day]) -> None:
    edtf, day = given_
    first, last = bounds(edtf)
    if len(edtf) == 10:
        assert first <= str(day) <= last
    assert first[: len(edtf)] <= str(day)[: len(edtf)] <= last[: len(edtf)]


@given(masked(), st.data())
def test_a_date_lies_within_the_same_with_more_left_open(
    given_: tuple[str, Day], data: st.DataObject
) -> None:
    narrow, _day = given_
    place = data.draw(st.sampled_from([0, 1, 2, 3, 5, 6, 8, 9]))
    wide = "".join("X" if at == place else sign for at, sign in enumerate(narrow))
    wide = wide[: data.draw(st.sampled_from([4, 7, 10]))]
    assert bounds(wide)[0] <= bounds(narrow)[0]
    assert bounds(narrow)[1] <= bounds(wide)[1]


@given(days(1, 9998))
def test_each_part_of_a_year_that_has_a_day_spans_it(day: Day) -> None:
    month, year = day.month, day.year
    halves = [40 + (month - 1) // 6, 37 + (month - 1) // 4, 33 + (month - 1) // 3]
    season = (month % 12) // 3 - 1
    for part in (
        *halves,
        *([21 + season, 25 + season, 29 + (season + 2) % 4] if month > 2 and month < 12 else []),
    ):
        first, last = bounds(f"{year:04}-{part}")
        assert first <= str(day) <= last


@pytest.mark.parametrize(
    "parts", [range(21, 25), range(25, 29), [31, 32, 29, 30], range(33, 37), range(37, 40)]
)
def test_the_parts_of_a_year_follow_each_other_without_a_gap(parts: list[int]) -> None:
    for before, after in pairwise([*parts, None]):
        _first, last = bounds(f"2015-{before}")
        begins, _last = bounds(f"2015-{after}" if after else f"2016-{parts[0]}")
        assert date.fromisoformat(last) + timedelta(days=1) == date.fromisoformat(begins)


@given(days(1890, 1909), st.sets(st.sampled_from([3, 5, 6, 8, 9])))
@example(Day(1904, 2, 29), {3})
@example(Day(1896, 2, 29), {3})
def test_open_digits_span_the_first_to_the_last_day_that_looks_like_it(day: Day, left_open: set[int]) -> None:
    edtf = "".join("X" if place in left_open else sign for place, sign in enumerate(str(day)))
    fitting = [
        each for each in TWO_DECADES if all(at in ("X", sign) for at, sign in zip(edtf, each, strict=True))
    ]
    assert bounds(edtf) == (fitting[0], fitting[-1])


@given(PLAIN, QUALIFIER, QUALIFIER)
def test_a_qualifier_does_not_move_the_bounds(plain: str, before: str, after: str) -> None:
    assert bounds(f"{before}{plain}{after}") == bounds(plain)


@given(DATES, DATES)
def test_a_set_and_an_interval_span_both_their_dates(one: str, other: str) -> None:
    first, last = min(bounds(one)[0], bounds(other)[0]), max(bounds(one)[1], bounds(other)[1])
    assert bounds(f"[{one},{other}]") == bounds(f"{{{one},{other}}}") == (first, last)
    with suppress(NotEDTFError):
        assert bounds(f"{one}/{other}") == (bounds(one)[0], bounds(other)[1])
        assert parse_range(f"{one}..{other}").latest == parse_edtf(other).latest


@given(EDTF, st.data())
def test_a_date_with_one_sign_changed_is_read_or_refused_as_none(edtf: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(edtf) - 1))
    sign = data.draw(st.sampled_from(["", *"0123456789XYSETZ?~%-/.,:[]{} "]))
    for read in (parse_edtf, parse_range, edtf_level):
        with suppress(NotEDTFError):
            read(edtf[:place] + sign + edtf[place + 1 :])
