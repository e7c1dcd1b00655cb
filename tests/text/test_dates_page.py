"""What docs/dates.md says of each date is what is read of it."""

from __future__ import annotations

import re
from pathlib import Path

from claimsdb.text.date_logic import (
    certainly_overlaps,
    certainly_within,
    lasting,
    possibly_overlaps,
    possibly_within,
)
from claimsdb.text.dates import parse_edtf
from claimsdb.text.edtf import read_when
from claimsdb.text.edtf_level import edtf_level

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"


def table(heading: str) -> list[list[str]]:
    """Return the rows of the table that has this heading, without code marks."""
    _before, below = PAGE.read_text().split(f"| {heading} |\n")
    rows = below.split("\n\n")[0].splitlines()[1:]
    return [[re.sub(r"^`|`$", "", cell.strip()) for cell in row.strip("|").split("|")] for row in rows]


def asked(text: str) -> str:
    """Write ``FROM..TO`` as an interval."""
    return re.sub(r"^(.*?)\.\.(.*)$", spelled, text)


def spelled(found: re.Match[str]) -> str:
    return f"{found[1] or '..'}/{found[2] or '..'}"


def test_each_form_has_the_level_and_the_days_that_the_page_says() -> None:
    rows = table("write | level | for | first day | last day")
    assert rows == [
        [edtf, str(edtf_level(edtf)), what, parse_edtf(edtf).earliest or "", parse_edtf(edtf).latest or ""]
        for edtf, _level, what, _first, _last in rows
    ]


def test_each_date_is_shown_for_the_range_as_the_page_says() -> None:
    rows = table("date | asked for | shown | with `--certain`")
    for edtf, wanted, shown, certain in rows:
        date, span = lasting(read_when(edtf)), lasting(read_when(asked(wanted)))
        assert (date.begins_from <= span.ends_by and date.ends_by >= span.begins_from) == (shown == "yes")
        assert certainly_within(read_when(edtf), span) == (certain == "yes")


def test_each_date_overlaps_and_lies_in_the_range_as_the_page_says() -> None:
    rows = table("date | the range | overlaps it | lies in it")
    for edtf, wanted, overlapping, inside in rows:
        date, span = read_when(edtf), lasting(read_when(asked(wanted)))
        known = {(True, True): "certainly", (True, False): "possibly", (False, False): "no"}
        assert known[possibly_overlaps(date, span), certainly_overlaps(date, span)] == overlapping, edtf
        assert known[possibly_within(date, span), certainly_within(date, span)] == inside, edtf
