"""Earlier wordings of an article lie in files of their own, and become its versions in their order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

    Write = Callable[[str, str | bytes], Path]

EARLIER = """
    article: {file: bridge.1.txt, version_of: bridge.txt}
    claims:
      - claim: It fell.
        quote: The bridge fell
"""


def test_an_earlier_wording_is_the_first_version_of_the_same_article(
    database: Database, write: Write, tmp_path: Path
) -> None:
    write("in/bridge.1.txt", "The bridge fell on Monday.\n")
    write("in/bridge.1.claims.yaml", EARLIER)
    write("in/bridge.txt", "On Tuesday, the bridge fell.\n")
    report = database.load(tmp_path / "in")
    assert [each.outcome for each in report.outcomes] == ["added", "new version"]
    (article,) = database.articles()
    assert (article.file, article.versions) == ("bridge.txt", 2)
    assert database.article(1).text == "On Tuesday, the bridge fell.\n"
    (row,) = database.claims()
    assert (row.original_quote, row.quote, row.outcome) == ("The bridge fell", "the bridge fell", "altered")


def test_it_changes_nothing_when_it_is_loaded_again(database: Database, write: Write, tmp_path: Path) -> None:
    write("in/bridge.1.txt", "The bridge fell on Monday.\n")
    write("in/bridge.1.claims.yaml", EARLIER)
    write("in/bridge.txt", "On Tuesday, the bridge fell.\n")
    database.load(tmp_path / "in")
    assert [each.outcome for each in database.load(tmp_path / "in").outcomes] == ["unchanged", "unchanged"]


def test_a_newer_wording_waits_for_an_earlier_one_that_waits(
    database: Database, write: Write, tmp_path: Path
) -> None:
    write("in/bridge.1.txt", "The bridge fell on Monday.\n")
    write("in/bridge.1.claims.yaml", f"{EARLIER}        relations: [{{supports: z.claims.yaml#k}}]\n")
    write("in/bridge.txt", "On Tuesday, the bridge fell.\n")
    write("in/z.txt", "It fell.")
    write("in/z.claims.yaml", "claims: [{key: k, claim: It fell that day., quote: It fell}]")
    assert database.load(tmp_path / "in").refused == ()
    assert [each.versions for each in database.articles() if each.file == "bridge.txt"] == [2]
    assert database.article("bridge.txt").text == "On Tuesday, the bridge fell.\n"


def test_lines_of_one_file_wait_for_each_other_too(database: Database, write: Write) -> None:
    earlier = {"claim": "It fell.", "quote": "fell", "relations": [{"supports": "z#k"}]}
    lines = [
        {"text": "It fell on Monday.", "article": {"file": "a"}, "claims": [earlier]},
        {"text": "It fell on Tuesday.", "article": {"file": "a"}},
        {
            "text": "So it did.",
            "article": {"file": "z"},
            "claims": [{"key": "k", "claim": "So.", "quote": "So"}],
        },
    ]
    path = write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert database.load(path).refused == ()
    assert database.article("a").text == "It fell on Tuesday."


def test_a_version_of_a_file_outside_the_folder_is_refused(
    database: Database, write: Write, tmp_path: Path
) -> None:
    write("in/bridge.1.txt", "The bridge fell on Monday.\n")
    write("in/bridge.1.claims.yaml", "article: {file: bridge.1.txt, version_of: ../bridge.txt}")
    (outcome,) = database.load(tmp_path / "in").outcomes
    assert outcome.outcome == "refused"
    assert "bridge.1.claims.yaml:1:10" in str(outcome.problems[0])


def test_a_line_can_say_so_too(database: Database, write: Write) -> None:
    lines = [
        {"text": "It fell.", "article": {"file": "a.1.txt", "version_of": "a.txt"}},
        {"text": "It fell again.", "article": {"file": "a.txt"}},
    ]
    path = write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert [each.outcome for each in database.load(path).outcomes] == ["added", "new version"]
    assert [each.outcome for each in database.load(path).outcomes] == ["unchanged", "unchanged"]
