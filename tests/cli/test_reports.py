from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from claimsdb.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Write = Callable[[str, str | bytes], Path]

BEFORE = """
    claims:
      - {key: rain, claim: It rains., quote: It rains}
      - {key: snow, claim: It snows., quote: It snows}
"""
AFTER = """
    claims:
      - {key: rain, claim: It rains a lot., quote: It rains}
      - {key: wind, claim: The wind blows., quote: The wind blows}
"""


def test_what_an_edited_file_changed_is_told_claim_by_claim(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = write("day.txt", "It rains. It snows. The wind blows.")
    write("day.claims.yaml", BEFORE)
    db = str(tmp_path / "c.db")
    assert main(["--db", db, "load", str(text)]) == 0
    assert "rains" not in capsys.readouterr().err
    write("day.claims.yaml", AFTER)
    assert main(["--db", db, "load", str(text)]) == 0

    told = capsys.readouterr().err
    assert "changed: It rains a lot." in told
    assert "added: The wind blows." in told
    assert "no longer in the file, kept until --prune: It snows." in told


def test_what_a_further_file_says_of_a_text_is_counted_and_not_told_claim_by_claim(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = write("day.txt", "It rains. It snows. The wind blows.")
    write("day.claims.yaml", BEFORE)
    db = str(tmp_path / "c.db")
    assert main(["--db", db, "load", str(text)]) == 0
    capsys.readouterr()
    other = write("other.claims.yaml", "article: {file: day.txt}\n" + dedent(AFTER))
    assert main(["--db", db, "load", str(other)]) == 0

    shown = capsys.readouterr()
    assert "the text has claims from day.claims.yaml too, and they stay" in shown.err
    assert "added: " not in shown.err
    assert re.search(r"^updated +1 +2 ", shown.out, re.MULTILINE)


def test_a_long_list_of_notes_is_cut_and_the_rest_counted(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about = ", ".join(f"Actor {number}" for number in range(130))
    write("day.txt", "It rains.")
    path = write("day.claims.yaml", f"claims:\n  - {{claim: It rains., quote: It rains, about: [{about}]}}\n")
    assert main(["--db", str(tmp_path / "c.db"), "load", str(path)]) == 0

    told = capsys.readouterr().err.splitlines()
    assert len(told) == 101
    assert told[-1] == "… and 30 more like these."
