"""The quick way to prove a search index rests on two ways of writing words that must come to the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.library import open_database
from claimsdb.text.search_form import search_form

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

RUN = 500
EVERY_CHARACTER = [
    "".join(map(chr, range(first, first + RUN)))
    for first in range(1, 0x32000, RUN)
    if not set(range(first, first + RUN)) & set(range(0xD800, 0xE000))
]


def in_sqlite(path: Path, texts: list[str]) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = [(number, f"a{text}", "a") for number, text in enumerate(texts, start=1)]
        connection.execute("DROP TRIGGER IF EXISTS claims_searchable_on_insert")
        connection.executemany("INSERT INTO claims (id, sentence, kind) VALUES (?, ?, ?)", rows)
        return [words for (words,) in connection.execute("SELECT words FROM claims_words ORDER BY id")]


def test_every_character_is_the_same_word_in_python_and_in_the_view(empty_file: Path) -> None:
    assert in_sqlite(empty_file, EVERY_CHARACTER) == [search_form(f"a{each}") for each in EVERY_CHARACTER]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), unique=True))
def test_any_texts_are_the_same_words_in_python_and_in_the_view(empty_file: Path, texts: list[str]) -> None:
    with closing(sqlite3.connect(empty_file)) as connection, connection:
        connection.execute("DELETE FROM claims")
    assert in_sqlite(empty_file, texts) == [search_form(f"a{each}") for each in texts]


def test_a_sound_index_is_proved_without_the_views(
    seeded_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimsdb.queries.verify_search.OUT_OF_STEP", "SELECT no_such_column")
    with open_database(seeded_file) as database:
        assert database.verify().faults == ()


def test_an_index_larger_than_a_batch_is_compared_to_its_end(empty_file: Path) -> None:
    with closing(sqlite3.connect(empty_file)) as connection, connection:
        sentences = [(f"Claim {number} of many words.",) for number in range(1, 1500)]
        connection.executemany("INSERT INTO claims (sentence) VALUES (?)", sentences)
        last, other = "Claim 1499 of many words.", "Claim 1499 many of words."
        connection.execute(
            "INSERT INTO claims_search (claims_search, rowid, words) VALUES ('delete', 1499, ?)", [last]
        )
        connection.execute("INSERT INTO claims_search (rowid, words) VALUES (1499, ?)", [other])
    with open_database(empty_file) as database:
        out_of_step = [each for each in database.verify().faults if "search" in each.sentence]
    assert [(each.table, each.row_id) for each in out_of_step] == [("claims", 1499)]
