from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.page_dates import day_in_address, day_of


@pytest.mark.parametrize(
    "written",
    [
        "2017-02-15",
        "20170215",
        "2017/02/15",
        "2017.02.15",
        "2017-2-15",
        "2017-02-15Z",
        "2017-02-15T10:00",
        "2017-02-15 10:00",
        "2017-02-15T10:00:00Z",
        "2017-02-15t10:00:00z",
        "2017-02-15T23:30:00-05:00",
        "2017-02-15T01:00:00+0600",
        "2017-02-15T10:00:00+06",
        "2017-02-15T10:00:00.000123Z",
        "2017-02-15T10:00:00,5+01:00",
        "2017-02-15 10:00:00 UTC",
        "2017-02-15 10:00:00 +0000",
        "20170215T100000Z",
        "Wed, 15 Feb 2017 10:00:00 GMT",
        "Wed, 15 Feb 2017 10:00:00 +0100",
        "15 Feb 2017",
        "15 February 2017, 10:00",
        "15th of February 2017",
        "February 15, 2017",
        "Feb. 15, 2017 10:00 am EST",
        "Wednesday, February 15, 2017",
        "Wed Feb 15 10:00:00 GMT 2017",
        "Wed Feb 15 2017 10:00:00 GMT+0100 (CET)",
        "15. Februar 2017",
        "Mittwoch, 15. Februar 2017",
        "15 février 2017",
        "15 de febrero de 2017",
        "15 февраля 2017",
        "15.02.2017",
        "15/02/2017",
        "02/15/2017",
        "1487116800",
        "1487116800000",
        "  2017-02-15\n",
    ],
)
def test_a_day_is_read_as_it_is_written(written: str) -> None:
    assert day_of(written) == "2017-02-15"


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "yesterday",
            "2017",
            "2017-02",
            "02-15",
            "2017-02-30",
            "2017-13-01",
            "31 Feb 2017",
            "0000-01-01",
        ),
        *(
            "15 Brumaire 2017",
            "05/02/2017",
            "05.02.2017",
            "February 2017",
            "15 Feb 17",
            "15.02.17",
            "12345678",
        ),
        *("2017-02-15 was the day", "2017-02/15", "9" * 10, "99999999", "٢٠١٧-٠٢-١٥", "1" * 100_000),
        "1997-01-01T00:00:00 to 2017-02-15",
    ],
)
def test_what_is_no_day_or_could_be_two_is_none(written: str) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize(
    ("written", "language", "day"),
    [
        ("05.02.2017", "de", "2017-02-05"),
        ("05.02.2017", "ru-RU", "2017-02-05"),
        ("05.02.2017", "en-GB", None),
        ("05/02/2017", "de", None),
        ("05.05.2017", None, "2017-05-05"),
    ],
)
def test_points_between_numbers_tell_the_day_first_but_in_english(
    written: str, language: str | None, day: str | None
) -> None:
    assert day_of(written, language) == day


@given(st.text(max_size=40) | st.from_regex(r"\A[0-9 ./:TZ+-]{0,25}\Z"))
def test_anything_is_a_day_or_none(written: str) -> None:
    day = day_of(written)
    assert day is None or len(day) == 10


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/2017/02/15/bridge", "2017-02-15"),
        ("https://example.org/news/2017-02-15-bridge", "2017-02-15"),
        ("https://example.org/20170215/bridge", "2017-02-15"),
        ("https://example.org/2017/02/15", "2017-02-15"),
        ("https://example.org/2017/02/", None),
        ("https://example.org/2017/02-15/", None),
        ("https://example.org/2017/02/30/", None),
        ("https://example.org/20170215123/", None),
        ("https://example.org/bridge?seen=/2017/02/15/", None),
    ],
)
def test_the_path_of_an_address_may_hold_the_day(address: str, day: str | None) -> None:
    assert day_in_address(address) == day
