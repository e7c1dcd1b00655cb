"""Dates of every form are kept with their days, and found by them, on both engines alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.dates import YearNotKeptError
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

    Write = Callable[[str, str], Path]

DATES = (
    *("0000", "0000-02-29", "XXXX-12-XX", "9999-12-31", "156X-02-29", "1950S2", "2017-34", "?2017-~02"),
    *("[..1760-12-03]", "{1960,1961-12}", "[1667,1670..1672]", "1984/..", "1984/", "/1984", "Y17E2"),
)


@pytest.fixture
def dated(database: Database, write: Write) -> Database:
    """One claim for each date."""
    claims = "".join(
        f'\n      - {{claim: "It fell, {each}.", when: "{each}", quote: It fell}}' for each in DATES
    )
    write("fell.claims.yaml", f"\n    claimsdb: 1\n    claims:{claims}\n")
    assert not database.load(write("fell.txt", "It fell.")).refused
    return database


def found(database: Database, when: str, *, certainly: bool = False) -> set[str | None]:
    return {row.when for row in database.claims(ClaimFilter(when=when, certainly=certainly))}


def test_every_form_is_kept_as_written_and_proved_by_its_days(dated: Database) -> None:
    assert found(dated, "0000..9999") == set(DATES)
    assert dated.verify().faults == ()


def test_open_and_unknown_ends_are_possible_in_every_year_beyond(dated: Database) -> None:
    assert found(dated, "2017-05") == {"XXXX-12-XX", "1984/..", "1984/", "2017-34"}
    assert found(dated, "2017-05", certainly=True) == set()
    assert found(dated, "1984..", certainly=True) == {
        "9999-12-31",
        "1984/..",
        "1984/",
        "2017-34",
        "?2017-~02",
    }
    assert found(dated, "..1984", certainly=True) >= {"/1984", "[..1760-12-03]", "0000", "Y17E2"}


def test_the_year_nought_is_found_before_all_others(dated: Database) -> None:
    assert found(dated, "..0000-12-31", certainly=True) == {"0000", "0000-02-29"}
    assert found(dated, "0000-02-29") >= {"0000", "0000-02-29", "/1984"}


@pytest.mark.parametrize("when", ["-0044-03-15", "Y-17E7", "../-0044", "[-0044,2017]", "9999-24"])
def test_years_that_would_break_the_order_of_days_are_refused(
    database: Database, write: Write, when: str
) -> None:
    write(
        "ides.claims.yaml",
        f'\n    claimsdb: 1\n    claims: [{{claim: It fell., when: "{when}", quote: It fell}}]',
    )
    (refusal,) = database.load(write("ides.txt", "It fell.")).refused
    assert "only the years 0000 to 9999 are kept" in str(refusal)
    with pytest.raises(YearNotKeptError):
        database.claims(ClaimFilter(when=when))
