from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.records.sources import PreparedText, RefusedText
from claimsdb.sources.prepare import ready_all
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

EMPTY = "claimsdb: 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture
def put(write: Callable[[str, str | bytes], Path], folder: Path) -> Callable[..., Path]:
    """Write a file to the desk."""

    def put_file(name: str, content: str | bytes = "Words.") -> Path:
        return write(f"{folder.name}/{name}", content)

    return put_file


def prepare_all(paths: Iterable[Path]) -> list[PreparedText | RefusedText]:
    """Return every text as it is read when it wants care."""
    return [text if isinstance(text, RefusedText) else text.again() for text in ready_all(paths)]


def prepared(*paths: Path) -> list[tuple[str, str | None, str | None]]:
    """Return name, text file and annotation file of all texts, none of which may be refused."""
    found = list(prepare_all(paths))
    assert not [text.reason for text in found if isinstance(text, RefusedText)]
    return [(text.name, text.file, text.annotation_file) for text in found if isinstance(text, PreparedText)]


def refusals(*paths: Path) -> list[tuple[str, str]]:
    return [(text.name, text.reason.sentence) for text in prepare_all(paths) if isinstance(text, RefusedText)]


def test_a_text_is_read_with_the_annotation_beside_it(put: Callable[..., Path], folder: Path) -> None:
    text, annotation = put("a.txt", "Some words."), put("a.claims.yaml", EMPTY)
    (found,) = prepare_all([folder])
    assert isinstance(found, PreparedText)
    assert (found.name, found.file, found.origin) == ("a.claims.yaml", "a.txt", str(text))
    assert (found.source.text, found.original) == ("Some words.", b"Some words.")
    assert (found.annotation_file, found.annotation_sha256) == (
        "a.claims.yaml",
        sha256(annotation.read_bytes()),
    )


def test_a_text_named_alone_brings_its_annotation(put: Callable[..., Path]) -> None:
    text = put("a.txt")
    put("a.claims.yaml", EMPTY)
    assert prepared(text) == [("a.txt", "a.txt", "a.claims.yaml")]


def test_a_text_without_annotation_stands_alone(put: Callable[..., Path]) -> None:
    assert prepared(put("a.txt")) == [("a.txt", "a.txt", None)]


def test_nested_files_keep_their_names_below_the_folder(put: Callable[..., Path], folder: Path) -> None:
    put("2017/02/a.txt")
    put("2017/notes/a.claims.yaml", EMPTY + "article: {file: ../02/a.txt}\n")
    assert prepared(folder) == [
        ("2017/02/a.txt", "2017/02/a.txt", None),
        ("2017/notes/a.claims.yaml", "2017/02/a.txt", "a.claims.yaml"),
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_named_twice_is_read_once(put: Callable[..., Path], folder: Path, order: int) -> None:
    text, annotation, lines = put("a.txt"), put("a.claims.yaml", EMPTY), put("b.jsonl", b'{"claimsdb": 1}\n')
    paths = [text, annotation, lines, folder, folder / "." / "a.txt", folder / ".." / folder.name][::order]
    assert len(list(prepare_all(paths))) == 2


def test_the_paths_may_be_relative(
    put: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = put("sub/a.txt")
    put("sub/a.claims.yaml", EMPTY + "article: {file: ../sub/a.txt}\n")
    monkeypatch.chdir(folder / "sub")
    from pathlib import Path as Relative  # noqa: PLC0415 (a name for this test alone)

    (found,) = prepare_all([Relative("../sub"), Relative("a.txt"), Relative()])
    assert isinstance(found, PreparedText)
    assert (found.file, found.origin) == ("a.txt", str(text))


def test_an_annotation_may_name_another_text_than_the_one_beside(
    put: Callable[..., Path], folder: Path
) -> None:
    put("a.txt")
    put("b.txt")
    put("a.claims.yaml", EMPTY + "article: {file: b.txt}\n")
    assert prepared(folder) == [("a.claims.yaml", "b.txt", "a.claims.yaml"), ("a.txt", "a.txt", None)]


def test_several_annotations_may_name_one_text(put: Callable[..., Path], folder: Path) -> None:
    put("a.txt")
    put("ann.claims.yaml", EMPTY + "article: {file: a.txt}\nannotator: Ann\n")
    put("ben.claims.yaml", EMPTY + "article: {file: a.txt}\nannotator: Ben\n")
    put("copy.claims.yaml", EMPTY + "article: {file: a.txt}\nannotator: Ben\n")
    assert prepared(folder) == [
        ("ann.claims.yaml", "a.txt", "ann.claims.yaml"),
        ("ben.claims.yaml", "a.txt", "ben.claims.yaml"),
    ]


def test_an_annotation_beside_two_texts_must_name_one(put: Callable[..., Path], folder: Path) -> None:
    put("a.txt")
    put("a.html")
    put("a.claims.yaml", EMPTY)
    ((name, sentence),) = refusals(folder)
    assert name == "a.claims.yaml"
    assert "its text can be any of a.txt, a.html. Name the one meant under `article: file:`." in sentence
    put("a.claims.yaml", EMPTY + "article: {file: a.html}\n")
    assert prepared(folder) == [("a.claims.yaml", "a.html", "a.claims.yaml"), ("a.txt", "a.txt", None)]


def test_an_annotation_without_its_text_is_refused(put: Callable[..., Path], folder: Path) -> None:
    put("a.claims.yaml", EMPTY)
    ((_, sentence),) = refusals(folder)
    assert "its text of the same name is not there. Put the text beside it" in sentence


def test_a_bad_annotation_is_told_once_and_its_text_not_loaded_bare(
    put: Callable[..., Path], folder: Path
) -> None:
    text = put("a.txt")
    put("a.claims.yaml", "claimsdb: [\n")
    (told,) = prepare_all([folder])
    assert isinstance(told, RefusedText)
    assert isinstance(told.reason, AnnotationRefusedError)
    assert [name for name, _ in refusals(text)] == ["a.txt"]


@pytest.mark.parametrize("name", ["../x.txt", "../desk/../x.txt", "/etc/hostname"])
def test_a_file_outside_the_folder_is_refused_at_its_place(
    put: Callable[..., Path], folder: Path, write: Callable[[str, str], Path], name: str
) -> None:
    write("x.txt", "Secret.")
    put("a.claims.yaml", f"{EMPTY}article:\n  file: {name}\n")
    (told,) = prepare_all([folder])
    assert isinstance(told, RefusedText)
    assert isinstance(told.reason, AnnotationRefusedError)
    (problem,) = told.reason.problems
    assert (problem.place.line, "leads out of the folder" in problem.sentence) == (3, True)


def test_an_absolute_file_inside_the_folder_is_taken(
    put: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = put("x.txt")
    put("a.claims.yaml", f"{EMPTY}article: {{file: {text}}}\n")
    assert prepared(folder) == [("a.claims.yaml", "x.txt", "a.claims.yaml")]
    monkeypatch.chdir(folder.parent)
    assert prepared(folder.relative_to(folder.parent)) == [("a.claims.yaml", "x.txt", "a.claims.yaml")]


@pytest.mark.parametrize("name", ["a" * 300 + ".txt", "a.txt/b.txt", "..", "."])
def test_a_file_that_cannot_be_is_refused(put: Callable[..., Path], folder: Path, name: str) -> None:
    put("a.txt")
    put("b.claims.yaml", f"{EMPTY}article: {{file: {name}}}\n")
    assert [refused for refused, _ in refusals(folder)] == ["b.claims.yaml"]


def test_a_link_that_leads_out_is_refused_and_one_inside_is_read(
    put: Callable[..., Path], folder: Path, write: Callable[[str, str], Path]
) -> None:
    put("a.txt")
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(write("secret.txt", "Secret."))
    (folder / "out.claims.yaml").symlink_to(write("secret.yaml", EMPTY))
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone")
    found = {text.name: text for text in prepare_all([folder])}
    assert [name for name, text in found.items() if isinstance(text, PreparedText)] == ["a.txt", "in.txt"]
    told = dict(refusals(folder))
    assert "leads out of the folder" in told["out.claims.yaml"]
    assert "cannot be read" in told["loop.txt"]
    assert "no such file" in told["nowhere.txt"]


def test_a_link_out_named_by_itself_is_refused(
    put: Callable[..., Path], folder: Path, write: Callable[[str, str], Path]
) -> None:
    put("a.txt")
    (folder / "out.txt").symlink_to(write("secret.txt", "Secret."))
    assert "leads out of the folder" in refusals(folder / "out.txt")[0][1]


def test_pipes_are_refused_without_waiting(folder: Path) -> None:
    for name in ("a.txt", "b.claims.yaml", "c.jsonl"):
        os.mkfifo(folder / name)
    told = refusals(folder)
    assert [name for name, _ in told] == ["b.claims.yaml", "a.txt", "c.jsonl"]
    assert all("not an ordinary file" in sentence for _, sentence in told)


def test_an_annotation_that_cannot_be_read_is_told_with_the_text_named(
    put: Callable[..., Path], folder: Path
) -> None:
    text = put("a.txt")
    (folder / "a.claims.yaml").symlink_to(folder / "gone.yaml")
    ((name, sentence),) = refusals(text)
    assert name == "a.txt"
    assert "a.claims.yaml: no such file" in sentence


AS_NOBODY = """
import os, sys
from pathlib import Path
from claimsdb.formats import annotation_yaml
from claimsdb.sources import prepare, lines
from claimsdb.text import read
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.seteuid(65534)
for text in prepare.ready_all(map(Path, sys.argv[2:])):
    print(getattr(text, "ready", text).name, "|", getattr(text, "reason", "read"))
"""


def test_what_may_not_be_read_is_told_and_the_rest_is_read(put: Callable[..., Path], folder: Path) -> None:
    put("a.txt")
    put("closed.txt").chmod(0)
    put("lines.jsonl", b"{}\n").chmod(0)
    put("dir/b.txt")
    put("list/c.txt")
    put("list/c.claims.yaml", EMPTY)
    (folder / "dir").chmod(0)
    (folder / "list").chmod(0o444)
    folder.chmod(0o755)
    command = [sys.executable, "-c", AS_NOBODY, str(folder), ".", "dir/b.txt"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / "dir").chmod(0o755)
    (folder / "list").chmod(0o755)
    assert result.stderr == ""
    told = dict(line.split(" | ") for line in result.stdout.splitlines())
    assert told.pop("a.txt") == "read"
    assert set(told) == {"closed.txt", "lines.jsonl", "dir", "list/c.claims.yaml", "list/c.txt", "dir/b.txt"}
    assert all("cannot be read (Permission denied)" in sentence for sentence in told.values())
