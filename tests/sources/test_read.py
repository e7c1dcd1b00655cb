from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.sources import (
    FolderForFileError,
    NoSuchFileError,
    NotARegularFileError,
    OutsideFolderError,
    TooLargeError,
    UnreadableFileError,
)
from claimsdb.sources.read import inside, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_bytes_of_a_file_are_read_as_they_are(write: Callable[[str, bytes], Path]) -> None:
    assert read_file(write("a.txt", b"\xff\r\n\0")) == b"\xff\r\n\0"


def test_a_file_of_forty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(40_000_000)
    with pytest.raises(TooLargeError, match="40 MB is more than the 32 MB that one text may have"):
        read_file(path)


def test_a_file_may_be_as_large_as_the_limit(write: Callable[[str, bytes], Path]) -> None:
    path = write("a.txt", b"12345")
    assert read_file(path, limit=5) == b"12345"
    with pytest.raises(TooLargeError):
        read_file(path, limit=4)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(NotARegularFileError, match="Save its contents to a file"):
        read_file(tmp_path / "pipe.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderForFileError, match="this is a directory"):
        read_file(tmp_path)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(NoSuchFileError):
        read_file(tmp_path / "nowhere.txt")


def test_links_that_lead_to_each_other_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(UnreadableFileError):
        read_file(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "sub/../a.txt", "./a.txt", "sub/b.txt"])
def test_a_path_inside_the_folder_is_returned(tmp_path: Path, name: str) -> None:
    assert inside(tmp_path / name, tmp_path) == tmp_path / name


@pytest.mark.parametrize("name", ["../a.txt", "sub/../../a.txt", "/etc/passwd"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutsideFolderError, match="leads out of the folder"):
        inside(tmp_path / "desk" / name, tmp_path / "desk")


def test_a_link_that_leads_out_is_refused_and_one_that_stays_is_not(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "out.txt").write_bytes(b"x")
    (tmp_path / "desk" / "out.txt").symlink_to(tmp_path / "out.txt")
    (tmp_path / "desk" / "in.txt").symlink_to(tmp_path / "desk" / "a.txt")
    with pytest.raises(OutsideFolderError):
        inside(tmp_path / "desk" / "out.txt", tmp_path / "desk")
    assert inside(tmp_path / "desk" / "in.txt", tmp_path / "desk").name == "in.txt"


def test_what_is_no_path_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        inside(tmp_path / "nul\0.txt", tmp_path)
