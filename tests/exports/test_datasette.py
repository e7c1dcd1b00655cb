"""The file that Datasette publishes, as Datasette itself shows it."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from datasette.utils import tilde_encode

from claimsdb.errors.database import NotADatabaseError
from claimsdb.errors.exports import CannotWriteError, FileInTheWayError
from claimsdb.exports.datasette import file as datasette_file
from claimsdb.exports.datasette.tables import HIDDEN
from claimsdb.exports.tables import stored_tables
from claimsdb.library import Database, open_database
from claimsdb.records.tables import Publication
from tests.engines import on_sqlite, run_sql
from tests.memory import peak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from httpx import Response

TABLES = {"flat", "people", "timeline", *stored_tables()}


def _answers(file: Path, *paths: str) -> list[Response]:
    """Ask Datasette, with the metadata that was written, for pages of the file."""

    async def ask() -> list[Response]:
        metadata = json.loads(file.with_name(f"{file.stem}-metadata.json").read_bytes())
        served = Datasette([str(file)], metadata=metadata)
        await served.invoke_startup()
        base = f"/{tilde_encode(file.stem)}"
        return [await served.client.get(f"{base}{path}") for path in paths]

    return asyncio.run(ask())


def _page(file: Path, path: str) -> str:
    (answer,) = _answers(file, path)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def _json(file: Path, path: str) -> Any:
    return json.loads(_page(file, path))


def _words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def _rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def _columns(file: Path, table: str) -> list[str]:
    return [row[1] for row in _rows(file, f'PRAGMA table_info("{table}")')]


def _stored(database: Database, sql: str) -> list[tuple[Any, ...]]:
    place = database.location.name if database.location.is_postgresql else database.location.path
    return run_sql(place, sql)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


@pytest.fixture
def file(seeded: Database, tmp_path: Path) -> Path:
    seeded.export_datasette(tmp_path / "site.db")
    return tmp_path / "site.db"


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", ["database", "seeded", "hostile"])
def test_datasette_shows_every_table_and_a_row_of_each(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database: Database = request.getfixturevalue(name)
    report = database.export_datasette(tmp_path / "a site.db")
    assert {table for table, _ in report.counts} == TABLES
    listed = _json(tmp_path / "a site.db", ".json")["tables"]
    assert {each["name"] for each in listed} >= TABLES
    paths = [f"/{each['name']}" for each in listed]
    rows = [
        f"/{each['name']}/" + ",".join(tilde_encode(str(row[key])) for key in each["primary_keys"])
        for each in listed
        if each["primary_keys"] and each["name"] in TABLES
        for row in _json(tmp_path / "a site.db", f"/{each['name']}.json?_size=1&_shape=array")
    ]
    answers = _answers(tmp_path / "a site.db", *paths, *rows)
    assert [(answer.url.path, answer.status_code) for answer in answers if answer.status_code != 200] == []


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", ["seeded", "hostile"])
def test_every_cell_is_that_of_the_database(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database: Database = request.getfixturevalue(name)
    report = database.export_datasette(tmp_path / "site.db", with_originals=True)
    for table, count in report.counts:
        if table not in stored_tables():
            continue
        columns = _columns(tmp_path / "site.db", table)
        keys = _listed(column.name for column in stored_tables()[table].primary_key)
        query = f'SELECT {_listed(columns)} FROM "{table}" ORDER BY {keys}'  # noqa: S608 (our own words)
        rows = _rows(tmp_path / "site.db", query)
        assert rows == _stored(database, query)
        assert len(rows) == count


def test_flat_is_the_rows_of_claims_with_lists_that_datasette_counts(
    hostile: Database, tmp_path: Path
) -> None:
    hostile.export_datasette(tmp_path / "site.db")
    rows = _json(tmp_path / "site.db", "/flat.json?_shape=array&_size=max")
    claims = {row.statement_id: row for row in hostile.claims()}
    assert len(rows) == len(claims)
    for row in rows:
        claim = claims[row["statement_id"]]
        assert (row["quote"], row["when"], row["title"]) == (claim.quote, claim.when, claim.title)
        assert json.loads(row["speakers"]) == list(claim.speakers)
    counted = _json(tmp_path / "site.db", "/flat.json")["facet_results"]["topics"]["results"]
    assert "a, b; c" in {each["value"] for each in counted}


def test_people_and_timeline_are_those_of_the_database(file: Path, seeded: Database) -> None:
    people = "SELECT id, name, other_names, statements_by, statements_about FROM people ORDER BY id"
    assert _rows(file, people) == _stored(seeded, people)
    assert len(_rows(file, people)) == 6
    timeline = "SELECT what, date, earliest, latest, label, article_id, claim_id, statement_id FROM timeline"
    assert sorted(_rows(file, timeline), key=str) == sorted(_stored(seeded, timeline), key=str)
    assert _rows(file, timeline)


def test_a_link_is_called_as_what_it_leads_to(file: Path) -> None:
    statements, articles, flat = (_page(file, f"/{each}") for each in ("statements", "articles", "flat"))
    assert '<a href="/site/claims/1">Kazakhstan proposed to end the Astana talks on Syria.</a>' in statements
    assert '<a href="/site/outlets/1">Al Mayadeen TV</a>' in articles
    assert '<a href="/site/articles/2">A Strategic Shift in Syrian Conflict Resolution</a>' in flat
    assert 'href="/site/claims/1"' in flat
    claim = _page(file, "/claims/1")
    assert '<a href="/site/statements?claim_id=1">' in claim
    assert '<a href="/site/flat?claim_id=1">' in claim


def test_tables_say_what_they_and_their_columns_are(file: Path) -> None:
    words = _words(_page(file, "/passages"))
    assert "A span of a version and its words." in words
    assert "start_char First code point, counted from 0." in words
    for table in TABLES:
        metadata = json.loads(file.with_name("site-metadata.json").read_bytes())
        shown = metadata["databases"]["site"]["tables"][table]
        assert shown["description"]
        assert list(shown["columns"]) == _columns(file, table)
        assert all(shown["columns"].values())


def test_facets_are_counted_beside_the_rows(file: Path) -> None:
    facets = _json(file, "/statements.json")["facet_results"]
    assert sum(each["count"] for each in facets["stance"]["results"]) == 110
    assert {
        each["label"] for each in _json(file, "/articles.json")["facet_results"]["outlet_id"]["results"]
    } == {"Al Mayadeen TV"}


def test_articles_come_newest_first_and_people_by_how_much_they_said(file: Path) -> None:
    articles = _json(file, "/articles.json?_shape=array")
    assert [each["published"] for each in articles] == ["2017-02-15", None]
    said = [each["statements_by"] for each in _json(file, "/people.json?_shape=array")]
    assert said == sorted(said, reverse=True)


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("claims", "ASTANA negotiations", "Astana"),
        ("flat", "kazakhstan", "Kazakhstan"),
        ("passages", "stalled", "stalled"),
        ("versions", "abrupt", "Abrupt"),
        ("articles", "strategic", "Strategic"),
        ("actor_names", "kassis", "Kassis"),
    ],
)
def test_full_text_search_finds_words(table: str, words: str, found: str, file: Path) -> None:
    rows = _json(file, f"/{table}.json?_search={quote(words)}&_shape=array")
    assert rows
    assert all(found in json.dumps(row) for row in rows)
    everything = _json(file, f"/{table}.json?_shape=array&_size=max")
    assert len(rows) < len(everything) or table == "versions"
    assert '<input id="_search"' in _page(file, f"/{table}")


@pytest.mark.parametrize("words", ["بالعالم", "ҚАЗАҚСТАН", "é", "漢字", "AND", "* (", "="])
def test_search_takes_any_script_and_any_sign(words: str, hostile: Database, tmp_path: Path) -> None:
    hostile.export_datasette(tmp_path / "site.db")
    rows = _json(tmp_path / "site.db", f"/claims.json?_search={quote(words)}&_shape=array")
    assert bool(rows) is any(sign.isalpha() and sign not in "AND" for sign in words)


def test_internals_are_hidden_and_nothing_runs_by_itself(file: Path) -> None:
    hidden = {each["name"]: each["hidden"] for each in _json(file, ".json")["tables"]}
    assert {name for name in TABLES if hidden[name]} == HIDDEN
    assert all(is_hidden for name, is_hidden in hidden.items() if name not in TABLES)
    assert _rows(file, "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')") == []
    assert _rows(file, "PRAGMA foreign_key_check") == []
    assert _rows(file, "PRAGMA integrity_check") == [("ok",)]
    assert {path.name for path in file.parent.iterdir() if path.name.startswith(("site", "."))} == {
        *("site.db", "site-metadata.json")
    }


def test_originals_stay_at_home_unless_asked_for_and_texts_may(database: Database, tmp_path: Path) -> None:
    page = "<html><head><title>A page</title></head><body><p>Said here.</p><!-- private --></body></html>"
    (tmp_path / "a.html").write_text(page)
    database.load(tmp_path / "a.html")
    database.export_datasette(tmp_path / "plain.db")
    database.export_datasette(tmp_path / "all.db", with_originals=True)
    database.export_datasette(tmp_path / "bare.db", with_text=False)
    holds = {
        name: [words in (tmp_path / f"{name}.db").read_bytes() for words in (b"Said here.", b"private")]
        for name in ("plain", "all", "bare")
    }
    assert holds == {"plain": [True, False], "all": [True, True], "bare": [False, False]}
    assert "text" not in _columns(tmp_path / "bare.db", "versions")
    assert _page(tmp_path / "bare.db", "/versions")


def test_what_a_text_says_is_never_run(database: Database, tmp_path: Path) -> None:
    words = "<script>alert(1)</script> & <b>bold</b>"
    line = {"text": words, "article": {"title": words}, "claims": [{"claim": words, "quote": words}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    database.load(tmp_path / "a.jsonl")
    database.export_datasette(tmp_path / "site.db", Publication(title=words, source=words))
    answers = _answers(tmp_path / "site.db", "", "/flat", "/claims", "/claims/1", "/articles", "/statements")
    assert [answer.status_code for answer in answers] == [200] * 6
    assert [answer.url.path for answer in answers if "<script>alert" in answer.text] == []


def test_title_terms_and_source_are_shown(seeded: Database, tmp_path: Path) -> None:
    terms = Publication("Talks", "CC BY 4.0", "https://example.org/by", "The archive", "https://example.org/")
    seeded.export_datasette(tmp_path / "site.db", terms)
    words, page = _words(_page(tmp_path / "site.db", "")), _page(tmp_path / "site.db", "")
    assert "Talks" in words
    assert '<a href="https://example.org/by">CC BY 4.0</a>' in page
    assert "The archive" in words


def test_it_is_not_taken_for_a_database_of_ours(file: Path) -> None:
    with pytest.raises(NotADatabaseError), open_database(file):
        pass


def test_an_earlier_one_is_replaced_with_its_metadata(
    seeded: Database, database: Database, tmp_path: Path
) -> None:
    seeded.export_datasette(tmp_path / "site.db", Publication(title="First"))
    database.export_datasette(tmp_path / "site.db", Publication(title="Second"))
    assert _rows(tmp_path / "site.db", "SELECT count(*) FROM claims") == [(0,)]
    assert json.loads((tmp_path / "site-metadata.json").read_bytes())["title"] == "Second"


@pytest.mark.parametrize("name", ["site.db", "site-metadata.json"])
@pytest.mark.parametrize("content", [b"mine", b'{"title": "mine"}', b"SQLite format 3\0mine"])
def test_somebody_elses_file_is_left_alone(
    name: str, content: bytes, seeded: Database, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileInTheWayError, match=f"{name} is there already"):
        seeded.export_datasette(tmp_path / "site.db")
    assert (tmp_path / name).read_bytes() == content
    assert sum(path.name.startswith(("site", ".")) for path in tmp_path.iterdir()) == 1


@on_sqlite  # a server has no file
def test_the_database_itself_is_not_overwritten(seeded: Database, tmp_path: Path) -> None:
    with pytest.raises(FileInTheWayError):
        seeded.export_datasette(tmp_path / "seeded.db")
    assert seeded.verify().faults == ()


@on_sqlite  # what is told does not hang on the engine
def test_a_disk_that_is_full_is_told_in_a_sentence(
    seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = (*datasette_file.WHILE_WRITING, "PRAGMA max_page_count = 20")
    monkeypatch.setattr(datasette_file, "WHILE_WRITING", small)
    with pytest.raises(CannotWriteError, match=r"site.db cannot be written \(database or disk is full\)"):
        seeded.export_datasette(tmp_path / "site.db")
    assert not (tmp_path / "site.db").exists()
    assert not (tmp_path / "site-metadata.json").exists()


def test_memory_does_not_grow_with_the_database(
    of_size: Callable[[int, int], Database], tmp_path: Path
) -> None:
    small, large = of_size(2_000, 60), of_size(8_000, 60)
    peak(small.export_datasette, tmp_path / "warm")
    small_peak, large_peak = (
        peak(each.export_datasette, tmp_path / name) for each, name in ((small, "small"), (large, "large"))
    )
    assert _rows(tmp_path / "large", "SELECT count(*) FROM flat") == [(8_000,)]
    assert large_peak < 2 * small_peak
