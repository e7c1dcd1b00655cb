from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimsdb.errors.dates import NotEDTFError, YearNotKeptError
from claimsdb.records.dates import FuzzyDate
from claimsdb.text.dates import parse_edtf, parse_range
from claimsdb.text.edtf_level import edtf_level
from tests.text.edtf_examples import EXAMPLES

if TYPE_CHECKING:
    from datetime import date

EDTF_LIKE = st.text(alphabet="0123456789-/.XTZSEY?~%:+,[]{} ", max_size=24)

YEARS = "only the years 0000 to 9999 are kept"
WRONG = [
    ("", "nothing is written"),
    ("2017-02-29", "February 2017 has 28 days"),
    ("1900-02-29", "February 1900 has 28 days"),
    ("2017-04-31", "April 2017 has 30 days"),
    ("2017-02-00", "February 2017 has 28 days"),
    ("2017-02-29T09:30:00Z", "February 2017 has 28 days"),
    ("2017-13", "months run from 01 to 12"),
    ("2017-00", "months run from 01 to 12"),
    ("2017-20", "from 21 to 41"),
    ("2017-42", "from 21 to 41"),
    ("2017-2X", "from 21 to 41"),
    ("2017-21-05", "parts of a year, which have no days"),
    ("15.2.2017", "it is written year-month-day"),
    ("15/2/2017", "it is written year-month-day"),
    ("2017.02.15", "it is written year-month-day"),
    ("20170215", "hyphens stand between"),
    ("2017-2-5", "month and day have two digits each"),
    ("1985-/..", "1985-: it has none of the forms of EDTF"),
    ("2017/2015", "it ends before it begins"),
    ("2017-02-15/2017-02-14", "it ends before it begins"),
    ("-0044/-0050", "it ends before it begins"),
    ("[2017..2015]", "it ends before it begins"),
    ("2016/2017-02-29", "2017-02-29: February 2017 has 28 days"),
    ("[2016,2017-02-29]", "2017-02-29: February 2017 has 28 days"),
    ("2015/2016/2017", "an interval has one /"),
    ("2015..2017", "an interval is written with /"),
    ("2017-02-15T09:30:00Z/2018", "leave the time out"),
    ("[2017-02-15T09:30:00Z]", "leave the time out"),
    ("../..", "one end at least must be a date"),
    ("/", "one end at least must be a date"),
    ("[..]", "one end at least must be a date"),
    ("early 2017", "it holds words"),
    ("February 2017", "it holds words"),
    ("٢٠١٧", "those of ASCII"),
    ("２０１７-02", "those of ASCII"),
    ("2017–02", "those of ASCII"),
    ("2017-02-15T09:30", "hh:mm:ss"),
    ("2017-02-15 09:30:00", "hh:mm:ss"),
    ("2017-02-15T24:00:00", "hh:mm:ss"),
    ("2017-02-15T09:30:00.000Z", "hh:mm:ss"),
    ("2017?~", "one qualifier ? ~ or % stands before or after"),
    ("~?2017", "one qualifier ? ~ or % stands before or after"),
    ("~", "one qualifier ? ~ or % stands before or after"),
    ("201x", "X replaces single digits"),
    ("201X-X2-0", "X replaces single digits"),
    ("Y1701000X", "X replaces single digits"),
    ("2017-02-3X", "February 2017 has 28 days"),
    ("2017-XX-32", "no month that it can mean has such a day"),
    ("XXXX-02-30", "no month that it can mean has such a day"),
    ("20X1-02-29", "no month that it can mean has such a day"),
    ("[]", "a date stands between the commas"),
    ("[2015,,2016]", "a date stands between the commas"),
    ("[2015,..2016]", "open before its first date or after its last"),
    ("{2015..,2016}", "open before its first date or after its last"),
    ("[2015,2016", "a set of dates stands alone in [ ] (one of them) or { } (all of them)"),
    ("[2015]/2016", "a set of dates stands alone"),
    ("[2015/2016]", "an interval stands alone, not in a set"),
    ("[2015, 2016]", " 2016: no spaces are allowed in it"),
    ("[2015..2016-02]", "the dates on both sides of .. have the same precision"),
    ("1950S5", "its year has 4 digits, and S5 names more"),
    ("1950S0", "S stands after a year alone"),
    ("195XS2", "S stands after a year alone"),
    ("1950S2-05", "S stands after a year alone"),
    ("Y1950", "Y stands before a year of more than four digits only"),
    ("Y17E0", "it has none of the forms"),
    ("Y017000", "a year after Y does not begin with 0"),
    ("12017", "a year of more than four digits begins with Y"),
    ("+2017", "years have no sign but -"),
    ("-0000", "there is no year -0000"),
    ("Y17000", YEARS),
    ("Y-17000", YEARS),
    ("Y-17E7", YEARS),
    ("Y1E999999999999999999999", YEARS),
    ("Y" + "9" * 5000, YEARS),
    ("Y171010000S3", YEARS),
    ("-0500", YEARS),
    ("-0044-03-15", YEARS),
    ("-0044-03-15T12:00:00", YEARS),
    ("-0044/1500", YEARS),
    ("[-0044,-0043]", YEARS),
    ("9999-24", YEARS),
    ("2017\n02", "none of the forms"),
]


@pytest.mark.parametrize(("level", "edtf", "earliest", "latest"), EXAMPLES)
def test_a_date_has_a_level_and_its_earliest_and_latest_day(
    level: int, edtf: str, earliest: str | None, latest: str | None
) -> None:
    assert parse_edtf(edtf) == FuzzyDate(edtf, earliest, latest)
    assert edtf_level(edtf) == level


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
        ("2015/", "2015-01-01", None),
        ("[2015,2016..2017]", "2015-01-01", "2017-12-31"),
        ("1950S2..", "1900-01-01", None),
        ("0000..XXXX", "0000-01-01", "9999-12-31"),
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
        ("2015,2016..2017", "2015,2016: it has none of the forms"),
        ("-0044..", "only the years 0000 to 9999 are kept"),
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
    assert found.earliest <= found.latest


@given(st.text() | EDTF_LIKE)
def test_any_text_is_a_date_or_refused_as_none(text: str) -> None:
    for parse in (parse_edtf, parse_range):
        try:
            found = parse(text)
        except NotEDTFError:
            continue
        assert found.edtf == text.strip()
        assert found.earliest or found.latest


def test_a_year_that_cannot_be_kept_is_told_apart_from_what_is_no_date() -> None:
    with pytest.raises(YearNotKeptError) as refused:
        parse_edtf("../-0044-03-15")
    assert refused.value.sentence == (
        "'../-0044-03-15' cannot be kept as a date: only the years 0000 to 9999 are kept, whose days stand "
        "in the order of time when they are sorted as text. Leave the date out, and say it in the sentence "
        "of the claim."
    )
