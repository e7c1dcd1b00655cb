"""Roles from the shell: recorded, listed, asked for, taken away, and everything that is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

ADD = ("actor", "role", "add", "Kassis", "--title", "Chair")


def test_a_role_is_recorded_listed_and_taken_away(cli: Cli, seeded_place: Where) -> None:
    words = ["--of", "Syrian opposition", "--from", "2015", "--to", "2017-06", "--by", "Ann"]
    quote = ["--article", "004_d2651000a0236118.txt", "--quote", "one of the first figures"]
    status, out, err = cli("--db", seeded_place, *ADD, *words, *quote, "-f", "json")
    assert (status, err) == (0, "")
    (row,) = json.loads(out)
    number = row["role_id"]
    assert (row["actor"], row["title"], row["organisation"]) == ("Randa Kassis", "Chair", "Syrian opposition")
    assert (row["since"], row["until"], row["annotator"]) == ("2015", "2017-06", "Ann")
    assert (row["quote"], row["article_id"], row["annotation_file"]) == ("one of the first figures", 2, None)

    assert json.loads(cli("--db", seeded_place, "actor", "roles", "Randa Kassis", "-f", "json")[1]) == [row]
    status, out, _ = cli("--db", seeded_place, "actor", "show", "Kassis")
    assert status == 0
    assert f"Roles: 1\n{number}. Chair of Syrian opposition, from 2015 to 2017-06\n" in out
    assert "“one of the first figures”" in out
    assert json.loads(cli("--db", seeded_place, "actor", "show", "Kassis", "-f", "json")[1])["roles"] == [row]

    status, out, err = cli("--db", seeded_place, "actor", "role", "remove", number)
    assert (status, out) == (0, "")
    assert err == (
        f"Taken away: role {number}, Randa Kassis, Chair of Syrian opposition, from 2015 to 2017-06.\n"
    )
    assert cli("--db", seeded_place, "actor", "roles", "Kassis")[2] == "Nothing found.\n"
    assert cli("--db", seeded_place, "verify")[0] == 0


def test_statements_are_asked_for_by_what_a_speaker_was(cli: Cli, seeded_place: Where) -> None:
    cli("--db", seeded_place, *ADD, "--from", "2017-02", "--to", "2018")
    asked = ("--db", seeded_place, "claims", "--speaker-role", "chair")
    rows = json.loads(cli(*asked, "-f", "json")[1])
    assert {name for row in rows for name in row["speakers"]} == {"Randa Kassis"}
    assert len(rows) > 3
    assert json.loads(cli(*asked, "--certain", "-f", "json")[1]) == []
    assert cli(*asked, "--certain")[2] == "Nothing found.\n"
    out = cli("--db", seeded_place, "claim", "show", rows[0]["claim_id"])[1]
    assert "1. Randa Kassis: possibly Chair" in out


def test_roles_of_the_seeds_are_those_that_the_text_gives(
    cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    rows = json.loads(cli("--db", seeded_place, "actor", "roles", "-f", "json")[1])
    assert [(row["actor"], row["title"], row["organisation"], row["quote"]) for row in rows] == [
        (
            "Nursultan Nazarbayev",
            "President",
            "Kazakhstan",
            "then-President Nursultan Nazarbayev of Kazakhstan",
        ),
        (
            "Kairat Abdrakhmanov",
            "Foreign Minister",
            "Kazakhstan",
            "Kazakh Foreign Minister Kairat Abdrakhmanov",
        ),
        ("Alexander Lavrentiev", "official", "Russia", "Russian officials Alexander Lavrentiev"),
        (
            "Sergey Vershinin",
            "official",
            "Russia",
            "Russian officials Alexander Lavrentiev and Sergey Vershinin",
        ),
    ]
    status, out, err = cli("--db", seeded_place, "actor", "roles", "--limit", "2")
    assert (status, err) == (0, "There are more than these 2. --limit 0 shows all.\n")
    assert "from ../2015 to 2015/.." in out
    assert "dates unknown" in out


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "markdown"])
def test_roles_come_in_every_format(cli: Cli, seeded_place: Where, form: str) -> None:
    status, out, err = cli("--db", seeded_place, "actor", "roles", "--format", form)
    assert (status, err) == (0, "")
    assert "Foreign Minister" in out


def test_a_narrow_terminal_shows_each_role_as_a_block(
    cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = cli("--db", seeded_place, "actor", "roles", "Kairat Abdrakhmanov")[1]
    assert "actor: Kairat Abdrakhmanov\nrole: Foreign Minister of Kazakhstan\nheld: dates unknown\n" in out
    assert max(map(len, out.splitlines())) <= 40


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        ([*ADD[:3], "Nobody", "--title", "Chair"], 1, "No actor is called «Nobody»."),
        ([*ADD[:4]], 2, "--title"),
        ([*ADD[:4], "--title", " "], 1, "title: « » is blank; write the text"),
        ([*ADD, "--of", "99"], 1, "No actor is called «99»."),
        ([*ADD, "--of", ""], 1, "of: «» is blank"),
        ([*ADD, "--from", "yesterday"], 1, "'yesterday' is not a date in EDTF"),
        ([*ADD, "--to", "2017-02-30"], 1, "'2017-02-30' is not a date in EDTF"),
        ([*ADD, "--from", "2018", "--to", "2017"], 1, "A role that begins in «2018» cannot end in «2017»."),
        ([*ADD, "--quote", "Kassis"], 2, "--quote means nothing without --article"),
        ([*ADD, "--article", "1"], 2, "--article means nothing without --quote"),
        ([*ADD, "--article", "99", "--quote", "Kassis"], 1, "There is no article «99»."),
        ([*ADD, "--article", "1", "--quote", "the moon"], 1, "does not stand in the text"),
        ([*ADD, "--article", "1", "--quote", "Astana"], 1, 'The quote "Astana" stands 9 times'),
        ([*ADD, "--article", "1", "--quote", "Kazakhstan has … the unexpected"], 1, "does not stand"),
        ([*ADD, "--article", "1", "--quote", "Kazakhstan has […] off guard"], 1, "in parts"),
        ([*ADD, "--before", "the"], 1, "before: «the» tells where a quote stands, and there is none"),
        ([*ADD, "--by", " "], 1, "annotator: « » is blank"),
        (
            [
                "actor",
                "role",
                "add",
                "Kairat Abdrakhmanov",
                "--title",
                "FOREIGN MINISTER",
                "--of",
                "Kazakhstan",
            ],
            1,
            "That Kairat Abdrakhmanov was Foreign Minister of Kazakhstan is recorded already",
        ),
        (["actor", "role", "remove", "99"], 1, "There is no role 99. `claimsdb actor roles` lists them."),
        (["actor", "role", "remove", "1"], 1, "Role 1 was loaded from 004_d2651000a0236118.claims.yaml"),
        (["actor", "role", "remove", "0"], 2, "NUMBER"),
        (["actor", "roles", "Nobody"], 1, "No actor is called «Nobody»."),
        (
            ["claims", "--speaker-role", "minster"],
            1,
            "Nearest: «Foreign Minister»",
        ),
        (["claims", "--speaker-role", ""], 1, "No role is called «»."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_does_not_hold_is_refused_in_a_sentence_and_changes_nothing(
    words: list[str], status: int, sentence: str, cli: Cli, seeded_place: Where
) -> None:
    before = cli("--db", seeded_place, "db", "info", "-f", "json")
    found, out, err = cli("--db", seeded_place, *words)
    assert (found, out) == (status, "")
    assert sentence in " ".join(err.split())
    assert "Traceback" not in err
    assert cli("--db", seeded_place, "db", "info", "-f", "json") == before


def test_an_organisation_that_is_new_is_added(cli: Cli, seeded_place: Where) -> None:
    assert cli("--db", seeded_place, *ADD, "--of", "Movement for Renewal")[0] == 0
    row = json.loads(cli("--db", seeded_place, "actor", "show", "movement for renewal", "-f", "json")[1])
    assert row["actor"]["kind"] is None


def test_an_edited_file_tells_what_became_of_its_roles(cli: Cli, seeded_place: Where, tmp_path: Path) -> None:
    claims = "claims: [{claim: She fell., quote: fell}]\n"
    (tmp_path / "fall.txt").write_text("The mayor fell.")
    for roles in ("[{title: Mayor, from: 2016}, {title: Envoy}]", "[{title: Mayor, from: 2017}]"):
        (tmp_path / "fall.claims.yaml").write_text(f"actors: [{{name: Ann, roles: {roles}}}]\n{claims}")
        status, _, err = cli("--db", seeded_place, "load", "fall.claims.yaml")
        assert status == 0
    assert err.splitlines() == [
        "fall.claims.yaml: no longer in the file, kept until --prune: Ann, Envoy",
        "fall.claims.yaml: role changed: Ann, Mayor",
    ]
    err = cli("--db", seeded_place, "load", "--prune", "fall.claims.yaml")[2]
    assert err.splitlines() == ["fall.claims.yaml: role removed: Ann, Envoy"]
