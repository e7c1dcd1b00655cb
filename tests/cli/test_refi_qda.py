"""REFI-QDA projects and code books of other programs come in, and ours go out as those programs read them."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.engines import on_sqlite
from tests.qda_files import (
    code,
    code_book,
    guid,
    project,
    qdpx,
    selection,
    text_source,
    through_another_program,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

STORED: Final = "Rain fell, Ben said. 🙂 The bridge is shut.\r\nRain fell again. 🚧 الجسر مغلق منذ عام."
TEXT: Final = STORED.replace("\r\n", "\n")
SHUT: Final = "The bridge is shut."
AGAIN: Final = "Rain fell again."
ARABIC: Final = "الجسر مغلق"


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


def rows(cli: Cli, place: str, *command: object) -> list[dict[str, Any]]:
    status, out, err = cli("--db", place, *command, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def taken(cli: Cli, place: str, path: Path, *more: object) -> tuple[int, str]:
    """Import a file; return the status and all that was told, on one line."""
    status, out, err = cli("--db", place, "import", "refi-qda", path, *more)
    return status, " ".join((out + err).split())


def positions(words: str, *, utf_16: bool = False, long_ends: bool = True) -> tuple[int, int]:
    """Where words stand in the stored text, as a program counts."""
    text = STORED if long_ends else TEXT
    counted = [
        len(part.encode("utf-16-le")) // 2 if utf_16 else len(part)
        for part in (text[: text.index(words)], words)
    ]
    return counted[0], sum(counted)


def test_a_coded_selection_becomes_a_statement_of_its_topics_by_its_user(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    codes = [code("Roads", code("Bridges", code("Closed")), code("Tunnels")), code("آمن")]
    found = selection(0, 9, "Bridges", "آمن", name="Rain fell", by="Eve 🙂", note="It rained.\nA lot.")
    xml = project(text_source("Interview 1", found), codes=codes, users=["Eve 🙂", "Nobody"])
    status, told = taken(cli, place, qdpx(tmp_path / "p.qdpx", xml, {"Interview 1": "Rain fell, Ben said."}))
    assert status == 0, told
    (claim,) = rows(cli, place, "claims")
    assert (claim["claim"], claim["quote"], claim["start_char"]) == ("It rained. A lot.", "Rain fell", 0)
    assert claim["topics"] == ["Roads > Bridges", "آمن"]
    assert (claim["stance"], claim["speakers"], claim["title"]) == ("asserts", [], "Interview 1")
    topics = [each["topic"] for each in rows(cli, place, "topics")]
    assert topics == ["Roads", "Roads > Bridges", "Roads > Bridges > Closed", "Roads > Tunnels", "آمن"]
    assert "Eve 🙂" in str(rows(cli, place, "claim", "show", claim["claim_id"]))
    status, told = taken(cli, place, tmp_path / "p.qdpx", "-f", "jsonl")
    assert told.count('"unchanged"') == 2
    assert rows(cli, place, "claims") == [claim]


def test_a_selection_without_description_is_called_by_its_note_or_its_words(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    notes = "".join(
        f'<Note guid="{guid(name)}" {how}</Note>'
        for name, how in (
            ("inline", "name='n'><PlainTextContent>Said  in\na note.</PlainTextContent>"),
            ("outside", f'plainTextPath="internal://{guid("outside")}.txt">'),
            ("unused", "name='n'>"),
        )
    )
    refer = '<NoteRef targetGUID="{}"/>'
    found = (
        selection(0, 4, "A", more=refer.format(guid("inline"))),
        selection(5, 9, more=refer.format("{" + guid("outside").lower() + "}")),
        selection(11, 19, "A"),
        selection(0, 19),
    )
    xml = project(text_source("T", *found), codes=[code("A")], after=f"<Notes>{notes}</Notes>")
    path = qdpx(tmp_path / "p.qdpx", xml, {"T": "Rain fell, Ben  said.", "outside": "In a file."})
    status, told = taken(cli, place, path)
    assert status == 0, told
    assert [each["claim"] for each in rows(cli, place, "claims")] == [
        "Said in a note.",
        "In a file.",
        "Ben sai",
    ]
    assert "1 selections without a code or a description" in told
    assert "Not kept: 1 notes." in told


def test_programs_that_select_for_each_code_make_one_statement_for_each_person(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    found = [selection(0, 9, each, by=who) for each in "AB" for who in ("Eve", "Kim")]
    two = selection(11, 19, "A", by="Eve", more=f'<Coding guid="{guid("x")}" creatingUser="{guid("Kim")}">')
    two = two.replace(
        "</PlainTextSelection>", f'<CodeRef targetGUID="{guid("B")}"/></Coding></PlainTextSelection>'
    )
    xml = project(text_source("T", *found, two), codes=[code("A"), code("B")], users=["Eve", "Kim"])
    status, told = taken(cli, place, qdpx(tmp_path / "p.qdpx", xml, {"T": "Rain fell, Ben said."}))
    assert status == 0, told
    found_rows = rows(cli, place, "claims")
    assert [each["quote"] for each in found_rows] == ["Rain fell", "Rain fell", "Ben said", "Ben said"]
    assert found_rows[0]["topics"] == ["A", "B"]


def test_parts_of_statements_find_each_other(cli: Cli, place: str, tmp_path: Path) -> None:
    def part(number: int, start: int, end: int, *codes: str) -> str:
        return selection(
            start, end, *codes, note=f"It was wet.\n[claimsdb]\nstance: denies\npart: {number} of 2"
        )

    found = (part(2, 11, 14), part(1, 0, 4, "A"), part(1, 0, 4, "B"), part(1, 5, 9), part(2, 15, 19))
    xml = project(text_source("T", *found), codes=[code("A"), code("B")])
    status, told = taken(cli, place, qdpx(tmp_path / "p.qdpx", xml, {"T": "Rain fell, Ben said."}))
    assert status == 0, told
    one, other = rows(cli, place, "claims")
    assert (one["quote"], other["quote"]) == ("Rain", "fell")
    assert (one["stance"], one["topics"]) == ("denies", ["A", "B"])
    assert [each["quote"] for each in one["further_passages"]] == ["Ben"]
    assert [each["quote"] for each in other["further_passages"]] == ["said"]
    lone = project(text_source("T", part(1, 0, 4), part(1, 5, 9), part(2, 11, 14)))
    status, told = taken(cli, place, qdpx(tmp_path / "lone.qdpx", lone, {"T": "Snow fell, Ben said."}))
    assert status == 1
    assert "This is part 1 of 2 of a statement" in told


@pytest.mark.parametrize("long_ends", [True, False])
@pytest.mark.parametrize("utf_16", [True, False])
def test_a_named_selection_proves_what_all_positions_count(
    cli: Cli, place: str, tmp_path: Path, utf_16: bool, long_ends: bool
) -> None:
    found = [
        selection(*positions(words, utf_16=utf_16, long_ends=long_ends), "A", name=name)
        for words, name in ((SHUT, None), (AGAIN, ""), (ARABIC, "الجسر..."))
    ]
    xml = project(text_source("T", *found), codes=[code("A")])
    for mark in (b"", b"\xef\xbb\xbf"):
        path = qdpx(tmp_path / f"{len(mark)}.qdpx", xml, {"T": mark + STORED.encode()})
        status, told = taken(cli, place, path)
        assert status == 0, told
    assert {each["quote"] for each in rows(cli, place, "claims")} == {SHUT, AGAIN, ARABIC}
    (article,) = rows(cli, place, "articles")  # the same text, under whatever project
    assert article["statements"] == 3


def test_positions_that_fit_one_unit_alone_prove_it(cli: Cli, place: str, tmp_path: Path) -> None:
    end = len(STORED.encode("utf-16-le")) // 2
    found = [selection(*positions(SHUT, utf_16=True), "A"), selection(end - 1, end, "A", note="The end.")]
    xml = project(text_source("T", *found), codes=[code("A")])
    status, told = taken(cli, place, qdpx(tmp_path / "p.qdpx", xml, {"T": STORED.encode()}))
    assert status == 0, told
    assert [each["quote"] for each in rows(cli, place, "claims")] == [SHUT, "."]


def test_positions_that_nothing_proves_are_asked_for(cli: Cli, place: str, tmp_path: Path) -> None:
    xml = project(text_source("T", selection(*positions(AGAIN), "A")), codes=[code("A")])
    path = qdpx(tmp_path / "p.qdpx", xml, {"T": STORED.encode()})
    status, told = taken(cli, place, path)
    assert status == 1
    assert "nothing proves" in told
    assert "--positions code-points" in told
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""
    assert taken(cli, place, path, "--positions", "utf-8")[0] == 2
    status, told = taken(cli, place, path, "--positions", "code-points")
    assert status == 0, told
    assert [each["quote"] for each in rows(cli, place, "claims")] == [AGAIN]


def test_short_line_ends_are_taken_at_ones_word(cli: Cli, place: str, tmp_path: Path) -> None:
    at = positions(AGAIN, utf_16=True, long_ends=False)
    path = qdpx(
        tmp_path / "p.qdpx",
        project(text_source("T", selection(*at, "A")), codes=[code("A")]),
        {"T": STORED.encode()},
    )
    status, told = taken(cli, place, path, "--positions", "utf-16", "--short-line-ends")
    assert status == 0, told
    assert [each["quote"] for each in rows(cli, place, "claims")] == [AGAIN]


def test_what_is_said_of_positions_must_fit(cli: Cli, place: str, tmp_path: Path) -> None:
    xml = project(
        text_source("T", selection(*positions(AGAIN, utf_16=True), "A", name=AGAIN)), codes=[code("A")]
    )
    path = qdpx(tmp_path / "p.qdpx", xml, {"T": STORED.encode()})
    status, told = taken(cli, place, path, "--positions", "code-points")
    assert status == 1
    assert "stand elsewhere" in told


def test_texts_come_in_any_encoding_and_inline_and_of_pdf_documents(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    inline = (
        f'<TextSource guid="{guid("I")}" name="I"><PlainTextContent>Snow &amp; ice.</PlainTextContent>'
        f"{selection(0, 4, 'A')}</TextSource>"
    )
    pdf = (
        f'<PDFSource guid="{guid("P")}" name="P.pdf" path="internal://P.pdf">'
        f'<PDFSelection guid="{guid("area")}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
        f'<Representation guid="{guid("R")}" plainTextPath="internal://{guid("P")}.txt">'
        f"{selection(0, 4, 'A', note='Hail.')}</Representation></PDFSource>"
    )
    wide = text_source("W", selection(0, 4, "A", note="Rain."))
    picture = f'<PictureSource guid="{guid("J")}" name="j.jpg" path="internal://j.jpg"/>'
    xml = project(inline + pdf + wide + picture, codes=[code("A")], after="<Links><Link/></Links>")
    texts: dict[str, bytes | str] = {"P": "Hail fell.", "W": "Rain fell.".encode("utf-16")}
    path = qdpx(tmp_path / "p.qdpx", xml.replace("utf-8", "utf-16").encode("utf-16"), texts, "Sources")
    status, told = taken(cli, place, path)
    assert status == 0, told
    found = [(each["title"], each["claim"], each["quote"]) for each in rows(cli, place, "claims")]
    assert found == [("I", "Snow", "Snow"), ("P.pdf", "Hail.", "Hail"), ("W", "Rain.", "Rain")]
    for lost in ("1 pictures", "1 selections of areas of PDF pages", "1 links"):
        assert f"Not kept: {lost}" in told


def test_the_same_text_in_the_database_is_the_article(cli: Cli, place: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(STORED.encode())
    assert cli("--db", place, "load", tmp_path / "a.txt")[0] == 0
    sources = text_source("Interview", selection(0, 9, "A")) + text_source("Other", selection(0, 4, "A"))
    path = qdpx(
        tmp_path / "p.qdpx",
        project(sources, codes=[code("A")]),
        {"Interview": STORED.encode(), "Other": "Hail fell."},
    )
    status, told = taken(cli, place, path)
    assert status == 0, told
    assert [(each["file"], each["statements"]) for each in rows(cli, place, "articles")] == [
        ("a.txt", 1),
        ("p.qdpx#Other", 1),
    ]


def test_equal_texts_of_a_project_stay_two_documents(cli: Cli, place: str, tmp_path: Path) -> None:
    sources = "".join(text_source(each, selection(0, 4, "A", note=f"In {each}.")) for each in ("One", "Two"))
    path = qdpx(
        tmp_path / "p.qdpx", project(sources, codes=[code("A")]), dict.fromkeys(("One", "Two"), "Hail fell.")
    )
    for _ in range(2):
        status, told = taken(cli, place, path)
        assert status == 0, told
        assert [each["statements"] for each in rows(cli, place, "articles")] == [1, 1]


def test_an_edited_project_is_brought_up_to_date(cli: Cli, place: str, tmp_path: Path) -> None:
    def write(text: str, words: str) -> Path:
        start = text.index(words)
        xml = project(
            text_source("T", selection(start, start + len(words), "A", name=words)), codes=[code("A")]
        )
        return qdpx(tmp_path / "p.qdpx", xml, {"T": text})

    assert taken(cli, place, write("Rain fell.", "Rain"))[0] == 0
    assert taken(cli, place, write("Much rain fell. Snow too.", "Snow"))[0] == 0
    (article,) = rows(cli, place, "articles")
    assert article["versions"] == 2


def test_a_code_book_comes_in_whole_and_goes_out_the_same(cli: Cli, place: str, tmp_path: Path) -> None:
    book = code_book(code("B", code("b > c"), code("b")), code("A", more="<Description>all</Description>"))
    path = tmp_path / "book.QDC"
    path.write_text(book)
    status, told = taken(cli, place, path)
    assert status == 0, told
    assert [each["topic"] for each in rows(cli, place, "topics")] == ["A", "B", "B > b", "B > b › c"]
    assert "1 signs > in names of codes" in told
    assert "1 descriptions and notes of codes" in told
    assert "4 topics added" in told
    out = tmp_path / "out.qdc"
    assert cli("--db", place, "export", "refi-qda", out)[0] == 0
    first = out.read_bytes()
    assert cli("--db", place, "export", "refi-qda", out)[0] == 0
    assert out.read_bytes() == first
    assert taken(cli, place, out, "-f", "jsonl")[1].count('"unchanged"') == 1


def test_a_dry_run_and_a_refusal_keep_nothing(cli: Cli, place: str, tmp_path: Path) -> None:
    xml = project(
        text_source("T", selection(0, 4, "A"), selection(5, 99, "A"), selection(0, 9, "gone")),
        codes=[code("A")],
    )
    path = qdpx(tmp_path / "p.qdpx", xml, {"T": "Rain fell."})
    status, told = taken(cli, place, path)
    assert status == 1
    assert f"{path}/project.qde:4:" in told
    assert "The selection 5–99 is empty, leads out of the text" in told
    assert f"the code {guid('gone').lower()}, which the code book does not have" in told
    assert cli("--db", place, "topics", "-f", "jsonl")[1] == ""
    assert taken(cli, place, path, "--keep-going", "--dry-run")[0] == 1
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""
    assert taken(cli, place, path, "--keep-going")[0] == 1
    assert [each["quote"] for each in rows(cli, place, "claims")] == ["Rain"]


ONE: Final = text_source("T", selection(0, 4, "A"))
CODES: Final = [code("A")]


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        ("", "this is no XML"),
        ("no XML", "this is no XML"),
        ("<html/>", "its root is html"),
        ('<x:Project xmlns:x="urn:other"/>', "its root is {urn:other}Project"),
        (project(ONE, codes=CODES)[:-30], "this is no XML"),
        (f'<!DOCTYPE p SYSTEM "file:///etc/passwd">{project()[38:]}', ":1: there is a DOCTYPE"),
        (f'<!DOCTYPE p [<!ENTITY a "aaaa">]>{project("&a;")[38:]}', "there is a DOCTYPE"),
        (project("&undefined;"), "undefined entity"),
        (project("\x01"), "this is no XML"),
        (f"{project()[:-10]}{'<Code>' * 1_000_000}", "within more than 100 others"),
        (project(codes=['<Code name="A"/>']), "project.qde:3: The Code has no guid"),
        (project(codes=[code("A"), code("A")]), "Two elements Code have the GUID"),
        (project(codes=[code("  ")]), "is blank"),
        (project(codes=[code("a\x7fb")]), "control character"),
        (project(users=["Eve", "Eve"]), "Two elements User have the GUID"),
        (project(text_source("gone", selection(0, 1, "A")), codes=CODES), "the project has no sources/"),
        (project(text_source("T", path="absolute:///etc/passwd")), "lies outside of the project"),
        (project(text_source("T", path="relative://../a.txt")), "lies outside of the project"),
        (project(text_source("T", path="internal://../../etc/passwd")), "the project has no sources/"),
        (project(f'<TextSource guid="{guid("T")}"/>'), "it names none"),
        (project(ONE.replace("<TextSource guid", "<TextSource id"), codes=CODES), "has no guid"),
        (project(ONE + ONE, codes=CODES), "Two elements TextSource have the GUID"),
        (project(text_source("T", *[selection(0, 4, "A")] * 2), codes=CODES), "PlainTextSelection have the"),
        (project(ONE.replace("<PlainTextSelection guid", "<PlainTextSelection id"), codes=CODES), "no guid"),
        (project(ONE.replace("<CodeRef targetGUID", "<CodeRef id"), codes=CODES), "is coded by no code"),
        (project(text_source("T", selection(-1, 4, "A")), codes=CODES), "has no whole numbers"),
        (project(text_source("T", selection("1.5", 4, "A")), codes=CODES), "1.5–4 has no whole numbers"),
        (project(text_source("T", selection("9" * 5000, 4, "A")), codes=CODES), "has no whole numbers"),
        (project(text_source("T", selection(4, 0, "A")), codes=CODES), "is empty"),
        (project(text_source("T", selection(4, 5, "A")), codes=CODES), "is empty"),
        (project(text_source("T", selection(0, 4, note="x\n[claimsdb]\nsings: yes"))), "«sings: yes»"),
        (project(text_source("T", selection(0, 4, note="x\n[claimsdb]\nstance: sings"))), "«sings»"),
        (project(text_source("T", selection(0, 4, note="x\n[claimsdb]\npart: 2 of 3"))), "part 2 of 3"),
        (project(text_source("T", selection(0, 4, note="x\n[claimsdb]\npart: 2 of 0"))), "part 2 of 0"),
        (project(text_source("T", selection(0, 4, note="x\n[claimsdb]\nnamed at: 0-4"))), "«named at: 0-4»"),
        (project(ONE, codes=CODES, origin="claimsdb 1"), "names the words «»"),
    ],
    ids=range(36),
)
def test_malformed_xml_gets_a_sentence_and_changes_nothing(
    cli: Cli, place: str, tmp_path: Path, xml: str, sentence: str
) -> None:
    path = qdpx(tmp_path / "p.qdpx", xml, {"T": "Rain fell."})
    status, told = taken(cli, place, path)
    assert status == 1
    assert sentence in told
    assert "itself failed" not in told
    assert "Traceback" not in told
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""
    assert cli("--db", place, "topics", "-f", "jsonl")[1] == ""


@on_sqlite  # what is wrong with a ZIP is so before any database is asked
@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({}, "this ZIP has no project.qde"),
        ({"a/project.qde": project()}, "this ZIP has no project.qde"),
        ({"project.qde": project(), "other.qde": project()}, "several .qde"),
        ({"project.qde": project(), "../x.txt": ""}, "'../x.txt' leads out of it"),
        ({"project.qde": project(), "/x.txt": ""}, "'/x.txt' leads out of it"),
        ({"project.qde": project(), "C:\\x.txt": ""}, "leads out of it"),
        ({"project.qde": project(), "sources\\..\\..\\x": ""}, "leads out of it"),
        ({"project.qde": project(), "PROJECT.QDE": project()}, "'PROJECT.QDE' twice"),
        ({"project.qde": " " * 70_000_000}, "more than 500 times larger"),
    ],
    ids=range(9),
)
def test_a_zip_that_means_harm_is_refused(
    cli: Cli, place: str, tmp_path: Path, members: dict[str, str], sentence: str
) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    status, told = taken(cli, place, path)
    assert status == 1
    assert sentence in told


@on_sqlite  # as above
def test_a_damaged_or_encrypted_zip_is_refused(cli: Cli, place: str, tmp_path: Path) -> None:
    path = qdpx(tmp_path / "p.qdpx", project(ONE, codes=CODES), {"T": "Rain fell. " * 1000})
    whole = path.read_bytes()
    for damaged in (
        whole[:-30],
        whole[:100],
        whole[:60] + b"xxxx" + whole[64:],
        whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
        whole.replace(b"\x08\x00", b"\x0e\x00"),
    ):
        path.write_bytes(damaged)
        status, told = taken(cli, place, path)
        assert status == 1
        assert "again" in told
        assert "itself failed" not in told


@on_sqlite  # it is about files
def test_what_is_no_file_is_told(cli: Cli, place: str, tmp_path: Path) -> None:
    (tmp_path / "empty.qdpx").write_bytes(b"")
    (tmp_path / "folder.qdpx").mkdir()
    for name, sentence in (
        ("empty.qdpx", "the file is empty"),
        ("folder.qdpx", "directory"),
        ("none.qdpx", "no such file"),
    ):
        status, told = taken(cli, place, tmp_path / name)
        assert status == 1
        assert sentence in told


def test_an_export_replaces_only_its_own_and_names_what_it_leaves_out(
    cli: Cli, seeded_place: Where, tmp_path: Path
) -> None:
    place, out = str(seeded_place), tmp_path / "a project.qdpx"
    status, _, err = cli("--db", place, "export", "refi-qda", out)
    assert status == 0
    assert "Not written: 41 relations between claims" in err
    first = out.read_bytes()
    assert cli("--db", place, "export", "refi-qda", out)[0] == 0
    assert out.read_bytes() == first
    other = qdpx(tmp_path / "other.qdpx", project(), {})
    kept = other.read_bytes()
    status, _, err = cli("--db", place, "export", "refi-qda", other)
    assert status == 1
    assert "no export of claimsdb" in err
    assert other.read_bytes() == kept
    status, _, err = cli("--db", place, "export", "refi-qda", tmp_path / "out.zip")
    assert status == 2
    assert ".qdpx for a project" in err
    assert sorted(each.name for each in tmp_path.iterdir() if each.suffix != ".db") == [
        "a project.qdpx",
        "other.qdpx",
    ]


def test_an_empty_database_makes_a_project_but_no_code_book(cli: Cli, place: str, tmp_path: Path) -> None:
    assert cli("--db", place, "export", "refi-qda", tmp_path / "e.qdpx")[0] == 0
    assert taken(cli, place, tmp_path / "e.qdpx")[0] == 0
    status, _, err = cli("--db", place, "export", "refi-qda", tmp_path / "e.qdc")
    assert status == 1
    assert "There are no topics" in err
    assert not (tmp_path / "e.qdc").exists()


def test_a_project_that_went_through_another_program_says_nothing_new(
    cli: Cli, seeded_place: Where, tmp_path: Path
) -> None:
    place, out, back = str(seeded_place), tmp_path / "out.qdpx", tmp_path / "back.qdpx"
    assert cli("--db", place, "export", "refi-qda", out)[0] == 0
    through_another_program(out, back)
    before = rows(cli, place, "claims")
    status, told = taken(cli, place, back)
    assert status == 0, told
    assert rows(cli, place, "claims") == before
