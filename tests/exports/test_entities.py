"""Entities of FollowTheMoney are what its published schema says, and say what the database does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from claimsdb.formats.iso_639_3 import language_code
from claimsdb.text.iso_prefix import date_prefix, exact_date
from tests.ftm_schema import LANGUAGES, hold, hold_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

    Write = Callable[[str, str | bytes], Path]

TEXT: Final = (
    "🙂 Ben spoke of Kazakhstan. The bridge is shut, Ben Ali said. قالت ليلى: الجسر مغلق 🚧.\r\nKasachstan."
)
RECORD: Final[dict[str, Any]] = {
    "text": TEXT,
    "article": {
        "file": "a b.txt",
        "title": "Bridge 🚧",
        "outlet": "The Post",
        "published": "2020-21",
        "authors": ["Ann Lee", "ليلى"],
        "language": "de-CH",
        "url": "https://example.org/a",
    },
    "annotator": "Eve",
    "actors": [
        {
            "name": "Ben Ali",
            "kind": "person",
            "aliases": [{"name": "Ben", "kind": "short"}, {"name": "B. Ali", "kind": "former"}, "بن علي"],
            "identifiers": {"wikidata": "Q42", "url": "https://ben.example/", "viaf": "7"},
            "roles": [{"title": "Mayor", "of": "Town", "from": "2019"}, {"title": "Poet"}],
        },
        {"name": "Kazakhstan", "kind": "state"},
        {"name": "Kasachstan", "kind": "state"},
        {"name": "The Post", "kind": "outlet"},
        {"name": "Town", "kind": "organisation"},
        {"name": "Friends", "kind": "group"},
    ],
    "claims": [
        {
            "claim": "The bridge is shut.",
            "key": "shut",
            "topics": ["Roads > Bridges"],
            "about": ["Kazakhstan"],
            "statements": [
                {
                    "quote": "The bridge is shut",
                    "speakers": ["Ben Ali", "The Post"],
                    "said": "2020-05-01/2020-05-03",
                },
                {"quote": "الجسر مغلق 🚧", "speakers": [{"unnamed": "a woman"}], "stance": "denies"},
                {"quote": "Kasachstan", "said": "../2020"},
            ],
        }
    ],
}


@pytest.fixture
def filled(database: Database, write: Write) -> Database:
    assert not database.load(write("in.jsonl", f"{json.dumps(RECORD)}\n".encode())).refused
    return database


def entities(database: Database, folder: Path, *, with_text: bool = False) -> list[dict[str, Any]]:
    path = folder / "out.ftm.json"
    database.export_entities(path, with_text=with_text)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def of(found: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [each["properties"] for each in found if each["schema"] == schema]


def test_everything_is_what_the_published_schema_says(filled: Database, tmp_path: Path) -> None:
    hold_all(entities(filled, tmp_path, with_text=True))


def test_the_seeds_are_what_the_published_schema_says(seeded: Database, tmp_path: Path) -> None:
    found = entities(seeded, tmp_path, with_text=True)
    assert {each["schema"] for each in found} >= {"Article", "Person", "PublicBody", "Mention", "Event"}
    hold_all(found)


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": "Thing", "properties": {"name": ["x"]}},
        {"schema": "Nothing", "properties": {"name": ["x"]}},
        {"schema": "Person", "properties": {"title": ["x"]}},
        {"schema": "Person", "properties": {"name": ["x"], "publishedAt": ["2020"]}},
        {"schema": "Article", "properties": {"fileName": ["x"], "publishedAt": ["2020-21"]}},
        {"schema": "Article", "properties": {"fileName": ["x"], "language": ["en"]}},
        {"schema": "Article", "properties": {"fileName": ["x"], "sourceUrl": ["example.org"]}},
        {"schema": "Mention", "properties": {"name": ["x"], "document": ["gone"]}},
        {"schema": "Mention", "properties": {"name": ["x"], "document": ["me"]}},
    ],
)
def test_what_the_schema_does_not_allow_would_be_noticed(wrong: dict[str, Any]) -> None:
    entity = {"id": "me", **wrong}
    with pytest.raises((AssertionError, KeyError, ValueError)):
        hold(entity, {"me": entity})


def test_an_article_is_told_with_its_text_only_if_that_is_asked_for(filled: Database, tmp_path: Path) -> None:
    (article,) = of(entities(filled, tmp_path), "Article")
    retrieved = article.pop("retrievedAt")
    assert len(retrieved[0]) == len("2020-01-01T00:00:00")
    assert article == {
        "title": ["Bridge 🚧"],
        "fileName": ["a b.txt"],
        "publishedAt": ["2020"],
        "sourceUrl": ["https://example.org/a"],
        "publisher": ["The Post"],
        "author": ["Ann Lee", "ليلى"],
        "language": ["deu"],
        "mimeType": ["text/plain"],
    }
    (article,) = of(entities(filled, tmp_path, with_text=True), "Article")
    assert article["bodyText"] == [TEXT.replace("\r\n", "\n")]


def test_actors_are_of_the_schema_of_their_kind_with_all_their_names(
    filled: Database, tmp_path: Path
) -> None:
    found = entities(filled, tmp_path)
    (ben,) = of(found, "Person")
    assert ben == {
        "name": ["Ben Ali"],
        "weakAlias": ["Ben"],
        "previousName": ["B. Ali"],
        "alias": ["بن علي"],
        "wikidataId": ["Q42"],
        "sourceUrl": ["https://ben.example/"],
        "position": ["Mayor, Town", "Poet"],
    }
    named = {
        schema: {each["name"][0] for each in of(found, schema)}
        for schema in ("PublicBody", "Organization", "LegalEntity")
    }
    assert named == {
        "PublicBody": {"Kazakhstan", "Kasachstan"},
        "Organization": {"The Post", "Town"},
        "LegalEntity": {"Friends"},
    }


def test_a_statement_is_the_event_that_somebody_says_it(filled: Database, tmp_path: Path) -> None:
    found = entities(filled, tmp_path)
    by_id = {each["id"]: each for each in found}
    first, second, third = of(found, "Event")
    assert first["name"] == [
        "Ben Ali, as told by The Post, as reported in *Bridge 🚧*, says that the bridge is shut."
    ]
    assert first["description"] == ["The bridge is shut"]
    assert first["date"] == ["2020-05"]
    assert first["keywords"] == ["Roads > Bridges"]
    assert [by_id[each]["properties"]["name"][0] for each in first["involved"]] == [
        "Ben Ali",
        "The Post",
        "Kazakhstan",
    ]
    assert [by_id[each]["schema"] for each in first["proof"]] == ["Article"]
    assert second["name"][0].endswith("denies that the bridge is shut.")
    assert second["date"] == ["2020"]
    assert "date" not in third


def test_mentions_are_told_once_and_resolved_only_if_one_actor_can_be_meant(
    filled: Database, tmp_path: Path
) -> None:
    filled.load(line_in(tmp_path, {"text": "Ben, Ben.", "actors": [{"name": "Ben", "kind": "outlet"}]}))
    found = entities(filled, tmp_path)
    hold_all(found)
    by_id = {each["id"]: each for each in found}
    told = [
        (by_id[each["document"][0]]["properties"]["fileName"][0][:5], *each["name"], "resolved" in each)
        for each in of(found, "Mention")
    ]
    assert ("a b.t", "Ben Ali", True) in told
    assert ("a b.t", "Ben", False) in told
    assert len(set(told)) == len(told)
    unsure = next(each for each in of(found, "Mention") if each["name"] == ["Ben"])
    assert set(unsure["detectedSchema"]) == {"Person", "Organization"}


def test_merged_actors_are_one(filled: Database, tmp_path: Path) -> None:
    states = (each for each in entities(filled, tmp_path) if each["schema"] == "PublicBody")
    before = {each["properties"]["name"][0]: each["id"] for each in states}
    filled.merge_actors("Kazakhstan", "Kasachstan", why="the same state")
    found = entities(filled, tmp_path)
    hold_all(found)
    (state,) = of(found, "PublicBody")
    assert (state["name"], state["alias"]) == (["Kazakhstan"], ["Kasachstan"])
    resolved = [each["resolved"] for each in of(found, "Mention") if each["name"] == ["Kasachstan"]]
    assert resolved == [[before["Kazakhstan"]]]


def test_what_was_reduced_or_left_out_is_told(filled: Database, tmp_path: Path) -> None:
    report = filled.export_entities(tmp_path / "out.ftm.json")
    assert dict(report.counts) == {
        "Person": 1,
        "PublicBody": 2,
        "Organization": 2,
        "LegalEntity": 1,
        "Article": 1,
        "Mention": dict(report.counts)["Mention"],
        "Event": 3,
    }
    assert dict(report.left_out) == {
        "dates left out: no year is certain": 1,
        "dates reduced to a day, month or year": 3,
        "identifiers of other schemes": 1,
    }


def test_the_same_database_is_written_in_the_same_bytes(filled: Database, tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    filled.export_entities(one, with_text=True)
    filled.export_entities(other, with_text=True)
    filled.export_entities(other, with_text=True)
    assert one.read_bytes() == other.read_bytes()


def test_long_names_are_cut_and_long_texts_are_told_in_parts(database: Database, tmp_path: Path) -> None:
    text = "It rained all day. " * 4000 + "\n" + "x" * 70_000
    claim = {"claim": "It rained " + "and rained " * 60 + "here.", "quote": "It rained", "occurrence": 1}
    assert not database.load(line_in(tmp_path, {"text": text, "claims": [claim]})).refused
    found = entities(database, tmp_path, with_text=True)
    hold_all(found)
    (article,) = of(found, "Article")
    assert "".join(article["bodyText"]) == text
    (event,) = of(found, "Event")
    assert event["name"][0].endswith("…")
    assert event["summary"][0].endswith("rained here.")


def test_dates_are_reduced_to_what_is_certain_of_them() -> None:
    reduced = {
        "2017-02-15": "2017-02-15",
        "2017-02": "2017-02",
        "2017": "2017",
        "2017-21": "2017",
        "2016-24": None,
        "1912~": "1912",
        "2017-02-1X": "2017-02",
        "2017-02-15/2017-02-20": "2017-02",
        "2017-02/2017-05": "2017",
        "2015/2017": None,
        "2015/..": None,
        "2017-02-15T10:00:00Z": "2017-02-15",
    }
    assert {edtf: date_prefix(edtf) for edtf in reduced} == reduced
    exact = [edtf for edtf in reduced if exact_date(edtf)]
    assert exact == ["2017-02-15", "2017-02", "2017", "2017-02-15T10:00:00Z"]


def test_tags_of_languages_become_codes_of_three_letters() -> None:
    tags = {"en": "eng", "EN-gb": "eng", "de-Latn-CH": "deu", "nb": "nor", "ara": "ara", "zh-Hans": "zho"}
    assert {tag: language_code(tag) for tag in tags} == tags
    assert [language_code(tag) for tag in ("tlh", "x-ours", "", "sux")] == [None] * 4
    two = [f"{one}{other}" for one in "abcdefghijklmnopqrstuvwxyz" for other in "abcdefghijklmnopqrstuvwxyz"]
    assert {code for tag in two if (code := language_code(tag))} <= LANGUAGES


def line_in(folder: Path, record: dict[str, Any]) -> Path:
    path = folder / "more.jsonl"
    path.write_text(json.dumps(record) + "\n")
    return path
