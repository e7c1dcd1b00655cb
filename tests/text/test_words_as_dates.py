"""Dates in words of bibliographies: read if they are one date, never guessed."""

from __future__ import annotations

import pytest

from claimsdb.text.words_as_dates import date_in_words


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2017-02-15", "2017-02-15"),
        ("2017~", "2017~"),
        ("2015/2017", "2015/2017"),
        ("2017/02", "2017-02"),
        ("2017/2/5", "2017-02-05"),
        ("15 February 2017", "2017-02-15"),
        ("February 15, 2017", "2017-02-15"),
        ("Feb. 2017", "2017-02"),
        ("février 2017", "2017-02"),
        ("2017 Feb 15", "2017-02-15"),
        ("Spring 2017", "2017-21"),
        ("c. 1912", "1912~"),
        ("circa February 1912", "1912-02~"),
        ("25.02.2017", "2017-02-25"),
    ],
)
def test_a_date_in_words_is_read(words: str, edtf: str) -> None:
    assert date_in_words(words) == edtf


@pytest.mark.parametrize(
    "words",
    [
        *("05/02/2017", "n.d.", "forthcoming", "17", "2017-02-30", "2017/13", "30 February 2017", "", " "),
        *(
            "Winter",
            "Ramadan 2017",
            "20170215",
            "1487116800",
            "2017–18",
            "x" * 200,
            "١٢/٢/٢٠١٧",
            "in press 2017",
        ),
    ],
)
def test_what_is_no_date_or_may_be_two_is_none(words: str) -> None:
    assert date_in_words(words) is None
