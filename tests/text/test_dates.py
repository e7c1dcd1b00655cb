from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimsdb.errors.dates import NotEDTFError
from claimsdb.records.dates import FuzzyDate
from claimsdb.text.dates import parse_edtf, parse_range

Dates = list[tuple[str, str | None, str | None]]

EDTF_LIKE = st.text(alphabet="0123456789-/.XTZ?~%:+Y[] ", max_size=24)

DATES: Dates = [
    ("2017-02-15", "2017-02-15", "2017-02-15"),
    ("2016-02-29", "2016-02-29", "2016-02-29"),
    ("0001-01-01", "0001-01-01", "0001-01-01"),
    ("2017-02", "2017-02-01", "2017-02-28"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2015", "2015-01-01", "2015-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("2017-02-15T09:30:00", "2017-02-15", "2017-02-15"),
    ("2017-02-15T09:30:00Z", "2017-02-15", "2017-02-15"),
    ("2017-02-15T00:30:00+03:00", "2017-02-15", "2017-02-15"),
    ("2017-02-15T23:30:00-05", "2017-02-15", "2017-02-15"),
]
UNCERTAIN: Dates = [
    ("1912~", "1912-01-01", "1912-12-31"),
    ("2017-02?", "2017-02-01", "2017-02-28"),
    ("2017-02-15%", "2017-02-15", "2017-02-15"),
    ("2017-21~", "2017-03-01", "2017-05-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("201X?", "2010-01-01", "2019-12-31"),
    ("2017-XX", "2017-01-01", "2017-12-31"),
    ("2017-02-XX", "2017-02-01", "2017-02-28"),
    ("2017-XX-XX", "2017-01-01", "2017-12-31"),
]
SEASONS: Dates = [
    ("2017-21", "2017-03-01", "2017-05-31"),
    ("2017-22", "2017-06-01", "2017-08-31"),
    ("2017-23", "2017-09-01", "2017-11-30"),
    ("2017-24", "2017-12-01", "2018-02-28"),
    ("2015-24", "2015-12-01", "2016-02-29"),
]
INTERVALS: Dates = [
    ("2015/2017", "2015-01-01", "2017-12-31"),
    ("2016-12/2017-01", "2016-12-01", "2017-01-31"),
    ("2017-02-01/2017", "2017-02-01", "2017-12-31"),
    ("2017/2017-02", "2017-01-01", "2017-02-28"),
    ("2016-24/2017-21", "2016-12-01", "2017-05-31"),
    ("1912~/1914?", "1912-01-01", "1914-12-31"),
    ("201X/2020-XX", "2010-01-01", "2020-12-31"),
    ("2015/..", "2015-01-01", None),
    ("../2015", None, "2015-12-31"),
    ("2015/", "2015-01-01", None),
    ("/2017", None, "2017-12-31"),
]
YEARS = "only the years 0001 to 9999 are kept"
WRONG = [
    ("", "nothing is written"),
    ("2017-02-29", "February 2017 has 28 days"),
    ("1900-02-29", "February 1900 has 28 days"),
    ("2017-04-31", "April 2017 has 30 days"),
    ("2017-02-00", "February 2017 has 28 days"),
    ("2017-02-29T09:30:00Z", "February 2017 has 28 days"),
    ("2017-13", "months run from 01 to 12"),
    ("2017-00", "months run from 01 to 12"),
    ("2017-25", "from 21 to 24"),
    ("2017-21-05", "seasons, which have no days"),
    ("15.2.2017", "it is written year-month-day"),
    ("15/2/2017", "it is written year-month-day"),
    ("2017.02.15", "it is written year-month-day"),
    ("20170215", "hyphens stand between"),
    ("2017-2-5", "month and day have two digits each"),
    ("2017/2015", "it ends before it begins"),
    ("2017-02-15/2017-02-14", "it ends before it begins"),
    ("2016/2017-02-29", "2017-02-29: February 2017 has 28 days"),
    ("2015/2016/2017", "an interval has one /"),
    ("2015..2017", "an interval is written with /"),
    ("2017-02-15T09:30:00Z/2018", "leave the time out"),
    ("../..", "one end at least must be a date"),
    ("/", "one end at least must be a date"),
    ("early 2017", "it holds words"),
    ("February 2017", "it holds words"),
    ("٢٠١٧", "those of ASCII"),
    ("２０１７-02", "those of ASCII"),
    ("2017–02", "those of ASCII"),
    ("2017-02-15T09:30", "hh:mm:ss"),
    ("2017-02-15 09:30:00", "hh:mm:ss"),
    ("2017-02-15T24:00:00", "hh:mm:ss"),
    ("2017-02-15T09:30:00.000Z", "hh:mm:ss"),
    ("?2017", "at the very end"),
    ("2017?~", "at the very end"),
    ("2017~-02", "at the very end"),
    ("201x", "X replaces"),
    ("2XXX", "X replaces"),
    ("201X-02", "X replaces"),
    ("2017-XX-05", "X replaces"),
    ("[2015,2016]", "sets of dates"),
    ("Y17000", YEARS),
    ("-0500", YEARS),
    ("12017", YEARS),
    ("0000", YEARS),
    ("0000-03", YEARS),
    ("000X", YEARS),
    ("9999-24", YEARS),
    ("2017\n02", "none of the forms"),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), DATES + UNCERTAIN + SEASONS + INTERVALS)
def test_a_date_has_its_earliest_and_latest_day(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert parse_edtf(edtf) == FuzzyDate(edtf, earliest, latest)


def test_white_space_around_a_date_is_dropped() -> None:
    assert parse_edtf(" 2015~\n") == FuzzyDate("2015~", "2015-01-01", "2015-12-31")


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_what_is_no_edtf_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(NotEDTFError) as refused:
        parse_edtf(text)
    assert refused.value.value == text
    assert reason in refused.value.reason


def test_the_refusal_shows_the_value_the_reason_and_what_to_write() -> None:
    with pytest.raises(NotEDTFError) as refused:
        parse_edtf("2017-02-29")
    assert refused.value.sentence == (
        "'2017-02-29' is not a date in EDTF: February 2017 has 28 days. Write for example 2017-02-15, "
        "2017-02, 2015, 1912~ (about), 201X (the 2010s), 2017-21 (spring), 2015/.. or 2015/2017."
    )


@pytest.mark.parametrize("text", ["9" * 5000, "9" * 5000 + "/2015"])
def test_the_refusal_of_a_long_text_stays_short(text: str) -> None:
    with pytest.raises(NotEDTFError) as refused:
        parse_edtf(text)
    assert len(refused.value.sentence) < 400


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2015..2017", "2015-01-01", "2017-12-31"),
        ("2015-03-02..2015-03", "2015-03-02", "2015-03-31"),
        ("2016-24..201X", "2016-12-01", "2019-12-31"),
        ("2015..", "2015-01-01", None),
        ("..2017-02", None, "2017-02-28"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2015/2017", "2015-01-01", "2017-12-31"),
        ("2015/..", "2015-01-01", None),
        ("../2015", None, "2015-12-31"),
    ],
)
def test_a_range_spans_from_the_earliest_to_the_latest_day(
    text: str, earliest: str | None, latest: str | None
) -> None:
    assert parse_range(text) == FuzzyDate(text, earliest, latest)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("..", "one end at least must be a date"),
        ("2017..2015", "it ends before it begins"),
        ("2015...2017", ".2017"),
        ("2015..2016..2017", "2016..2017"),
        ("2015..2017-02-29", "2017-02-29: February 2017 has 28 days"),
        ("last year..", "it holds words"),
        ("", "nothing is written"),
    ],
)
def test_what_is_no_range_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(NotEDTFError) as refused:
        parse_range(text)
    assert refused.value.value == text
    assert reason in refused.value.reason


@given(st.dates())
def test_every_day_of_the_calendar_is_its_own_bounds(day: date) -> None:
    iso = day.isoformat()
    assert parse_edtf(iso) == parse_range(iso) == FuzzyDate(iso, iso, iso)


@given(st.dates(), st.dates())
def test_an_interval_is_taken_exactly_when_its_days_are_in_order(start: date, end: date) -> None:
    edtf = f"{start}/{end}"
    if start <= end:
        assert parse_edtf(edtf) == FuzzyDate(edtf, str(start), str(end))
    else:
        with pytest.raises(NotEDTFError):
            parse_edtf(edtf)


@given(
    st.from_regex(
        r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?", fullmatch=True, alphabet=st.characters(codec="ascii")
    )
)
@example("9999-24")
def test_the_earliest_day_never_follows_the_latest(text: str) -> None:
    try:
        found = parse_edtf(text)
    except NotEDTFError:
        return
    assert found.earliest is not None
    assert found.latest is not None
    assert date.fromisoformat(found.earliest) <= date.fromisoformat(found.latest)


@given(st.text() | EDTF_LIKE)
def test_any_text_is_a_date_or_refused_as_none(text: str) -> None:
    for parse in (parse_edtf, parse_range):
        try:
            found = parse(text)
        except NotEDTFError:
            continue
        assert found.edtf == text.strip()
        assert found.earliest or found.latest
