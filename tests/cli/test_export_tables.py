"""Exports of tables by command: what is told, and where a target is refused."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Cli = Callable[..., tuple[int, str, str]]


def test_parquet_lists_its_files_and_says_where_they_are(cli: Cli, seeded_file: Path, tmp_path: Path) -> None:
    status, out, told = cli("--db", seeded_file, "export", "parquet", tmp_path / "a folder")
    assert (status, told) == (0, f"Written to {tmp_path / 'a folder'}\n")
    assert re.search(r"^flat +110$", out, re.MULTILINE)
    assert (tmp_path / "a folder" / "flat.parquet").is_file()


def test_a_file_for_datasette_has_its_title_and_terms_beside_it(
    cli: Cli, seeded_file: Path, tmp_path: Path
) -> None:
    options = ("--title", "Talks", "--license", "CC BY 4.0", "--source", "The archive", "--without-text")
    status, out, told = cli("--db", seeded_file, "export", "datasette", tmp_path / "a site.db", *options)
    assert (status, told) == (0, f"Written to {tmp_path / 'a site.db'}, with its metadata beside it\n")
    assert "timeline" in out
    metadata = json.loads((tmp_path / "a site-metadata.json").read_bytes())
    assert (metadata["title"], metadata["license"], metadata["source"]) == (
        "Talks",
        "CC BY 4.0",
        "The archive",
    )
    assert "source_url" not in metadata
    assert "text" not in metadata["databases"]["a site"]["tables"]["versions"]["columns"]


@pytest.mark.parametrize("target", ["", ".", "folder", "seeded.db"])
def test_no_file_is_written_over_what_is_something_else(
    target: str, cli: Cli, seeded_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    status, out, told = cli("--db", seeded_file, "export", "datasette", target)
    assert (status, out) == (1, "")
    assert "is no export of claimsdb in this format: nothing was written" in told
    assert cli("--db", seeded_file, "verify")[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "seeded.db"}


@pytest.mark.parametrize("form", ["parquet", "datasette"])
def test_a_place_below_a_file_is_refused_in_a_sentence(
    form: str, cli: Cli, seeded_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    status, out, told = cli("--db", seeded_file, "export", form, tmp_path / "file" / "out")
    assert (status, out) == (1, "")
    assert "out cannot be written (" in told
    assert told.count("\n") == 1
