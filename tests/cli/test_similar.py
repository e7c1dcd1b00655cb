"""``actors --similar``: who may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

CLAIMS = """
    claimsdb: 1
    actors: [{name: Randa Kassis}, {name: رندة قسيس}, {name: Bo Lee}, {name: B. Lee}]
    claims: [{claim: It is so., quote: so}]
"""


@pytest.fixture
def place(empty_place: Where, write: Callable[[str, str], Path], cli: Cli) -> Where:
    write("a.claims.yaml", CLAIMS)
    assert cli("--db", empty_place, "load", str(write("a.txt", "Not so.")))[0] == 0
    return empty_place


def test_people_see_both_names_the_score_and_why(place: Where, cli: Cli) -> None:
    status, out, err = cli("--db", place, "actors", "--similar")
    assert (status, err) == (0, "")
    assert all(words in out for words in ("Randa Kassis", "قسيس", "95", "alike", "is an initial"))


def test_pairs_with_one_actor_from_a_likeness_on(place: Where, cli: Cli) -> None:
    asked = ("--db", place, "actors", "--similar", "--actor", "Bo Lee", "-f", "csv", "--least")
    assert cli(*asked, "75")[1].splitlines()[1:] == ["3,Bo Lee,4,B. Lee,81.2,bo / b is an initial"]
    assert cli(*asked, "90")[1].splitlines()[1:] == []


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        (("--least", "90"), 2, "--least means nothing without --similar"),
        (("--actor", "Bo Lee"), 2, "--actor means nothing without --similar"),
        (("--similar", "--least", "101"), 2, "likeness goes from 0 to 100"),
        (("--similar", "--actor", "Nobody"), 1, "No actor is called «Nobody»"),
    ],
)
def test_what_cannot_be_asked_is_told(
    place: Where, cli: Cli, asked: tuple[str, ...], status: int, told: str
) -> None:
    ended, out, err = cli("--db", place, "actors", *asked)
    assert (ended, out) == (status, "")
    assert told in err
