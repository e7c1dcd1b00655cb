"""Statements by what a speaker was when they were made, possibly or certainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.roles import UnknownRoleError
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

TEXT = "Rain fell. Snow fell. Hail fell. Fog fell. Sleet fell. Dew fell."
CLAIMS = """
    claimsdb: 1
    article: {title: Weather, outlet: Post, published: 2017-02-15}
    actors:
      - name: Ann Lee
        kind: person
        roles:
          - {title: Foreign Minister, of: Kazakhstan, from: 2016-12-28, to: 2018-12-26}
          - {title: Senator, of: Kazakhstan, from: 2018}
      - name: Bo Lee
        kind: person
        roles: [{title: Foreign minister, of: Syria, from: 2017, to: 2019}]
      - name: Cy Lee
        kind: person
        roles: [{title: Envoy, quote: Rain fell}]
      - {name: Kazakhstan, kind: state, aliases: [Republic of Kazakhstan, Kazakh]}
    claims:
      - {claim: Rain fell., quote: Rain, speakers: [Ann Lee], topics: [Weather]}
      - {claim: Snow fell., quote: Snow, speakers: [Ann Lee], said: 2015, stance: denies}
      - {claim: Hail fell., quote: Hail, speakers: [{unnamed: some}, Bo Lee], topics: [Weather]}
      - {claim: Fog fell., quote: Fog, speakers: [Bo Lee, Ann Lee], said: 2018-12-20/2019-01}
      - {claim: Sleet fell., quote: Sleet, speakers: [Cy Lee], topics: [Weather]}
      - {claim: Dew fell., quote: Dew, about: [Ann Lee]}
"""


@pytest.fixture
def weather(database: Database, write: Callable[[str, str], Path]) -> Database:
    write("weather.claims.yaml", CLAIMS)
    (outcome,) = database.load(write("weather.txt", TEXT)).outcomes
    assert (outcome.outcome, outcome.problems) == ("added", ())
    return database


def spoken(database: Database, words: str, **more: object) -> list[str]:
    rows = database.claims(ClaimFilter(speaker_role=words, **more))  # type: ignore[arg-type]
    assert database.count_claims(ClaimFilter(speaker_role=words, **more)) == len(rows)  # type: ignore[arg-type]
    return [row.quote for row in rows]


@pytest.mark.parametrize(
    ("words", "possibly", "certainly"),
    [
        ("foreign minister", ["Rain", "Hail", "Fog"], ["Rain"]),
        ("FOREIGN MINISTER of Kazakhstan", ["Rain", "Fog"], ["Rain"]),
        ("Kazakh Foreign Minister", ["Rain", "Fog"], ["Rain"]),
        ("minister of Syria", ["Hail", "Fog"], []),
        ("senator", ["Fog"], []),
        ("envoy", ["Sleet"], []),
    ],
)
def test_a_role_is_read_at_the_date_of_the_statement(
    weather: Database, words: str, possibly: list[str], certainly: list[str]
) -> None:
    assert spoken(weather, words) == possibly
    assert spoken(weather, words, certainly=True) == certainly


def test_a_role_narrows_together_with_everything_else(weather: Database) -> None:
    assert spoken(weather, "foreign minister", topic="Weather") == ["Rain", "Hail"]
    assert spoken(weather, "foreign minister", topic="Weather", certainly=True) == ["Rain"]
    assert spoken(weather, "foreign minister", actor="Bo Lee") == ["Hail", "Fog"]
    assert spoken(weather, "foreign minister", actor="Bo Lee", role="speaker", outlet="Post") == [
        "Hail",
        "Fog",
    ]
    assert spoken(weather, "foreign minister", stance="denies") == []
    assert spoken(weather, "foreign minister", search="hail") == ["Hail"]
    assert spoken(weather, "foreign minister", published="2017") == ["Rain", "Hail", "Fog"]
    assert spoken(weather, "foreign minister", order="newest") == ["Fog", "Hail", "Rain"]


def test_pages_of_it_go_on_where_the_last_one_ended(weather: Database) -> None:
    wanted = ClaimFilter(speaker_role="foreign minister")
    (first,) = weather.claims(wanted, limit=1)
    assert [row.quote for row in weather.claims(wanted, limit=5, after=first)] == ["Hail", "Fog"]


def test_a_role_that_nobody_holds_is_told_with_the_nearest(weather: Database) -> None:
    with pytest.raises(UnknownRoleError, match=r"«forein minister». Nearest: «Foreign"):
        weather.claims(ClaimFilter(speaker_role="forein minister"))
    with pytest.raises(UnknownRoleError, match="`claimsdb actor roles` lists them"):
        weather.claims(ClaimFilter(speaker_role="???"))


def test_speakers_are_shown_with_what_they_were_at_that_date(weather: Database) -> None:
    shown = {each.statement.quote: each.speaker_roles for each in weather.claims_in_context()}
    assert shown == {
        "Rain": ("Foreign Minister of Kazakhstan",),
        "Snow": ("",),
        "Hail": ("", "possibly Foreign minister of Syria"),
        "Fog": (
            "possibly Foreign minister of Syria",
            "possibly Foreign Minister of Kazakhstan, possibly Senator of Kazakhstan",
        ),
        "Sleet": ("possibly Envoy",),
        "Dew": (),
    }


def test_a_passage_that_says_so_does_not_make_it_certain(weather: Database) -> None:
    """Its article also tells of the "then-President" and of the "former envoy"."""
    assert spoken(weather, "envoy") == ["Sleet"]
    assert spoken(weather, "envoy", certainly=True) == []


def test_the_roles_of_an_actor_are_listed_with_their_passages(weather: Database) -> None:
    (envoy,) = weather.actor("Cy Lee").roles
    assert (envoy.title, envoy.organisation, envoy.since, envoy.until) == ("Envoy", None, None, None)
    assert (envoy.quote, envoy.start_char, envoy.end_char, envoy.version) == ("Rain fell", 0, 9, 1)
    assert (envoy.article, envoy.annotation_file) == ("Weather", "weather.claims.yaml")
    assert [role.actor for role in weather.roles()] == ["Ann Lee", "Ann Lee", "Bo Lee", "Cy Lee"]
    first, second = weather.roles("Ann Lee")
    assert weather.roles("Ann Lee", limit=1) == [first]
    assert weather.roles("Ann Lee", after=first) == [second]
