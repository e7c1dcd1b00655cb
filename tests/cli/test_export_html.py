"""``export html``, as it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]


def test_a_report_is_written_and_told_where_it_begins(cli: Cli, seeded_place: Where, tmp_path: Path) -> None:
    status, shown, told = cli("--db", seeded_place, "export", "html", "a report")
    assert status == 0
    assert re.search(r"^claims +101$", shown, re.MULTILINE)
    assert told == f"Written to {tmp_path / 'a report'}: open index.html there\n"
    assert (tmp_path / "a report" / "index.html").is_file()


def test_a_report_has_the_title_that_it_is_given(cli: Cli, seeded_file: Path, tmp_path: Path) -> None:
    cli("--db", seeded_file, "export", "html", "out", "--title", "Syria & <talks>")
    front = (tmp_path / "out" / "index.html").read_text()
    assert "<title>Syria &amp; &lt;talks&gt;</title>" in front


def test_words_that_no_page_can_hold_become_a_report_too(
    cli: Cli, hostile_place: Where, tmp_path: Path
) -> None:
    status, *_ = cli("--db", hostile_place, "export", "html", "out")
    assert status == 0
    assert "&lt;b&gt;" in (tmp_path / "out" / "claims" / "1.html").read_text()


def test_a_report_without_a_folder_or_a_database_is_refused(cli: Cli, seeded_file: Path) -> None:
    assert cli("--db", seeded_file, "export", "html")[0] == 2
    status, _, told = cli("--db", "none.db", "export", "html", "out")
    assert status == 3
    assert "none.db" in told


def test_what_is_in_the_way_is_told_and_stays(cli: Cli, seeded_file: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    status, _, told = cli("--db", seeded_file, "export", "html", "out")
    assert status == 1
    assert "is not an export of claimsdb: nothing was written" in told
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_a_report_goes_on_when_nobody_reads_what_is_told(
    process: Callable[..., subprocess.CompletedProcess[str]], seeded_file: Path, tmp_path: Path
) -> None:
    done = process(f"claimsdb --db {seeded_file} export html out | head -n 1")
    assert done.returncode == 0
    assert (tmp_path / "out" / "index.html").is_file()
