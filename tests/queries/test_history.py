"""The versions of an article, and what changed between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import OneVersionError, UnknownVersionError
from claimsdb.library import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimsdb.library import Database
    from tests.engines import Where

FIRST = "Ann Lee opened the bridge on Monday. It cost 40 million euros. Nobody was hurt, they say."
SECOND = "Ann Lee opened the bridge on Monday. It cost 45 million euros. Nobody was hurt, they say."
THIRD = "Today: Ann Lee opened the bridge on Monday. It cost 45 million euros."


@pytest.fixture
def changing(empty_place: Where, tmp_path: Path) -> Iterator[Database]:
    """A database with one article that was loaded three times."""
    (tmp_path / "a").mkdir()
    text, notes = tmp_path / "a/bridge.txt", tmp_path / "a/bridge.claims.yaml"
    notes.write_text("""
claimsdb: 1
claims:
  - {claim: Ann Lee opened it., quote: Ann Lee opened the bridge}
  - {claim: It cost 40 million., quote: It cost 40 million euros}
  - {claim: Nobody was hurt., quote: "Nobody was hurt, they say"}
""")
    with open_database(empty_place) as database:
        for wording in (FIRST, SECOND, THIRD):
            text.write_text(wording)
            database.load(tmp_path / "a")
        yield database


def test_each_version_says_when_it_was_captured_and_what_changed(changing: Database) -> None:
    first, second, third = changing.history("bridge.txt")
    assert (first.version, first.characters, first.words_added, first.words_removed) == (
        1,
        len(FIRST),
        None,
        None,
    )
    assert (second.words_added, second.words_removed) == (1, 1)
    assert (third.words_added, third.words_removed) == (1, 5)
    assert first.observed_at <= second.observed_at <= third.observed_at
    assert len({each.text_sha256 for each in (first, second, third)}) == 3
    assert (first.statements, second.statements) == (3, 0)
    assert (second.exact, second.altered, second.gone, second.waiting) == (2, 1, 0, 1)
    assert (third.exact, third.altered, third.gone, third.waiting) == (1, 1, 1, 1)


def test_the_last_two_are_compared_unless_told(changing: Database) -> None:
    found = changing.compare("bridge.txt")
    assert (found.from_version, found.to_version) == (2, 3)
    assert [each.words.strip() for each in found.pieces if each.kind == "inserted"] == ["Today:"]
    (touched,) = found.touched
    assert (touched.outcome, touched.claims) == ("gone", ("Nobody was hurt.",))
    assert SECOND[touched.start_char : touched.end_char] == "Nobody was hurt, they say"


def test_any_two_are_compared(changing: Database) -> None:
    found = changing.compare(1, 1, 2)
    assert [(each.kind, each.words) for each in found.pieces if each.kind != "equal"] == [
        ("deleted", "40"),
        ("inserted", "45"),
    ]
    assert [(each.outcome, each.claims) for each in found.touched] == [("altered", ("It cost 40 million.",))]
    assert changing.compare(1, 1).to_version == 3
    assert changing.compare(1, 1, 1).touched == ()


def test_the_pieces_make_both_texts(changing: Database) -> None:
    pieces = changing.compare(1, 1, 3).pieces
    assert "".join(each.words for each in pieces if each.kind != "inserted") == FIRST
    assert "".join(each.words for each in pieces if each.kind != "deleted") == THIRD


def test_a_version_that_is_not_there(changing: Database) -> None:
    with pytest.raises(UnknownVersionError, match="versions 1 to 3"):
        changing.compare(1, 1, 4)


def test_one_version_cannot_be_compared(empty_place: Where, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("It fell.")
    with open_database(empty_place) as database:
        database.load(tmp_path / "one.txt")
        with pytest.raises(OneVersionError, match="nothing to compare"):
            database.compare(1)
