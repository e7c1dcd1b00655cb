"""What is wrong with a text that is no date in EDTF."""

from __future__ import annotations

import re

# The first that fits is told.
_MISTAKES: tuple[tuple[str, str], ...] = (
    (r"", "nothing is written"),
    (r"(?s:.*[^\x00-\x7f].*)", "its digits and signs must be those of ASCII"),
    (r".*[\[\]{}].*", "a set of dates stands alone in [ ] (one of them) or { } (all of them)"),
    (r" .*|.* ", "no spaces are allowed in it"),
    (r"[0-9]{8}", "hyphens stand between year, month and day"),
    (r"-0000.*", "there is no year -0000: the year before 0001 is 0000"),
    (r"-?[0-9]{5,}.*", "a year of more than four digits begins with Y, as Y17000"),
    (r"Y-?0.*", "a year after Y does not begin with 0"),
    (r"Y-?[0-9]{1,4}", "Y stands before a year of more than four digits only"),
    (r"\+.*", "years have no sign but -"),
    (r"-?[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?", "month and day have two digits each"),
    (
        r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}",
        "it is written year-month-day",
    ),
    (r".*/.*/.*", "an interval has one / between its start and its end"),
    (r".*/.*", "an interval stands alone, not in a set"),
    (r".*\.\..+|.+\.\..*", "an interval is written with /, as 2015/2017 or 2015/.."),
    (
        r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-][0-9:]{2,5})?",
        "an interval or a set is of days, so leave the time out",
    ),
    (
        r"[0-9-]+[T ][0-9]+:.*",
        "a time is written hh:mm:ss after a T, with Z, an offset as +03:00, or neither",
    ),
    (
        r".*[0-9X]S.*",
        "S stands after a year alone, before how many of its digits are sure, as in 1950S2",
    ),
    (r".*[A-WYZa-z]{2}.*", "it holds words; for an approximate date write the year or month and ~"),
    (r".*[?~%]{2}.*|[?~%]", "one qualifier ? ~ or % stands before or after a year, month or day"),
    (r".*[Xx].*", "X replaces single digits of a year of four, a month or a day of two digits"),
)


def mistake(value: str) -> str:
    """Say why a text is no single date in EDTF."""
    return next(
        (reason for pattern, reason in _MISTAKES if re.fullmatch(pattern, value)),
        "it has none of the forms of EDTF",
    )
