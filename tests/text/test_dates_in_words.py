"""EDTF dates, as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.dates_in_words import date_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017-02-15", "15 February 2017"),
        ("2017-02", "February 2017"),
        ("2015", "2015"),
        ("0044", "44"),
        ("1912~", "1912 (approximately)"),
        ("1912?", "1912 (uncertain)"),
        ("1912-04%", "April 1912 (uncertain, approximately)"),
        ("2017-21", "spring 2017"),
        ("2017-41", "between 1 July 2017 and 31 December 2017"),
        ("201X", "between 1 January 2010 and 31 December 2019"),
        ("2015/2017", "from 2015 to 2017"),
        ("2015/..", "from 2015 on"),
        ("../2015", "until 2015"),
        ("/2015", "from an unknown date to 2015"),
        ("2015/", "from 2015 to an unknown date"),
        ("[2015,2016..]", "one of: 2015, 2016 or later"),
        ("[..1983,1990..1992]", "one of: 1983 or before, 1990 to 1992"),
        ("{1960,1961-12}", "all of: 1960, December 1961"),
        ("2017-02-15T10:00:00Z", "15 February 2017, 10:00:00 UTC"),
        ("2017-02-15T10:00:00+05:30", "15 February 2017, 10:00:00 +05:30"),
        ("2004-06-~11", "11 June 2004"),
        ("no date", "no date"),
        ("2017-13", "2017-13"),
        ("", ""),
    ],
)
def test_a_date_is_said_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@given(st.text(st.sampled_from("0123456789-/?~%.X[]{},TZ:+SY"), max_size=20))
def test_whatever_is_given_something_is_said(edtf: str) -> None:
    assert isinstance(date_words(edtf), str)
