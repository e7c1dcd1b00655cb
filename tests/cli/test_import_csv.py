"""Spreadsheets come in: articles, claims with quotes, in whatever shape a spreadsheet program writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

ARTICLES = """\
id,Headline,Date,Author,Publisher,Text
a1,Bridge trouble,2017-02-15,Eve; Ann Lee,Daily Post,"The bridge is unsafe, Ben said.
The minister has gone."
a2,Rain,,,,"Rain fell. Rain fell again."
"""
CLAIMS = """\
article,claim,quote,speaker,about,object,topics,stance,occurrence
a1,The bridge is unsafe.,The bridge is unsafe,Ben; Daily Post,Bridge,Ann Lee,Roads > Bridges; Safety,denies,
Rain,It rained twice.,Rain fell,,,,,,2
"""


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


def rows(cli: Cli, place: str, *command: str) -> list[dict[str, Any]]:
    status, out, err = cli("--db", place, *command, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_articles_and_claims_become_what_an_annotation_file_would_make_of_them(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    articles, claims = put(tmp_path, "my articles.csv", ARTICLES), put(tmp_path, "claims.csv", CLAIMS)
    status, out, err = cli("--db", place, "import", "csv", articles, "--claims", claims)
    assert status == 0, err
    assert "«Ben» is a new actor" in err
    assert "added" in out
    first, second = rows(cli, place, "articles")
    assert (first["title"], first["outlet"], first["published"]) == (
        "Bridge trouble",
        "Daily Post",
        "2017-02-15",
    )
    assert first["authors"] == ["Eve", "Ann Lee"]
    assert (second["title"], second["outlet"], second["published"]) == ("Rain", None, None)
    bridge, rain = rows(cli, place, "claims")
    assert bridge["speakers"] == ["Ben", "Daily Post"]
    assert bridge["about"] == ["Bridge", "Ann Lee"]
    assert bridge["topics"] == ["Roads > Bridges", "Safety"]
    assert bridge["stance"] == "denies"
    assert (rain["quote"], rain["start_char"], rain["stance"]) == ("Rain fell", 11, "asserts")


def test_the_same_again_changes_nothing_and_a_dry_run_keeps_nothing(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    command = ("import", "csv", put(tmp_path, "a.csv", ARTICLES), "--claims", put(tmp_path, "c.csv", CLAIMS))
    status, _, err = cli("--db", place, *command, "--dry-run")
    assert status == 0
    assert "Nothing was kept" in err
    assert cli("--db", place, "articles")[0] in {0, 3}  # a file is not made, a server's database is there
    assert cli("--db", place, *command)[0] == 0
    before = rows(cli, place, "claims")
    status, out, _ = cli("--db", place, *command, "--format", "jsonl")
    assert status == 0
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["unchanged", "unchanged"]
    assert rows(cli, place, "claims") == before


def test_claims_alone_are_about_articles_that_are_there(cli: Cli, place: str, tmp_path: Path) -> None:
    assert cli("--db", place, "import", "csv", put(tmp_path, "a.csv", ARTICLES))[0] == 0
    assert cli("--db", place, "import", "csv", "--claims", put(tmp_path, "c.csv", CLAIMS))[0] == 0
    assert [each["article_id"] for each in rows(cli, place, "claims")] == [1, 2]
    assert [each["versions"] for each in rows(cli, place, "articles")] == [1, 1]


def test_one_wrong_row_keeps_all_out_and_is_named(cli: Cli, place: str, tmp_path: Path) -> None:
    articles = put(tmp_path, "a.csv", ARTICLES)
    wrong = (
        f"{CLAIMS}a1,It is new.,The bridge is new,,,,,,\na3,It is there.,there,,,,,,\n,No article.,x,,,,,,\n"
    )
    claims = put(tmp_path, "c.csv", wrong)
    status, _, err = cli("--db", place, "import", "csv", articles, "--claims", claims)
    assert status == 1
    text = " ".join(err.split())
    assert f"{claims}:4" in text
    assert "The bridge is" in text
    assert "a3" in text
    assert f"{claims}:6" in text
    assert "article" in text
    assert "Nothing was kept" in text
    assert cli("--db", place, "claims", "-f", "jsonl")[1] == ""
    status, _, err = cli("--db", place, "import", "csv", articles, "--claims", claims, "--keep-going")
    assert status == 1
    assert len(rows(cli, place, "articles")) == 1  # a2, whose claims hold


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), ("|", "windows-1252"), (",", "utf-8")]
)
def test_what_spreadsheet_programs_write_is_read(
    cli: Cli, place: str, tmp_path: Path, separator: str, encoding: str
) -> None:
    table = [["Überschrift", "Volltext", "published"], ["Schöne Brücke", "Die Brücke fällt – bald.", "2017"]]
    table += [[f"Straße {number}", f"Größe über Höhe, für Süße {number}.", "2018"] for number in range(30)]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in table)
    path = put(tmp_path, "a.csv", text, encoding)
    mapped = ["--map", "title=Überschrift", "--map", "text=Volltext"]
    mapped += ["--encoding", "cp1252"] if encoding == "windows-1252" else []  # it could be several others
    assert cli("--db", place, "import", "csv", path, *mapped)[0] == 0
    found = rows(cli, place, "articles")
    assert len(found) == 31
    assert found[0]["title"] == "Schöne Brücke"


def test_an_encoding_that_is_not_certain_can_be_named(cli: Cli, place: str, tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "text\nIl y a une forêt bientôt.\n", "cp1252")
    status, _, err = cli("--db", place, "import", "csv", path)
    assert status == 1
    assert f"{path}: line 2 is not UTF-8" in err
    assert "--encoding windows-1252" in " ".join(err.split())
    wide = put(tmp_path, "wide.csv", "text\r\nIl y a une forêt.\r\n", "utf-16le")
    for each, encoding in ((path, "windows-1252"), (wide, "utf-16le")):
        assert cli("--db", place, "import", "csv", each, "--encoding", encoding)[0] == 0
    assert "Il y a une forêt bientôt." in cli("--db", place, "article", "show", "1")[1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_first_line_of_excel_names_the_separator(
    cli: Cli, place: str, tmp_path: Path, encoding: str, end: str
) -> None:
    lines = ["sep=^", "title^text", "Rain, rain; again^It rained\u2028and rained\x85.", "Wrong^", "x^y^z"]
    path = put(tmp_path, "a.csv", end.join(lines), encoding)
    status, _, err = cli("--db", place, "import", "csv", path, "--keep-going")
    assert status == 1
    assert f"{path}:4" in err
    assert f"{path}:5" in " ".join(err.split())


def test_rows_of_one_key_are_statements_of_one_claim(cli: Cli, place: str, tmp_path: Path) -> None:
    rows_of_a_key = (
        "article,key,claim,about,quote,speaker\na2,k,It rained.,Sky,Rain fell again,Ben\n"
        "a2,,So.,,Rain,\na2,k,It rained.,Sky,Rain fell.,Eve\n"
    ).replace("Rain,", "again,")
    claims = put(tmp_path, "c.csv", rows_of_a_key)
    command = ("import", "csv", put(tmp_path, "a.csv", ARTICLES), "--claims", claims)
    assert cli("--db", place, *command)[0] == 0
    found = rows(cli, place, "claims")
    assert {(each["claim"], each["quote"], *each["speakers"]) for each in found} == {
        ("It rained.", "Rain fell again", "Ben"),
        ("It rained.", "Rain fell.", "Eve"),
        ("So.", "again"),
    }
    assert len({each["claim_id"] for each in found}) == 2
    claims.write_text(rows_of_a_key.replace("k,It rained.,Sky,Rain fell.", "k,It poured.,Sky,Rain fell."))
    for more in ((), ("--claims", claims)):
        status, _, err = cli("--db", place, "import", "csv", *(more or command[2:]))
        assert status == 1
        assert f"{claims}:4: «k» is the key of the claim of line 2" in " ".join(err.split())
    assert rows(cli, place, "claims") == found


def test_the_flat_table_of_an_export_comes_in_as_claims(cli: Cli, place: str, tmp_path: Path) -> None:
    articles = put(tmp_path, "a.csv", ARTICLES.replace("Rain fell. ", "=Rain fell. "))
    claims = put(
        tmp_path, "c.csv", CLAIMS.replace("Rain,It rained twice.,Rain fell", "Rain,-1 is it.,=Rain fell")
    )
    claims.write_text(claims.read_text().replace(",,,,,,2", ",,,,,,"))
    assert cli("--db", place, "import", "csv", articles, "--claims", claims)[0] == 0
    assert cli("--db", place, "export", "csv", tmp_path / "out")[0] == 0
    flat = tmp_path / "out" / "flat.csv"
    assert "'=Rain fell" in flat.read_text()
    elsewhere = str(tmp_path / "elsewhere.db")
    assert cli("--db", elsewhere, "import", "csv", articles)[0] == 0
    status, _, err = cli("--db", elsewhere, "import", "csv", "--claims", flat)
    assert status == 1
    assert "--map article=article_id" in err
    assert cli("--db", elsewhere, "import", "csv", "--claims", flat, "--map", "article=article_id")[0] == 0
    assert rows(cli, elsewhere, "claims") == rows(cli, place, "claims")


def test_a_text_can_lie_in_a_file_beside_the_spreadsheet(cli: Cli, place: str, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    put(tmp_path / "texts", "one story.html", "<title>It fell</title><p>The bridge fell.</p>")
    articles = put(tmp_path, "a.csv", "file,outlet\ntexts/one story.html,Post\n../../etc/passwd,X\n")
    status, _, err = cli("--db", place, "import", "csv", articles, "--keep-going")
    assert status == 1
    assert "leads out of the folder" in err
    (article,) = rows(cli, place, "articles")
    assert (article["title"], article["outlet"], article["file"]) == (
        "It fell",
        "Post",
        "texts/one story.html",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("",), "its first line is empty"),
        (("a,b\n1,2\n",), "no column is the field «text» or «file»"),
        (("text\nx\n", "--encoding", "utf-99"), "There is no encoding «utf-99»"),
        (("text\nx\n", "--map", "colour=text"), "There is no field «colour»"),
        (("text\nx\n", "--map", "title=Kopf"), "there is no column «Kopf»"),
        (("text,body\nx,y\n",), "both «text» and «body»"),
        (('text\n"x\n',), ":2: the row that begins here cannot be read"),
        (("text\nx,y\n",), ":2: the row has 2 cells and the header 1"),
        (("text,date\nIt fell.,2017-02-30\n",), ":2"),
        (("title,text\nx,\n",), "neither «text» nor «file»"),
        (
            ("title,text,title\nA,It fell.,B\n",),
            "both «title» and «title» can be the field «title». Rename one",
        ),
        ((",".join(f"c{number}" for number in range(9_000)),), "and 8,970 more; say which"),
        (("id,text\na,It fell.\na,It rose.\n",), "«a» is what line 2 is called too"),
    ],
)
def test_a_spreadsheet_that_is_none_gets_a_sentence_and_changes_nothing(
    cli: Cli, place: str, tmp_path: Path, typed: tuple[str, ...], sentence: str
) -> None:
    text, *options = typed
    status, _, err = cli("--db", place, "import", "csv", put(tmp_path, "a.csv", text), *options)
    assert status in {1, 2}
    assert sentence in " ".join(err.split())
    assert "Traceback" not in err
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""


@pytest.mark.parametrize("pair", ["title", "=x", "title="])
def test_a_mapping_is_a_pair(cli: Cli, place: str, tmp_path: Path, pair: str) -> None:
    status, _, err = cli("--db", place, "import", "csv", put(tmp_path, "a.csv", ARTICLES), "--map", pair)
    assert status == 2
    assert "--map FIELD=COLUMN" in err


def test_there_is_something_to_import(cli: Cli, place: str) -> None:
    status, _, err = cli("--db", place, "import", "csv")
    assert status == 2
    assert "nothing to import" in err


def test_a_cell_may_hold_a_long_text(cli: Cli, place: str, tmp_path: Path) -> None:
    text = "It fell and fell. " * 20_000
    assert cli("--db", place, "import", "csv", put(tmp_path, "a.csv", f'text\n"{text}"\n'))[0] == 0
