"""Articles of which only metadata are known: everything works with them, and their texts come later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import NoTextYetError
from claimsdb.library import open_database
from claimsdb.library.database import import_archive
from claimsdb.sources.foreign.bibliography import csl_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database
    from tests.engines import Where

URL = "https://example.org/bridge"


def known(database: Database, folder: Path) -> None:
    item = {"id": "b", "title": "Bridge", "container-title": "Post", "URL": URL}
    (folder / "library.json").write_text(json.dumps([item]))
    list(database.each_import(csl_json(folder / "library.json").read()))


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def bridge(database: Database, tmp_path: Path) -> Database:
    known(database, tmp_path)
    return database


def test_it_is_listed_and_shown_without_a_version(bridge: Database) -> None:
    detail = bridge.article("Bridge")
    assert (detail.text, detail.version, detail.statements) == ("", None, ())
    assert [(each.field, each.source) for each in detail.origins] == [
        ("title", "annotation"),
        ("outlet", "annotation"),
        ("url", "annotation"),
    ]
    assert bridge.history(1) == []
    assert list(bridge.copies(1)) == []
    assert not bridge.verify().faults


def test_what_needs_its_text_says_that_there_is_none(bridge: Database) -> None:
    for asked in (
        lambda: bridge.add_claim(1, claim="It fell.", quote="It fell"),
        lambda: bridge.compare(1),
    ):
        with pytest.raises(NoTextYetError, match="load it with `claimsdb load FILE --as 1`"):
            asked()


def test_a_text_whose_annotation_gives_the_address_is_its_first_version(
    bridge: Database, tmp_path: Path
) -> None:
    write(tmp_path, "b.txt", "It fell.")
    claim = "{claim: It fell., quote: It fell}"
    note = f"claimsdb: 1\narticle: {{url: '{URL}', published: 2017}}\nclaims: [{claim}]\n"
    (outcome,) = bridge.load(write(tmp_path, "b.claims.yaml", note)).outcomes
    assert (outcome.outcome, outcome.article_id, outcome.notes) == ("new version", 1, ())
    (row,) = bridge.articles()
    assert (row.title, row.outlet, row.published, row.file, row.statements) == (
        "Bridge",
        "Post",
        "2017",
        "b.txt",
        1,
    )
    assert [each.outcome for each in bridge.load(tmp_path / "b.claims.yaml").outcomes] == ["unchanged"]
    edited = note.replace("published: 2017", "language: en")
    bridge.load(write(tmp_path, "b.claims.yaml", edited))
    (row,) = bridge.articles()
    assert (row.title, row.outlet, row.language) == ("Bridge", "Post", "en")


def test_a_page_that_gives_the_address_itself_fills_in_only_what_is_unknown(
    bridge: Database, tmp_path: Path
) -> None:
    page = f"""<html lang="fr"><head><title>Own</title><link rel="canonical" href="{URL}">
    <meta property="og:site_name" content="Own outlet"></head><body><p>It fell.</p></body></html>"""
    (outcome,) = bridge.load(write(tmp_path, "page.html", page)).outcomes
    assert (outcome.outcome, outcome.article_id) == ("new version", 1)
    (row,) = bridge.articles()
    assert (row.title, row.outlet, row.language, row.versions) == ("Bridge", "Post", "fr", 1)


def test_a_line_of_json_lines_with_the_address_is_its_first_version(bridge: Database, tmp_path: Path) -> None:
    lines = [{"text": "Rain.", "article": {"title": "Rain"}}, {"text": "It fell.", "article": {"url": URL}}]
    path = write(tmp_path, "l.jsonl", "".join(f"{json.dumps(each)}\n" for each in lines))
    assert [each.outcome for each in bridge.load(path).outcomes] == ["added", "new version"]
    assert [each.title for each in bridge.articles()] == ["Bridge", "Rain"]
    assert [each.outcome for each in bridge.load(path).outcomes] == ["unchanged", "unchanged"]


def test_any_text_can_be_loaded_as_its_first_version(bridge: Database, tmp_path: Path) -> None:
    (outcome,) = bridge.load(write(tmp_path, "any.txt", "It fell."), into="Bridge").outcomes
    assert (outcome.outcome, outcome.article_id) == ("new version", 1)
    assert bridge.article(1).text == "It fell."
    assert [each.outcome for each in bridge.load(tmp_path / "any.txt").outcomes] == ["unchanged"]


def test_an_archive_brings_it_back_and_annotation_files_tell_that_they_cannot(
    bridge: Database, fresh: Callable[[str], Where], tmp_path: Path
) -> None:
    bridge.load(write(tmp_path, "other.txt", "Other words."))
    bridge.export_archive(tmp_path / "all.zip")
    place = fresh("copy")
    import_archive(place, tmp_path / "all.zip")
    with open_database(place) as copy:
        assert list(copy.articles()) == list(bridge.articles())
        assert not copy.verify().faults
    report = bridge.export_annotations(tmp_path / "notes")
    assert dict(report.left_out) == {
        "articles without a text": 1,
        "outlets without an article that has a text": 1,
    }
    bridge.export_csv(tmp_path / "csv")
    assert "Bridge" in (tmp_path / "csv" / "articles.csv").read_text()
