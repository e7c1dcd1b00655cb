"""``review``, ``article history`` and ``article diff``, and what ``load`` tells of carried passages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Cli = Callable[..., tuple[int, str, str]]

FIRST = "Ann Lee opened the bridge on Monday. It cost 40 million euros. Nobody was hurt, they say."
SECOND = "Today: Ann Lee opened the bridge on Monday. It cost 45 million euros."


@pytest.fixture
def story(tmp_path: Path, cli: Cli) -> Path:
    text = tmp_path / "a/bridge.txt"
    text.parent.mkdir()
    text.write_text(FIRST)
    (tmp_path / "a/bridge.claims.yaml").write_text("""
claimsdb: 1
article: {title: Bridge trouble}
claims:
  - {claim: Ann Lee opened it., quote: Ann Lee opened the bridge}
  - {claim: It cost 40 million., quote: It cost 40 million euros}
  - {claim: Nobody was hurt., quote: "Nobody was hurt, they say"}
""")
    assert cli("load", "a")[0] == 0
    text.write_text(SECOND)
    return text


@pytest.fixture
def changed(story: Path, cli: Cli) -> Path:
    assert cli("load", "a")[0] == 0
    return story


@pytest.mark.usefixtures("story")
def test_a_load_tells_what_became_of_each_passage(cli: Cli) -> None:
    status, out, err = cli("load", "a")
    assert status == 0
    assert "new version" in out
    assert "altered (96 % alike, waiting): It cost 40 million." in err
    assert "«It cost 40 million euros» → «It cost 45 million euros»" in err
    assert "gone: Nobody was hurt. «Nobody was hurt, they say»" in err
    assert "Ann Lee" not in err
    assert "Passages carried to new versions: 1 exact, 1 altered, 1 gone." in err
    assert "1 waits for a person: see `claimsdb review`." in err


@pytest.mark.usefixtures("story")
def test_a_rehearsal_says_so_and_keeps_nothing(cli: Cli) -> None:
    status, _out, err = cli("load", "--dry-run", "a")
    assert status == 0
    assert "altered (96 % alike, waiting): It cost 40 million." in err
    assert err.endswith("Nothing was kept: this is what would become of it.\n")
    assert '"versions": 1' in cli("articles", "--format", "json")[1]


def test_a_rehearsal_where_there_is_no_database_makes_none(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "one.txt").write_text("It fell.")
    status, out, _err = cli("load", "--dry-run", "one.txt", "--format", "jsonl")
    assert (status, json.loads(out)["outcome"]) == (0, "added")
    assert not (tmp_path / "claims.db").exists()


@pytest.mark.usefixtures("story")
def test_programs_read_the_counts(cli: Cli) -> None:
    (row,) = json.loads(cli("load", "a", "--format", "json")[1])
    counts = {
        key.removeprefix("passages_"): value for key, value in row.items() if key.startswith("passages_")
    }
    assert counts == {"exact": 1, "moved": 0, "altered": 1, "ambiguous": 0, "gone": 1}


@pytest.mark.usefixtures("story")
def test_as_names_the_article(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "saved page.txt").write_text(SECOND)
    assert cli("load", "saved page.txt", "--as", "Bridge trouble")[0] == 0
    status, _out, err = cli("load", "saved page.txt", "a", "--as", "Bridge trouble")
    assert (status, "Only one text can be loaded" in err) == (2, True)
    status, _out, err = cli("load", "saved page.txt", "--as", "Bridge troubel")
    assert (status, "Nearest: «Bridge trouble»" in err) == (1, True)


@pytest.mark.usefixtures("changed")
def test_what_waits_is_listed_with_both_wordings(cli: Cli) -> None:
    status, out, err = cli("review")
    assert (status, err) == (0, "")
    assert "2  altered, 96 % alike (waiting)  It cost 40 million." in out
    assert "“It cost 40 million euros”" in out
    assert "⟦It cost 45 million euros⟧" in out


@pytest.mark.usefixtures("changed")
def test_a_decision_is_shown_and_kept(cli: Cli) -> None:
    status, out, _err = cli("review", "accept", "2", "--by", "Ada L.")
    assert status == 0
    assert "altered, 96 % alike (accepted)" in out
    assert "accept 1, by Ada L., " in out
    assert cli("review") == (0, "", "Nothing found.\n")
    (row,) = (row for row in json.loads(cli("review", "--all", "--format", "json")[1]) if row["number"] == 2)
    assert [(each["decision"], each["by"]) for each in row["decisions"]] == [("accept", "Ada L.")]


@pytest.mark.usefixtures("changed")
def test_who_decides_is_who_is_logged_in_unless_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ada")
    assert "by ada, " in cli("review", "accept", "2")[1]
    monkeypatch.setenv("CLAIMSDB_ANNOTATOR", "Ben")
    assert "by Ben, " in cli("review", "undo", "2")[1]


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["accept", "99"], "There is no carried passage 99."),
        (["choose", "2", "7"], "7 is not one of the places for the carried passage 2: there are 1."),
        (["undo", "2"], "Nothing was decided of the carried passage 2"),
        (["accept", "3"], "No place was found for the carried passage 3 (gone)"),
        (["--article", "nowhere"], "There is no article «nowhere»."),
    ],
)
def test_what_cannot_be_decided_is_said_in_a_sentence(cli: Cli, arguments: list[str], told: str) -> None:
    status, out, err = cli("review", *arguments)
    assert (status, out) == (1, "")
    assert told in err


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "markdown"])
def test_an_outcome_is_shown_in_every_format(cli: Cli, form: str) -> None:
    status, out, _err = cli("claims", "--format", form)
    assert status == 0
    assert "altered" in out
    assert "waiting" in out
    assert "gone" in out
    for shown in (["claim", "show", "2"], ["article", "show", "1"], ["review"]):
        assert "altered" in cli(*shown)[1]


@pytest.mark.usefixtures("changed")
def test_the_history_of_an_article(cli: Cli) -> None:
    status, out, err = cli("article", "history", "bridge.txt", "--format", "json")
    assert (status, err) == (0, "")
    first, second = json.loads(out)
    assert (first["version"], second["version"]) == (1, 2)
    assert (second["exact"], second["altered"], second["gone"], second["waiting"]) == (1, 1, 1, 1)
    assert "1 exact, 1 altered" in " ".join(cli("article", "history", "1")[1].split())


@pytest.mark.usefixtures("changed")
def test_a_difference_is_seen_without_colours(cli: Cli) -> None:
    status, out, err = cli("article", "diff", "1")
    assert (status, err) == (0, "")
    assert "{+Today: +}" in out
    assert "⟦It cost [-40-]{+45+} million euros⟧[2]" in out
    assert "[3] gone: Nobody was hurt." in out
    assert "[2] altered: It cost 40 million." in out


def test_what_did_not_change_is_left_out_where_it_is_long(tmp_path: Path, cli: Cli) -> None:
    long = "All of this stays as it is. " * 40
    (tmp_path / "long.txt").write_text(f"It fell. {long}It broke.")
    cli("load", "long.txt")
    (tmp_path / "long.txt").write_text(f"It fell down. {long}It broke apart.")
    cli("load", "long.txt")
    out = cli("article", "diff", "1")[1]
    assert out.count("All of this stays") < 20
    assert "[…]" in out
    assert "{+ down+}" in out
    assert "{+ apart+}" in out


@pytest.mark.usefixtures("changed")
def test_the_same_version_has_no_differences(cli: Cli) -> None:
    assert "The words are the same." in cli("article", "diff", "1", "2", "2")[1]


@pytest.mark.usefixtures("changed")
def test_a_version_that_is_not_there(cli: Cli) -> None:
    status, _out, err = cli("article", "diff", "1", "1", "5")
    assert (status, "has no version 5: it has versions 1 to 2" in err) == (1, True)
