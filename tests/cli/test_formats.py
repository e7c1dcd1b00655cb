"""What programs read: keys in their documented order, nothing but the answer, never a colour."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

STATEMENT = [
    *("claim_id", "claim", "kind", "when", "status", "statement_id", "stance", "quotation"),
    *("speakers", "about", "topics", "quote", "start_char", "end_char", "version", "outcome"),
    *("article_id", "title", "outlet", "published", "file", "review", "original_quote"),
    "further_passages",
]
ARTICLE = [
    *("article_id", "title", "outlet", "published", "authors"),
    *("file", "url", "language", "versions", "statements"),
]
ACTOR = ["actor_id", "name", "kind", "names", "identifiers", "statements_by", "statements_about"]
SIMILAR = ["actor_id", "name", "other_id", "other", "score", "reason"]
OUTLET = ["outlet_id", "name", "articles", "statements"]
TOPIC = ["topic_id", "topic", "claims", "statements"]
HIT = ["found_in", "claim_id", "claim", "snippet", "score", "article_id", "title", "outlet", "published"]

LISTS = {
    "claims": STATEMENT,
    "articles": ARTICLE,
    "actors": ACTOR,
    "actors --similar --least 0": SIMILAR,
    "outlets": OUTLET,
    "topics": TOPIC,
    "search talks": HIT,
}
every_list = pytest.mark.parametrize("command", LISTS)


@every_list
def test_json_is_a_list_of_objects_with_the_documented_keys_in_order(
    command: str, cli: Cli, seeded_place: Where
) -> None:
    status, out, err = cli("--db", seeded_place, *command.split(), "--format", "json")
    assert (status, err) == (0, "")
    rows = json.loads(out)
    assert rows
    assert all(list(row) == LISTS[command] for row in rows)


@every_list
def test_json_lines_are_the_same_objects_one_a_line(command: str, cli: Cli, seeded_place: Where) -> None:
    _, array, _ = cli("--db", seeded_place, *command.split(), "--format", "json")
    status, lines, err = cli("--db", seeded_place, *command.split(), "--format", "jsonl")
    assert (status, err) == (0, "")
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(array)


@every_list
def test_csv_has_the_same_rows(command: str, cli: Cli, seeded_place: Where) -> None:
    _, array, _ = cli("--db", seeded_place, *command.split(), "--format", "json")
    status, out, err = cli("--db", seeded_place, *command.split(), "--format", "csv")
    assert (status, err) == (0, "")
    header, *rows = csv.reader(io.StringIO(out, newline=""))
    assert header == LISTS[command]
    assert rows == [[_cell(value) for value in row.values()] for row in json.loads(array)]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)


@every_list
def test_markdown_has_as_many_cells_in_each_line_as_columns(
    command: str, cli: Cli, hostile_place: Where
) -> None:
    words = ["search", "over"] if command.startswith("search") else command.split()
    status, out, _ = cli("--db", hostile_place, *words, "--format", "markdown")
    assert status == 0
    lines = out.removesuffix("\n").split("\n")
    bars = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines}
    assert bars == {len(LISTS[command]) + 1}
    assert len(lines) > 2


def test_the_row_of_the_design_comes_out_as_documented(cli: Cli, seeded_place: Where) -> None:
    _, out, _ = cli("--db", seeded_place, "claims", "--actor", "kassis", "--when", "2015", "-f", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    (row,) = [row for row in rows if "called on" in row["claim"]]
    assert row["about"] == ["Randa Kassis", "Nursultan Nazarbayev", "Kazakhstan"]
    assert row["speakers"] == []
    assert row["outcome"] is None
    assert (row["outlet"], row["published"], row["version"]) == ("Al Mayadeen TV", "2017-02-15", 1)
    assert row["end_char"] - row["start_char"] == len(row["quote"])


def test_certain_leaves_out_what_need_not_lie_in_the_range(cli: Cli, seeded_place: Where) -> None:
    def dates(*also: str) -> set[str]:
        _, out, _ = cli("--db", seeded_place, "claims", "--when", "2015..2017-02", "-f", "jsonl", *also)
        return {json.loads(line)["when"] for line in out.splitlines()}

    assert dates() == {"2015", "2017"}
    assert dates("--certain") == {"2015"}


def test_unknown_is_null_for_programs_and_said_to_people(cli: Cli, seeded_place: Where) -> None:
    _, out, _ = cli("--db", seeded_place, "articles", "--format", "json")
    assert json.loads(out)[0]["outlet"] is None
    assert json.loads(out)[0]["published"] is None
    _, table, _ = cli("--db", seeded_place, "articles", "--limit", "1")
    assert table.count("unknown") == 2


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown", "table"])
def test_no_answer_is_an_empty_answer(form: str, cli: Cli, empty_place: Where) -> None:
    status, out, err = cli("--db", empty_place, "claims", "--format", form)
    header = ",".join(STATEMENT) + "\r\n"
    rule = "| " + " | ".join(STATEMENT) + " |\n| " + " | ".join(["---"] * len(STATEMENT)) + " |\n"
    empty = {"json": "[]\n", "jsonl": "", "csv": header, "markdown": rule, "table": ""}
    assert (status, out) == (0, empty[form])
    assert err == ("Nothing found.\n" if form == "table" else "")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown", "table"])
def test_a_refused_question_has_no_answer_at_all(form: str, cli: Cli, seeded_place: Where) -> None:
    status, out, _ = cli("--db", seeded_place, "claims", "--actor", "Nobody", "--format", form)
    assert (status, out) == (1, "")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown"])
def test_programs_get_no_escape_sequence_of_ours(
    form: str, cli: Cli, seeded_place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    _, out, _ = cli("--db", seeded_place, "claims", "--format", form)
    assert "\x1b" not in out


def test_a_table_that_is_piped_has_no_colour_and_no_space_at_line_ends(cli: Cli, seeded_place: Where) -> None:
    for command in (["claims"], ["article", "show", "1"], ["claim", "show", "70"], ["db", "info"]):
        _, out, _ = cli("--db", seeded_place, *command)
        assert "\x1b" not in out
        assert not re.search(r" $", out, re.MULTILINE)


def test_a_limit_cuts_and_0_does_not(cli: Cli, seeded_place: Where) -> None:
    assert len(json.loads(cli("--db", seeded_place, "claims", "-f", "json", "--limit", "3")[1])) == 3
    everything = json.loads(cli("--db", seeded_place, "claims", "-f", "json")[1])
    assert len(everything) > 100
    assert json.loads(cli("--db", seeded_place, "claims", "-f", "json", "--limit", "0")[1]) == everything


@pytest.mark.parametrize("command", ["claims", "actors", "topics", "search talks"])
def test_a_cut_table_says_so(command: str, cli: Cli, seeded_place: Where) -> None:
    _, _, err = cli("--db", seeded_place, *command.split(), "--limit", "2")
    assert err == "There are more than these 2. --limit 0 shows all.\n"
    assert cli("--db", seeded_place, *command.split(), "--limit", "0")[2] == ""


def test_a_table_that_just_fits_was_not_cut(cli: Cli, seeded_place: Where) -> None:
    assert cli("--db", seeded_place, "articles", "--limit", "2")[2] == ""


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        (
            ["claim", "show", "1"],
            [
                *("claim_id", "claim", "kind", "when", "status", "about", "topics", "relations"),
                *("statements", "reviews", "evidence"),
            ],
        ),
        (
            ["article", "show", "1"],
            [
                *("article", "text", "version", "observed_at", "reader", "reader_version"),
                *("origins", "facts", "statements"),
            ],
        ),
        (
            ["actor", "show", "Kassis"],
            ["actor", "statements_by", "statements_about", "roles", "merged", "judgements", "mentions"],
        ),
        (["db", "info"], ["location", "schema", "size", "counts", "sizes"]),
        (["verify"], ["checked", "faults"]),
    ],
    ids=lambda value: " ".join(value[:2]),
)
def test_a_page_is_also_an_object(command: list[str], keys: list[str], cli: Cli, seeded_place: Where) -> None:
    status, out, err = cli("--db", seeded_place, *command, "--format", "json")
    assert (status, err) == (0, "")
    assert list(json.loads(out)) == keys


def test_a_passage_in_json_is_the_span_of_the_text_in_json(cli: Cli, hostile_place: Where) -> None:
    _, out, _ = cli("--db", hostile_place, "article", "show", "1", "--format", "json")
    detail = json.loads(out)
    assert detail["statements"]
    for each in detail["statements"]:
        assert detail["text"][each["start_char"] : each["end_char"]] == each["quote"]


def test_what_a_load_did_is_there_for_programs_too(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A text.\n")
    (tmp_path / "bad.txt").write_text("")
    status, out, _ = cli("load", "bad.txt", "good.txt", "--format", "json")
    refused, added = json.loads(out)
    assert status == 1
    assert (refused["source"], refused["outcome"], refused["article_id"]) == ("bad.txt", "refused", None)
    assert refused["problems"][0].startswith("bad.txt: there is no visible text in it.")
    assert (added["source"], added["outcome"], added["article_id"]) == ("good.txt", "added", 1)


def test_json_of_a_hostile_text_is_that_text(
    cli: Cli, hostile_place: Where, hostile_record: dict[str, Any]
) -> None:
    _, out, _ = cli("--db", hostile_place, "claims", "--format", "json")
    assert json.loads(out)[0]["quote"] == hostile_record["claims"][0]["quote"]
    assert json.loads(out)[0]["title"] == hostile_record["article"]["title"]
    with open_database(hostile_place) as database:
        assert len(database.claims()) == len(json.loads(out))
