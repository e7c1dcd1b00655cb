"""What annotation files say of people: where they are named, what they were, who is one, who judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.library import Database, open_database
from tests.contents import contents_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Write = Callable[[str, str | bytes], Path]

    Again = Callable[[Database, str], tuple[str, Database, dict[str, int]]]

TEXT = """He said the bridge fell, Mayor Ann Lee said.

Nobody else said so, and Ann Lee said nothing more.
"""


@pytest.fixture
def again(fresh: Callable[[str], Where], tmp_path: Path) -> Again:
    """Give what is written of a database to a folder or lines, what comes of it, and what is left out."""

    def loaded(database: Database, name: str) -> tuple[str, Database, dict[str, int]]:
        told = database.export_annotations(tmp_path / name)
        files = [tmp_path / name] if name.endswith("l") else sorted((tmp_path / name).glob("*.claims.yaml"))
        after = open_database(fresh(name.replace(".", "")))
        assert after.load(tmp_path / name).refused == ()
        return "\n".join(each.read_text(encoding="utf-8") for each in files), after, dict(told.left_out)

    return loaded


def load(database: Database, write: Write, annotation: str, text: str = TEXT) -> None:
    write("in/a.txt", text)
    write("in/a.claims.yaml", annotation)
    assert database.load("in").refused == ()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_words_of_speakers_are_plain_where_the_paragraph_tells_them(
    database: Database, write: Write, again: Again
) -> None:
    speakers = (
        "[{name: Ann Lee, source: Ann Lee, cue: {quote: said, occurrence: 2}}, {unnamed: he, source: He}]"
    )
    load(database, write, f"claims: [{{claim: It fell., quote: the bridge fell, speakers: {speakers}}}]")
    written, after, left_out = again(database, "out")
    with after:
        assert "source: Ann Lee" in written
        assert "unnamed: he, source: He" in written
        assert "occurrence" not in written  # the words beside it tell which
        assert contents_of(after) == contents_of(database)
        assert left_out == {}


def test_how_a_speaker_gives_the_words_comes_back(database: Database, write: Write, again: Again) -> None:
    speakers = "[{name: Ann Lee, quotation: direct}, {name: Post, quotation: reported}]"
    load(
        database,
        write,
        f"""
        claims:
          - {{claim: It fell., quote: the bridge fell, speakers: {speakers}}}
          - {{claim: So., quote: Nobody else said so, quotation: indirect, speakers: {speakers}}}
        """,
    )
    for name in ("out", "out.jsonl"):
        _written, after, _left_out = again(database, name)
        with after:
            assert contents_of(after)["statements"] == contents_of(database)["statements"]


def test_reviews_come_back_with_their_evidence_and_who_recorded_them(
    database: Database, write: Write, again: Again
) -> None:
    load(
        database,
        write,
        """
        annotator: Kim
        claims:
          - claim: It fell.
            quote: the bridge fell
            reviews:
              - {rating: "True: NO", value: 0.0000001, best: 5, worst: -1, date: 2020-03, reviewer: Full Fact,
                 evidence: [{quote: said, occurrence: 3, note: N}, {url: "https://example.org"}, {claim: k}]}
          - {key: k, claim: So., quote: Nobody else said so}
        """,
    )
    database.review_claim(1, rating="False", by="Лев", evidence=[{"claim": "2"}])
    for name in ("out", "out.jsonl"):
        written, after, left_out = again(database, name)
        with after:
            assert "Лев" in written
            assert contents_of(after) == contents_of(database)
            assert left_out == {}


def test_a_review_that_nobody_signed_is_said_to_get_a_name(
    database: Database, write: Write, again: Again
) -> None:
    load(database, write, "annotator: Kim\nclaims: [{claim: It fell., quote: the bridge fell}]")
    database.review_claim(1, rating="False")
    _written, after, left_out = again(database, "out")
    with after:
        assert left_out == {"relations and reviews that nobody signed, in a file that somebody did": 1}
        assert [each.annotator for each in after.claim_reviews()] == ["Kim"]


def test_a_role_stands_in_the_file_of_its_text_and_others_in_one_of_actors(
    database: Database, write: Write, again: Again
) -> None:
    role = "{title: Mayor, of: Valley, from: ../2020, to: 2020/.., quote: Mayor Ann Lee}"
    load(database, write, f"annotator: Kim\nactors: [{{name: Ann Lee, roles: [{role}]}}]")
    database.add_role("Ann Lee", "Poet", annotator="Лев", since="1999")
    database.add_role("Ann Lee", "Painter", annotator="Kim", article=1, quote="Ann Lee", occurrence=2)
    for name in ("out", "out.jsonl"):
        written, after, left_out = again(database, name)
        with after:
            assert "Poet" in written
            assert contents_of(after)["roles"] == contents_of(database)["roles"]
            assert len(contents_of(after)["roles"]) == 3
            assert contents_of(after) == contents_of(database)
            assert left_out == {}


def test_who_was_told_to_be_one_or_two_is_told_again_in_the_same_order(
    database: Database, write: Write, again: Again
) -> None:
    load(database, write, "actors: [{name: Ann}, {name: Anna}, {name: Аня}, {name: Hanna}, {name: Ana}]")
    database.distinct_actors("Ann", "Hanna", why="two: NO", by="Kim")
    database.merge_actors("Аня", "Ana", why="one", by="Лев")
    database.merge_actors("Ann", "Anna", why="one", by="Лев")
    database.merge_actors("Аня", "Ann", why="one in all")
    for name in ("out", "out.jsonl"):
        _written, after, left_out = again(database, name)
        with after:
            assert contents_of(after) == contents_of(database)
            assert {into[0] for _one, into in contents_of(after)["merged"]} == {"Аня"}
            assert left_out == {}


def test_namesakes_told_apart_come_back_as_two(database: Database, write: Write, again: Again) -> None:
    load(
        database,
        write,
        """
        actors:
          - {name: A. Karimov, identifiers: {wikidata: Q1}}
          - name: A. Karimov
            identifiers: {wikidata: Q2}
            distinct_from: [{name: Aziz Karimov, why: a poet}]
          - {name: Aziz Karimov}
        """,
    )
    database.distinct_actors(1, 2, why="a footballer")
    _written, after, left_out = again(database, "out")
    with after:
        assert [each.name for each in after.actors()].count("A. Karimov") == 2
        assert len(contents_of(after)["judgements"]) == 2
        assert left_out.keys() == {"names made up to tell actors apart"}


def test_a_namesake_that_nothing_tells_apart_is_called_otherwise(
    database: Database, write: Write, again: Again
) -> None:
    load(database, write, "actors: [{name: Ann Lee, kind: person}]")
    database.add_actor("Ann Lee", anyway=True)
    _written, after, left_out = again(database, "out")
    with after:
        assert {each.name for each in after.actors()} == {"Ann Lee", "Ann Lee (actor 2)"}
        assert left_out["actors called otherwise, since nothing tells them from another"] == 1


def test_a_split_comes_back_as_what_it_led_to(database: Database, write: Write, again: Again) -> None:
    load(
        database,
        write,
        "claims: [{claim: It fell., quote: the bridge fell, speakers: [Ann Lee], about: [Ann Lee]}]",
    )
    database.split_actor("Ann Lee", "Ann Lee of Valley", statements=[1], why="two", by="Kim")
    _written, after, left_out = again(database, "out")
    with after:
        assert contents_of(after) == contents_of(database)
        assert left_out["judgements on actors that were undone, or are written as what they led to"] == 1
