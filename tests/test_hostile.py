"""Hostile and broken files: one clear sentence each, within seconds, and nothing changed."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from claimsdb.cli.main import main
from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Callable

    Load = Callable[..., str]

TEXT: Final = "The talks began in Astana on Monday. Nobody came.\n"
SECONDS: Final = 8
"""The longest that one file may take, on a slow machine."""


@pytest.fixture
def refused(
    seeded_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Load:
    """Load a file of the current folder that must be refused; return what is told of it."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    before = seeded_file.read_bytes()

    def load(name: str, *, lines: int = 1) -> str:
        started = time.monotonic()
        status = main(["--db", str(seeded_file), "load", name])
        duration = time.monotonic() - started
        err = capsys.readouterr().err
        assert status == 1, err
        assert duration < SECONDS
        assert seeded_file.read_bytes() == before
        told = err.removesuffix("\n").split("\n")
        assert len(told) <= lines
        assert all(each.startswith(name) for each in told)
        assert max(map(len, told)) < 700
        assert "Traceback" not in err
        assert "itself failed" not in err
        return err

    return load


def _annotate(annotation: str, text: str = TEXT) -> str:
    Path("a.txt").write_text(text)
    Path("a.claims.yaml").write_text(annotation)
    return "a.claims.yaml"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cut.txt", "Ещё немного слов здесь".encode()[:-1], "line 1, byte 39: this is not utf-8"),
        ("wrong.txt", b"\xef\xbb\xbfabc \xff\xfe def", "byte 7: this is not utf-8"),
        ("half.txt", b"\xff\xfea\x00b\x00c", "this is not utf-16le"),
        (
            "declared.html",
            b'<html><head><meta charset="utf-8"></head><body>caf\xe9 abc</body></html>',
            "this is not utf-8 (invalid continuation byte)",
        ),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "this is a PNG image"),
        ("page.html", b"%PDF-1.7\n" + bytes(range(256)), "this is a PDF"),
        ("nul.txt", b"\0" * 100_000, "this is binary data"),
        ("empty.txt", b"", "there is no visible text in it"),
        ("spaces.txt", b"  \n\t \r\n \xc2\xa0\n", "there is no visible text in it"),
        ("script.html", b"<html><script>var x</script></html>", "there is no visible text in it"),
        ("deep.md", b"> " * 50_000 + b"x\n", "nested too deep"),
        ("a.docx", b"PK\x03\x04", "files of this type are not read. Known endings: .txt"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[:14] else "",
)
def test_a_text_that_is_none_is_refused(name: str, content: bytes, sentence: str, refused: Load) -> None:
    Path(name).write_bytes(content)
    assert sentence in refused(name)


@pytest.mark.parametrize("name", ["line.txt", "line.md", "line.html", "line.claims.yaml"])
def test_a_file_of_100_mb_is_refused_before_it_is_read(name: str, refused: Load) -> None:
    _annotate("")
    with Path(name).open("wb") as stream:
        stream.truncate(100_000_000)
    assert "100 MB is more than the 32 MB that one text may have" in refused(name)


def test_a_line_of_100_mb_is_passed_over(refused: Load) -> None:
    with Path("line.jsonl").open("wb") as stream:
        stream.write(b'{"text": "')
        stream.truncate(100_000_000)
    assert refused("line.jsonl").startswith("line.jsonl:1: the line has more than 67,108,864 bytes")


BOMB: Final = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + level)}: &{chr(98 + level)} [{','.join(['*' + chr(97 + level)] * 9)}]\n" for level in range(9)
)


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        ("claims: " + "[" * 100_000, "a.claims.yaml:1:28: lists and mappings are nested more than 20 deep"),
        ("claims: " + "{a: " * 100_000, "nested more than 20 deep"),
        ("claims: " + "- " * 50_000, "a.claims.yaml:1:"),
        (BOMB, "the anchor «&a» is not allowed: write the value out"),
        (
            "claims: !!python/object/apply:os.system ['touch pwned']",
            "the tag «tag:yaml.org,2002:python/object/apply:os.system» is not allowed",
        ),
        (
            "claims:\n- claim: A.\n  claim: B.\n  quote: Nobody came\n",
            "a.claims.yaml:3:3: the key «claim» is given twice, first at a.claims.yaml:2:3",
        ),
        (
            "claim:\n- claim: A.\n",
            "a.claims.yaml:1:1: the record: unknown key «claim»: did you mean «claims»?",
        ),
        ("claims: 5\n", "a.claims.yaml:1:9: claims: «5» is text; write a list"),
        ("article: []\n", "article: «[]» is a list; write a mapping"),
        ("article:\n  published: 2017-13-45\n", "a.claims.yaml:2:14: article.published: '2017-13-45' is not"),
        ("claims:\n- {claim: A., quote: Nobody, when: 2017-02-29}\n", "'2017-02-29' is not a date in EDTF"),
        ("", "a.claims.yaml:1:1: the file says nothing"),
        ("# only a comment\n", "the file says nothing"),
        ("claims:\n  - claim: 'A.\n", "a.claims.yaml:"),
        ("claims: []\n---\nclaims: []\n", "a second document begins here"),
        (
            "claims:\n- {claim: A., quote: Nobody, occurrence: " + "9" * 100_000 + "}\n",
            "is no count of places",
        ),
        ("claimsdb: " + "9" * 5_000 + "\n", "is not format version 1"),
        ("claimsdb: 2\n", "«2» is not format version 1"),
        ("claims:\n- {claim: A., quote: " + "word " * 200_000 + "}\n", "does not stand in the text"),
        ("claims:\n- {claim: A., quote: '" + "(a+)+" * 2_000 + "$'}\n", "does not stand in the text"),
        (
            "claims:\n- {claim: A., quote: came, relations: [{supports: nobody}]}\n",
            "No claim has the key «nobody»",
        ),
        ("article: {file: ../x.txt}\n", "../x.txt: leads out of the folder"),
        ("article: {file: /etc/passwd}\n", "/etc/passwd: leads out of the folder"),
        ("article: {file: sub/../../x.txt}\n", "leads out of the folder"),
        ("article: {file: b.txt}\n", "its text b.txt is not there"),
        ("text: Mine.\n", "the wording itself stands only in JSON Lines"),
    ],
    ids=lambda value: value[:20].strip(),
)
def test_an_annotation_that_does_not_hold_is_refused(annotation: str, sentence: str, refused: Load) -> None:
    Path("../x.txt").write_text("Outside.\n")
    assert sentence in refused(_annotate(annotation), lines=120 if annotation is BOMB else 3)
    assert not Path("pwned").exists()


def test_a_quote_that_would_try_a_backtracking_reader_is_looked_up_in_no_time(refused: Load) -> None:
    annotation = "claims:\n- {claim: A., quote: '" + "a " * 2_000 + "b'}\n"
    assert "does not stand in the text" in refused(_annotate(annotation, "a " * 30_000 + "!"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"text": "x", "claims": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested more than 20 deep"),
        ('{"text": "x", "claims": ' + "[" * 100_000, "a.jsonl:1: "),
        (r'{"text": "Nobody \ud800"}', "holds half of a surrogate pair"),
        (r'{"text": "Nobody", "claims": [{"claim": "A \udc00.", "quote": "Nobody"}]}', "surrogate pair"),
        ('{"text": "x", "claimsdb": ' + "9" * 100_000 + "}", "a number that cannot be read"),
        ('{"text": "x", "claimsdb": 1e400}', "a number that cannot be read: «1e400»"),
        ('{"text": "x", "text": "y"}', "the key «text» is given twice"),
        ('{"text": "x", "article": {"title": "a\\u001b[2Jb"}}', "holds a control character; take it out"),
        ('{"text": "x", "article": {"media_type": "text/evil"}}', "a.jsonl:1: article.media_type"),
        ('{"text": " "}', "text: « » is blank"),
        ("[]", "the record: «[]» is a list; write a mapping"),
        ("null", "a.jsonl:1: "),
        ("{}", "«text» is missing"),
        ("\x00", "the line is not JSON"),
        ("{'text': 'x'}", "the line is not JSON"),
    ],
    ids=lambda value: value[:40],
)
def test_a_line_that_does_not_hold_is_refused(line: str, sentence: str, refused: Load) -> None:
    Path("a.jsonl").write_text(line + "\n")
    assert sentence in refused("a.jsonl", lines=2)


def test_a_line_that_is_not_utf_8_is_refused(refused: Load) -> None:
    Path("a.jsonl").write_bytes(b'{"text": "caf\xe9"}\n')
    assert "byte 14 (0xE9) of the line is not UTF-8" in refused("a.jsonl")


def test_a_good_line_between_bad_ones_is_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('nonsense\n{"text": "Good."}\n{"text": 5}\n')
    assert main(["--db", str(tmp_path / "new.db"), "load", str(tmp_path / "a.jsonl"), "-f", "jsonl"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["source"], row["outcome"]) for row in rows] == [
        ("a.jsonl:1", "refused"),
        ("a.jsonl:2", "added"),
        ("a.jsonl:3", "refused"),
    ]


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/dev/full", "../x.txt"])
@pytest.mark.parametrize("name", ["link.txt", "link.claims.yaml"])
def test_a_link_out_of_the_folder_is_refused(target: str, name: str, refused: Load) -> None:
    Path("link.txt").write_text(TEXT)
    Path(name).unlink(missing_ok=True)
    Path("../x.txt").write_text("Outside.\n")
    Path(name).symlink_to(target)
    assert "leads out of the folder" in refused(name)


@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd"])
def test_a_link_out_of_the_folder_is_refused_when_an_annotation_names_it(target: str, refused: Load) -> None:
    annotation = _annotate("article: {file: b.txt}\n")
    Path("b.txt").symlink_to(target)
    assert "leads out of the folder" in refused(annotation)


def test_a_link_that_leads_nowhere_is_refused(refused: Load) -> None:
    Path("a.txt").symlink_to("nowhere.txt")
    assert "a.txt: no such file or folder." in refused("a.txt")


def test_a_link_that_leads_to_itself_is_refused(refused: Load) -> None:
    Path("a.txt").symlink_to("a.txt")
    refused("a.txt")


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.jsonl", "pipe.claims.yaml"])
def test_a_pipe_is_refused_and_not_waited_for(name: str, refused: Load) -> None:
    os.mkfifo(name)
    assert "not an ordinary file. Save its contents to a file and load that." in refused(name)


def test_a_folder_with_the_name_of_a_text_is_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts.txt").mkdir()
    (tmp_path / "texts.txt" / "inner.txt").write_text("Inner.\n")
    assert main(["--db", str(tmp_path / "new.db"), "load", str(tmp_path / "texts.txt")]) == 0
    assert capsys.readouterr().err == ""


PAGES: Final = {
    "20,000 nested divs": "<html><body>" + "<div>" * 20_000 + "Seen" + "</div>" * 20_000 + "</body></html>",
    "100,000 unclosed tags": "<html><body>Seen" + "<b><i><p>word " * 33_334,
    "10,000 nested tables": "<html><body>Seen" + "<table><tr><td>" * 10_000 + "x",
    "a comment without end": "<html><body>Seen <!--" + "-" * 1_000_000,
    "a million entities": "<html><body>Seen " + "&amp;" * 1_000_000,
    "a title of a megabyte": f"<html><head><title>{'t' * 1_000_000}</title></head><body>Seen</body></html>",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_would_choke_a_reader_is_read(page: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGES[page])
    started = time.monotonic()
    assert main(["--db", str(tmp_path / "new.db"), "load", str(tmp_path / "page.html")]) == 0
    assert time.monotonic() - started < SECONDS
    with open_database(tmp_path / "new.db") as database:
        assert "Seen" in database.article(1).text
        assert database.verify().faults == ()


def test_a_file_that_is_deleted_while_others_are_loaded_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimsdb.sources.batches.MOST_IN_A_TRANSACTION", 1)
    monkeypatch.setattr("claimsdb.sources.prepare_files.CHUNK", 1)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / "texts" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "texts" / name).write_text(f"Text {name}.\n")
    with open_database(tmp_path / "new.db", create=True) as database:
        report = database.load(
            tmp_path / "texts", told=lambda _: (tmp_path / "texts" / "b.txt").unlink(missing_ok=True)
        )
    assert [(each.name, each.outcome) for each in report.outcomes] == [
        ("a.txt", "added"),
        ("b.txt", "refused"),
        ("c.txt", "added"),
    ]
    assert "no such file or folder" in report.outcomes[1].notes[0]


def test_a_name_that_is_not_utf_8_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "good.txt").write_text("Good.\n")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/texts/bad\xff.txt")).write_text("Bad.\n")
    assert main(["--db", str(tmp_path / "new.db"), "load", str(tmp_path / "texts")]) == 1
    assert r"bad\udcff.txt: the name is not UTF-8. Rename the file or folder." in capsys.readouterr().err
    with open_database(tmp_path / "new.db") as database:
        assert [row.file for row in database.articles()] == ["good.txt"]
