"""The bounds of dates are those that another reader gives (the package ``edtf``), wherever that one is right.

Where it is not, the sentence stands here that decides it: of EDTF by the Library of Congress (4 February
2019), whose levels are those of ISO 8601-2:2019, or of the Gregorian calendar of ISO 8601-1:2019.
"""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Final

import pytest
from edtf import parse_edtf as read_by_another
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, given, settings

from claimsdb.errors.dates import NotEDTFError
from claimsdb.text.dates import parse_edtf
from tests.text.edtf_examples import EXAMPLES
from tests.text.edtf_grammar import EDTF

if TYPE_CHECKING:
    from time import struct_time

Bounds = tuple[str | None, str | None]

REFUSED: Final = None
"""What the other reader gives for a date that it takes for none, or that it fails to bound."""

LEAP: Final = "Only leap years have a 29 February (ISO 8601-1, the Gregorian calendar)."
SEASON: Final = (
    "“21, 22, 23, 24 … ' Spring', 'Summer', 'Autumn', 'Winter'”, with no months: that winter ends with its "
    "first is said nowhere. Meteorological winter is December to February, as long as the others."
)
QUALIFIED_SEASON: Final = (
    "A season stands “in place of a month value (01 through 12) for a year-and-month format string”, so what "
    "holds of such a string holds of it: “'?', '~' and '%' … apply to the entire date”; an X in its year."
)
DIGITS: Final = "“The unspecified digit, 'X', may occur anywhere within a component”; an example is 1984-1X."
BOTH_SIDES: Final = (
    "“A qualification character to the immediate right of a component applies to that component as well as "
    "to all components to the left”, one “to the immediate left … to that component only”: one may have both."
)
ESTIMATE: Final = "“1950S2: some year between 1900 and 1999, estimated to be 1950.”"
UNKNOWN: Final = (
    "“A null string may be used for the start or end date when it is unknown”: no day is known, then."
)
SET: Final = "“Square brackets wrap a single-choice list”: of one too, and of dates in any form."
ORDER: Final = "“A time interval … beginning sometime in 1964 and ending sometime in 2008”: in this order."
OPEN: Final = "“When either the start or end date is not specified”: either, so one is."
NO_24: Final = "ISO 8601-1:2019: the hours of a day run from 00 to 23."
NO_FIFTH: Final = "“The number of significant digits” of a year of four digits is four at most."

DISAGREEMENTS: Final[dict[str, tuple[Bounds | None, str]]] = {
    "156X-02-29": (("1560-02-29", "1569-02-29"), LEAP),
    "2017-24": (("2017-12-01", "2017-12-31"), SEASON),
    "2015-24": (("2015-12-01", "2015-12-31"), SEASON),
    "2001-28": (("2001-12-01", "2001-12-31"), SEASON),
    "2003-30": (("2003-12-01", "2003-12-31"), SEASON),
    "2017-21~": (REFUSED, QUALIFIED_SEASON),
    "2017-34~": (REFUSED, QUALIFIED_SEASON),
    "201X-21": (REFUSED, QUALIFIED_SEASON),
    "2004-~06?-11": (REFUSED, BOTH_SIDES),
    "1984-1X": (REFUSED, DIGITS),
    "1984-0X": (REFUSED, DIGITS),
    "1984-X1": (REFUSED, DIGITS),
    "2017-02-2X": (REFUSED, DIGITS),
    "2016-02-2X": (REFUSED, DIGITS),
    "1X0X-0X-30": (REFUSED, DIGITS),
    "201X/2020-XX": (REFUSED, DIGITS),
    "1950S2": (("1950-01-01", "1950-12-31"), ESTIMATE),
    "1950S1": (("1950-01-01", "1950-12-31"), ESTIMATE),
    "1950S3~": (("1950-01-01", "1950-12-31"), ESTIMATE),
    "Y17E2S1": (("1700-01-01", "1700-12-31"), ESTIMATE),
    "0050S2": (("0050-01-01", "0050-12-31"), ESTIMATE),
    "1950S2/..": (("1950-01-01", None), ESTIMATE),
    "2015/": (("2015-01-01", "2025-01-01"), UNKNOWN),
    "/2017": (("2007-12-31", "2017-12-31"), UNKNOWN),
    "[1984~]": (REFUSED, SET),
    "{156X,1600-21..}": (REFUSED, SET),
}
TAKEN_BY_THE_OTHER_ALONE: Final = {
    "2017-02-29": LEAP,
    "1900-02-29": LEAP,
    "2016/2017-02-29": LEAP,
    "2017/2015": ORDER,
    "../..": OPEN,
    "2017-02-15T24:00:00": NO_24,
    "1950S5": NO_FIFTH,
}
EXCUSED: Final = re.compile(r".*[0-9X]{4}[?~%]?-[?~%]?(?:24|28|30)(?![?~%]?-).*|.*S.*|/.*|.*/|.*X.*-02-29.*")
"""What a date looks like of which the other reader gives bounds that are not right: see above."""


def by_another(edtf: str) -> Bounds | None:
    try:
        with redirect_stdout(StringIO()):  # it prints what it fails on
            found = read_by_another(edtf)
            first, last = found.lower_strict(), found.upper_strict()
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        return REFUSED
    return day(first), day(last)


def day(of_another: struct_time | float) -> str | None:
    """Return the day; an open end is an infinity there."""
    if isinstance(of_another, float):
        return None
    return f"{of_another.tm_year:04}-{of_another.tm_mon:02}-{of_another.tm_mday:02}"


@pytest.mark.parametrize(("edtf", "earliest", "latest"), [each[1:] for each in EXAMPLES])
def test_another_reader_gives_the_same_bounds_but_where_a_rule_says_otherwise(
    edtf: str, earliest: str | None, latest: str | None
) -> None:
    expected, _rule = DISAGREEMENTS.get(edtf, ((earliest, latest), ""))
    assert by_another(edtf) == expected
    assert (edtf in DISAGREEMENTS) == (by_another(edtf) != (earliest, latest))


@pytest.mark.parametrize("edtf", TAKEN_BY_THE_OTHER_ALONE)
def test_another_reader_takes_what_a_rule_says_is_no_date(edtf: str) -> None:
    assert by_another(edtf) is not REFUSED
    with pytest.raises(NotEDTFError):
        parse_edtf(edtf)


@settings(deadline=None)
@given(EDTF)
def test_whatever_another_reader_can_bound_has_the_same_bounds_here(edtf: str) -> None:
    assume(not EXCUSED.fullmatch(edtf))
    found = by_another(edtf)
    assume(found is not REFUSED)
    date = parse_edtf(edtf)
    assert (date.earliest, date.latest) == found


def test_every_disagreement_is_about_a_date_that_is_tried() -> None:
    assert DISAGREEMENTS.keys() <= {edtf for _level, edtf, _earliest, _latest in EXAMPLES}
