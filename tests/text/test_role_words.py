from __future__ import annotations

import pytest

from claimsdb.text.role_words import RoleWords, role_called, roles_told

KAZAKHSTAN = ("Kazakhstan", "Republic of Kazakhstan", "Kazakh")


@pytest.mark.parametrize(
    "words",
    [
        "foreign minister",
        "FOREIGN  MINISTER",
        "minister",
        "Foreign-Minister",
        "Föreign Minister",
        "foreign minister of kazakhstan",
        "Kazakhstan foreign minister",
        "Kazakh Foreign Minister",
        "Minister of Republic of Kazakhstan",
    ],
)
def test_a_run_of_whole_words_means_the_role(words: str) -> None:
    assert RoleWords(words).mean("Foreign Minister", KAZAKHSTAN)


@pytest.mark.parametrize("words", ["foreign ministers", "minist", "minister foreign", "Kazakhstan", "", "—"])
def test_other_words_do_not(words: str) -> None:
    assert not RoleWords(words).mean("Foreign Minister", ("Kazakh", "Astana"))


def test_a_script_without_spaces_and_signs_within_a_title_are_no_hindrance() -> None:
    assert RoleWords("外交部长").mean("前外交部长", ())
    assert RoleWords("министр иностранных дел").mean("И. о. министр иностранных дел", ())
    assert RoleWords("vice president").mean("Vice-President", ())


def test_a_role_is_called_with_its_organisation_once() -> None:
    assert role_called("President", None) == "President"
    assert role_called("President", "Kazakhstan") == "President of Kazakhstan"
    assert role_called("President of Kazakhstan", "KAZAKHSTAN") == "President of Kazakhstan"


def test_what_is_certain_is_told_before_what_is_possible() -> None:
    assert roles_told((), ()) == ""
    assert roles_told(("envoy",), ("chair", "member")) == "envoy, possibly chair, possibly member"
