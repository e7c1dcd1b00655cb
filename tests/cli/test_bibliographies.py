"""Sources of Zotero's users come in, with texts and without, and go out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

BRIDGE: dict[str, Any] = {
    "id": "http://zotero.org/users/1/items/ABCD",
    "type": "article-newspaper",
    "title": "Bridge trouble",
    "container-title": "Daily Post",
    "author": [{"family": "Kassis", "given": "Randa"}],
    "issued": {"date-parts": [[2017, 2, 15]]},
    "URL": "https://example.org/bridge",
    "language": "en",
}
RAIN: dict[str, Any] = {"id": "rain17", "type": "webpage", "title": "Rain", "issued": {"raw": "n.d."}}


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


def rows(cli: Cli, place: str, *command: str) -> list[dict[str, Any]]:
    status, out, err = cli("--db", place, *command, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def library(folder: Path, *items: dict[str, Any], name: str = "my library.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(items), encoding="utf-8")
    return path


def taken(cli: Cli, place: str, *command: object) -> list[dict[str, Any]]:
    _status, out, err = cli("--db", place, "import", *command, "--format", "jsonl")
    assert out or not err, err
    return [json.loads(line) for line in out.splitlines()]


def outcomes(cli: Cli, place: str, *command: object) -> list[str]:
    return [each["outcome"] for each in taken(cli, place, *command)]


def test_items_become_articles_without_texts_and_twice_changes_nothing(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    path = library(tmp_path, BRIDGE, RAIN)
    status, out, err = cli("--db", place, "import", "csl-json", path)
    assert status == 0
    assert "added" in out
    assert "(rain17): the date «n.d.» cannot be read, and stays unknown" in " ".join(err.split())
    bridge, rain = rows(cli, place, "articles")
    assert (bridge["outlet"], bridge["published"]) == ("Daily Post", "2017-02-15")
    assert bridge["authors"] == ["Randa Kassis"]
    assert (rain["title"], rain["published"], rain["versions"]) == ("Rain", None, 0)
    assert outcomes(cli, place, "csl-json", path) == ["unchanged", "unchanged"]
    assert rows(cli, place, "articles") == [bridge, rain]


def test_a_known_article_gets_what_was_unknown_and_a_contradiction_is_told_and_kept_out(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    note = "claimsdb: 1\narticle: {url: 'http://example.org/bridge/', title: Bridge, published: 2017-02}\n"
    (tmp_path / "bridge.txt").write_text("The bridge is unsafe.")
    (tmp_path / "bridge.claims.yaml").write_text(note)
    assert cli("--db", place, "load", tmp_path / "bridge.claims.yaml")[0] == 0
    path = library(tmp_path, BRIDGE)
    (row,) = taken(cli, place, "csl-json", path)
    assert (row["outcome"], row["article_id"]) == ("filled in", 1)
    assert row["notes"] == [
        "the title stays “Bridge”, not “Bridge trouble”",
        "the date stays “2017-02”, not “2017-02-15”",
    ]
    (article,) = rows(cli, place, "articles")
    assert (article["title"], article["outlet"], article["published"]) == ("Bridge", "Daily Post", "2017-02")
    assert article["authors"] == ["Randa Kassis"]
    (row,) = taken(cli, place, "csl-json", path)
    assert (row["outcome"], len(row["notes"])) == ("unchanged", 2)
    (tmp_path / "bridge.claims.yaml").write_text(note.replace("title: Bridge", "language: fr"))
    assert cli("--db", place, "load", tmp_path / "bridge.claims.yaml")[0] == 0
    (article,) = rows(cli, place, "articles")
    assert (article["outlet"], article["language"]) == ("Daily Post", "fr")  # what the item gave is kept


def test_texts_are_found_by_id_doi_or_attachment_and_outranked_by_the_item(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    texts = tmp_path / "my texts"
    texts.mkdir()
    page = "<html lang='fr'><head><title>Own title</title></head><body><p>The bridge fell.</p></body></html>"
    (texts / "ABCD.html").write_text(page)
    (texts / "10.1000_x1.txt").write_text("Snow fell.")
    (texts / "rain report.txt").write_text("Rain fell.")
    without_language = {name: value for name, value in BRIDGE.items() if name != "language"}
    path = library(tmp_path, without_language, RAIN, {"title": "Snow", "DOI": "10.1000/x1"})
    assert outcomes(cli, place, "csl-json", path) == ["added"] * 3
    assert outcomes(cli, place, "csl-json", path, "--texts", texts) == [
        "new version",
        "unchanged",
        "new version",
    ]
    ris = tmp_path / "rain.ris"
    ris.write_text("TY  - ELEC\nTI  - Rain\nL1  - files/7/rain report.pdf\nER  - \n")
    assert outcomes(cli, place, "ris", ris, "--texts", texts) == ["new version"]
    bridge, rain, snow = rows(cli, place, "articles")
    assert (bridge["title"], bridge["language"], bridge["file"]) == ("Bridge trouble", "fr", "ABCD.html")
    assert [each["versions"] for each in (bridge, rain, snow)] == [1, 1, 1]
    again = ("csl-json", path, "--texts", texts)
    assert outcomes(cli, place, *again) == ["unchanged"] * 3
    status, out, _ = cli("--db", place, "load", texts, "--format", "jsonl")
    assert status == 0
    assert {json.loads(line)["outcome"] for line in out.splitlines()} == {"unchanged"}


def test_a_new_item_comes_with_its_text_at_once(cli: Cli, place: str, tmp_path: Path) -> None:
    (tmp_path / "ABCD.txt").write_text("The bridge fell.")
    path = library(tmp_path, RAIN, BRIDGE, {"title": "Snow"})
    assert outcomes(cli, place, "csl-json", path, "--texts", tmp_path) == ["added"] * 3
    assert [each["versions"] for each in rows(cli, place, "articles")] == [0, 1, 0]
    assert outcomes(cli, place, "csl-json", path, "--texts", tmp_path) == ["unchanged"] * 3


def test_a_text_that_has_an_annotation_file_gets_both(cli: Cli, place: str, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "rain17.txt").write_text("Rain fell.")
    (texts / "rain17.claims.yaml").write_text("claims: [{claim: It rained., quote: Rain fell}]\n")
    path = library(tmp_path, RAIN)
    assert outcomes(cli, place, "csl-json", path, "--texts", texts) == ["added"]
    assert cli("--db", place, "load", texts)[0] == 0
    (article,) = rows(cli, place, "articles")
    assert (article["title"], article["versions"], article["statements"]) == ("Rain", 1, 1)
    assert outcomes(cli, place, "csl-json", path, "--texts", texts) == ["unchanged"]


def test_two_files_of_one_name_are_no_text_of_an_item(cli: Cli, place: str, tmp_path: Path) -> None:
    for name in ("ABCD.txt", "ABCD.md"):
        (tmp_path / name).write_text("The bridge fell.")
    status, _, err = cli("--db", place, "import", "csl-json", library(tmp_path, BRIDGE), "--texts", tmp_path)
    assert status == 1
    assert "can be any of these files" in " ".join(err.split())


def test_items_of_one_title_are_one_article_only_if_outlet_and_date_are_the_same(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    post = {"title": "Briefing", "container-title": "Post", "issued": {"date-parts": [[2017, 2, 15]]}}
    library(tmp_path, {**post, "id": 1}, {**post, "id": 2}, {"id": 3, "title": "Briefing"})
    first = taken(cli, place, "csl-json", tmp_path / "my library.json")
    assert [each["outcome"] for each in first] == ["added"] * 3  # they are three items to their librarian
    assert first[2]["notes"] == []
    other = library(
        tmp_path, {**post, "language": "en"}, {"title": "Briefing", "container-title": "Sun"}, name="o.json"
    )
    second = taken(cli, place, "csl-json", other)
    assert [each["outcome"] for each in second] == ["filled in", "added"]
    assert second[1]["notes"] == [
        "it may be article 3, which has the same title; it was added beside that one"
    ]
    assert outcomes(cli, place, "csl-json", other) == ["unchanged"] * 2


def test_an_item_whose_date_or_outlet_was_mended_stays_its_article(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    assert outcomes(cli, place, "csl-json", library(tmp_path, RAIN)) == ["added"]
    mended = {**RAIN, "issued": {"date-parts": [[2017]]}, "container-title": "Post"}
    assert outcomes(cli, place, "csl-json", library(tmp_path, mended)) == ["filled in"]
    (article,) = rows(cli, place, "articles")
    assert (article["outlet"], article["published"]) == ("Post", "2017")
    assert outcomes(cli, place, "csl-json", library(tmp_path, mended)) == ["unchanged"]


def test_one_wrong_item_keeps_all_out_and_is_named(cli: Cli, place: str, tmp_path: Path) -> None:
    path = tmp_path / "items.json"
    path.write_text(
        f'[\n{json.dumps(BRIDGE)},\n{{"id": "x", "title": 5}},\n{{"id": "y"}},\n5, {{"a": 1, "a": 2}}]'
    )
    status, _, err = cli("--db", place, "import", "csl-json", path)
    assert status == 1
    text = " ".join(err.split())
    for told in (
        f"{path}:3: title: «5» is no text",
        f"{path}:4",
        "«y» has no title",
        "«5» is no object",
        "twice",
    ):
        assert told in text
    assert "Nothing was kept" in text
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""
    assert cli("--db", place, "import", "csl-json", path, "--keep-going")[0] == 1
    assert len(rows(cli, place, "articles")) == 1


def test_a_dry_run_keeps_nothing(cli: Cli, place: str, tmp_path: Path) -> None:
    assert outcomes(cli, place, "csl-json", library(tmp_path, BRIDGE), "--dry-run") == ["added"]
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""


@pytest.mark.parametrize(
    ("form", "content", "told"),
    [
        ("csl-json", b"", "there is no item in it"),
        ("csl-json", b"[]", "there is no item in it"),
        ("csl-json", b"[" * 1_000_000, "nested too deep"),
        ("csl-json", b'[{"title": "\xff"}]', "is not UTF-8"),
        ("csl-json", b'[{"title": "\\ud800"}]', "half of a surrogate pair"),
        ("csl-json", b'[{"title": "A\\u0000"}]', "title"),
        ("csl-json", b'[{"title": "A"}', "not JSON"),
        ("csl-json", b"TY  - NEWS\nTI  - A\nER  - \n", "not JSON"),
        ("ris", b"", "there is no item in it"),
        ("ris", b'[{"title": "A"}]', "there is no item in it"),
        ("ris", b"TI  - A\nER  - \n", "belongs to no item"),
        ("ris", b"TY  - NEWS\nER  - \n", "has no title"),
        ("ris", b"TY  - NEWS\nTI  - A\x00B\nER  - \n", "control character"),
    ],
)
def test_what_is_no_bibliography_is_told_and_changes_nothing(
    cli: Cli, place: str, form: str, content: bytes, told: str
) -> None:
    path = Path("wrong.file")
    path.write_bytes(content)
    status, _, err = cli("--db", place, "import", form, path)
    assert status == 1
    assert told in " ".join(err.split())
    assert "itself failed" not in err
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""


@pytest.mark.parametrize("form", ["csl-json", "ris"])
def test_a_folder_or_nothing_in_place_of_the_file_is_told(
    cli: Cli, place: str, tmp_path: Path, form: str
) -> None:
    for path in (tmp_path, tmp_path / "none"):
        status, _, err = cli("--db", place, "import", form, path)
        assert status == 1
        assert str(path.name) in err
        assert "itself failed" not in err
    (tmp_path / "a.ris").write_text("TY  - NEWS\nTI  - A\n")
    status, _, err = cli("--db", place, "import", "ris", tmp_path / "a.ris", "--texts", tmp_path / "none")
    assert (status, "no such file or folder" in err) == (1, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_ris_is_read_in_whatever_encoding_it_comes(
    cli: Cli, place: str, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "export.ris"
    items = [f"TY  - NEWS\r\nTI  - Größe über Höhe – {each}\r\nER  - \r\n" for each in range(20)]
    path.write_bytes("\r\n".join(items).encode(encoding))
    said = ["--encoding", "cp1252"] if encoding == "windows-1252" else []
    assert cli("--db", place, "import", "ris", path, *said)[0] == 0
    assert rows(cli, place, "articles")[0]["title"] == "Größe über Höhe – 0"


@pytest.mark.parametrize("form", ["csl-json", "ris", "bibtex"])
def test_an_export_replaces_its_own_and_no_other_file(
    cli: Cli, place: str, tmp_path: Path, form: str
) -> None:
    assert cli("--db", place, "import", "csl-json", library(tmp_path, BRIDGE, RAIN))[0] == 0
    target = tmp_path / "out" / "articles file"
    for _ in range(2):
        status, out, err = cli("--db", place, "export", form, target)
        assert status == 0, err
        assert ["items", "2"] in [line.split() for line in out.splitlines()]
    target.write_text("[\n\t{}\n]\n")
    status, _, err = cli("--db", place, "export", form, target)
    assert status == 1
    assert target.read_text() == "[\n\t{}\n]\n"


@pytest.mark.parametrize("form", ["csl-json", "ris"])
def test_what_was_exported_says_nothing_new_where_it_comes_from(
    cli: Cli, seeded_place: Where, tmp_path: Path, form: str
) -> None:
    place = str(seeded_place)
    before = rows(cli, place, "articles")
    assert cli("--db", place, "export", form, tmp_path / "out")[0] == 0
    found = taken(cli, place, form, tmp_path / "out")
    assert [(each["outcome"], each["notes"]) for each in found] == [("unchanged", [])] * len(before)
    assert rows(cli, place, "articles") == before


def test_an_article_of_which_nothing_is_known_is_left_out_and_counted(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    assert cli("--db", place, "load", tmp_path / "a.txt")[0] == 0
    status, _, err = cli("--db", place, "export", "csl-json", tmp_path / "out.json")
    assert status == 0
    assert "Not written: 1 articles of which nothing is known" in " ".join(err.split())
