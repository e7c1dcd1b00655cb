from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from claimsdb.records.sources import LinesSource, RefusedSource, TextSource
from claimsdb.sources.find import annotation_beside, find_sources, texts_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths)]


def refusal(path: Path) -> str:
    (source,) = find_sources([path])
    assert isinstance(source, RefusedSource)
    return source.reason.sentence


def test_a_folder_is_walked_by_name_with_annotations_before_texts(
    write: Callable[[str, str], Path], folder: Path
) -> None:
    for name in ("b.txt", "a.html", "z.claims.yaml", "c/d.md", "c/a.claims.yml", "lines.jsonl", "B.txt"):
        write(f"desk/{name}", "x")
    assert names(folder) == [
        "z.claims.yaml",
        "B.txt",
        "a.html",
        "b.txt",
        "c/a.claims.yml",
        "c/d.md",
        "lines.jsonl",
    ]


def test_each_file_is_what_its_ending_says(write: Callable[[str, str], Path], folder: Path) -> None:
    text, annotation, lines = (write(f"desk/{name}", "x") for name in ("a.txt", "b.claims.yaml", "c.ndjson"))
    assert list(find_sources([folder])) == [
        TextSource("b.claims.yaml", folder, annotation=annotation),
        TextSource("a.txt", folder, text=text),
        LinesSource("c.ndjson", lines),
    ]


def test_hidden_files_and_folders_are_passed_over(write: Callable[[str, str], Path], folder: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "c.txt"):
        write(f"desk/{name}", "x")
    assert names(folder) == ["c.txt"]


def test_a_file_named_by_itself_lies_in_its_own_folder(write: Callable[[str, str], Path]) -> None:
    path = write("desk/deep/.hidden.txt", "x")
    assert list(find_sources([path])) == [TextSource(".hidden.txt", path.parent, text=path)]


def test_files_of_other_types_are_passed_over_in_a_folder_and_refused_by_name(
    write: Callable[[str, str], Path], folder: Path
) -> None:
    write("desk/a.txt", "x")
    other = write("desk/a.pdf", "x")
    assert names(folder) == ["a.txt"]
    assert "files of this type are not read. Known endings: .txt" in refusal(other)


@pytest.mark.parametrize("inside", [None, "a.pdf", ".a.txt", "empty/.keep"])
def test_a_folder_with_nothing_to_load_is_refused(
    write: Callable[[str, str], Path], folder: Path, inside: str | None
) -> None:
    if inside:
        write(f"desk/{inside}", "x")
    assert "nothing to load in this folder" in refusal(folder)


@pytest.mark.parametrize("name", ["gone.txt", "gone", "gone/a.txt", "a.txt/b.txt", "nul\0.txt"])
def test_a_path_that_leads_nowhere_is_refused(
    write: Callable[[str, str], Path], folder: Path, name: str
) -> None:
    write("desk/a.txt", "x")
    assert "no such file or folder" in refusal(folder / name)


def test_a_folder_named_like_a_text_is_a_folder(write: Callable[[str, str], Path], folder: Path) -> None:
    write("desk/x.txt/a.txt", "x")
    write("desk/y.jsonl/b.txt", "x")
    assert names(folder) == ["x.txt/a.txt", "y.jsonl/b.txt"]
    assert names(folder / "x.txt") == ["a.txt"]


def test_links_to_folders_are_not_followed_so_that_no_walk_is_endless(
    write: Callable[[str, str], Path], folder: Path
) -> None:
    write("desk/a/b.txt", "x")
    (folder / "a" / "up").symlink_to(folder)
    (folder / "a" / "up.txt").symlink_to(folder)
    assert names(folder) == ["a/b.txt"]


def test_links_to_files_and_to_nowhere_are_led_to(write: Callable[[str, str], Path], folder: Path) -> None:
    write("desk/a.txt", "x")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone")
    assert names(folder) == ["a.txt", "link.txt", "loop.txt", "nowhere.txt"]


@pytest.mark.parametrize(
    "name", ["with space.txt", "новость.txt", "two\nlines.txt", "[b]#%20?.txt", "-x.txt"]
)
def test_any_name_that_is_text_is_kept(write: Callable[[str, str], Path], folder: Path, name: str) -> None:
    write(f"desk/{name}", "x")
    assert names(folder) == [name]


def test_a_name_that_is_no_text_is_refused(folder: Path) -> None:
    with open(os.path.join(os.fsencode(folder), b"caf\xe9.txt"), "wb"):  # noqa: PTH118, PTH123 (bytes are no Path)
        pass
    (source,) = find_sources([folder])
    assert isinstance(source, RefusedSource)
    assert source.name == r"caf\udce9.txt"
    assert source.reason.sentence.endswith(
        r"caf\udce9.txt: the name is not UTF-8. Rename the file or folder."
    )


def test_text_and_annotation_find_each_other_by_name(write: Callable[[str, str], Path]) -> None:
    text, page = write("a.b.txt", "x"), write("a.b.html", "x")
    annotation = write("a.b.claims.yml", "x")
    assert annotation_beside(text) == annotation_beside(page) == annotation
    assert texts_beside(annotation) == [text, page]
    alone = write("alone.txt", "x")
    assert annotation_beside(alone) is None
    assert texts_beside(write("other.claims.yaml", "x")) == []
