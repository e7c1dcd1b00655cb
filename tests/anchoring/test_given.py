"""Places that a program gives are proven, never corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.given import proven
from claimsdb.errors.anchoring import NotWhereSaidError, SpansOutOfOrderError
from claimsdb.records.texts import Span

TEXT = "🌉 fell. It fell."


def test_words_that_stand_where_they_are_said_to_are_taken_though_they_stand_elsewhere_too() -> None:
    assert proven(TEXT, [Span(11, 15, "fell")]) == (Span(11, 15, "fell"),)


def test_an_offset_in_another_unit_is_refused_with_the_words_that_stand_there() -> None:
    with pytest.raises(NotWhereSaidError, match=r"\[12, 16\): the words there are \"ell\.\""):
        proven(TEXT, [Span(12, 16, "fell")])  # UTF-16 counts the bridge twice


@pytest.mark.parametrize(("start", "end"), [(99, 103), (-4, 0), (4, 4), (6, 2)])
def test_a_place_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(NotWhereSaidError):
        proven(TEXT, [Span(start, end, "fell")])


def test_parts_are_in_order_and_apart() -> None:
    with pytest.raises(SpansOutOfOrderError):
        proven(TEXT, [Span(11, 15, "fell"), Span(2, 6, "fell")])
    with pytest.raises(SpansOutOfOrderError):
        proven(TEXT, [Span(2, 6, "fell"), Span(4, 8, "ll. ")])


@given(st.text(min_size=1), st.data())
def test_every_slice_of_a_text_is_where_it_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end, text[start:end])
    assert proven(text, [span]) == (span,)
