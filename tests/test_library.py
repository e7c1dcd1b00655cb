from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict
from typing import TYPE_CHECKING

import pytest

import claimsdb
from claimsdb.errors.database import NoDatabaseError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.questions import UnknownArticleError
from claimsdb.library import Database, open_database
from claimsdb.records.questions import ClaimFilter
from tests.engines import Where, everything_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.records.loading import LoadOutcome

    Write = Callable[[str, str], Path]


def test_the_package_opens_a_database(seeded_file: Path) -> None:
    with claimsdb.open(seeded_file) as db:
        assert len(db.articles()) == 2
    with claimsdb.open(f"sqlite:///{seeded_file}") as db:
        assert len(db.articles()) == 2


def test_a_database_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with pytest.raises(NoDatabaseError):
        open_database(path)
    assert not path.exists()


def test_a_database_is_made_when_it_is_first_used(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "new.db"
    with open_database(path, create=True) as db:
        assert not path.exists()
        assert db.load(write("a.txt", "Words.")).count("added") == 1
    with open_database(path) as db:
        assert [article.file for article in db.articles()] == ["a.txt"]


def test_a_closed_database_can_be_used_again(database: Database) -> None:
    database.close()
    database.close()
    assert database.articles() == []


def test_each_outcome_is_told_as_it_is_kept(
    database: Database, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimsdb.sources.batches.MOST_IN_A_TRANSACTION", 1)
    paths = [write("a.txt", "One."), write("b.txt", "Two.")]
    told: list[tuple[LoadOutcome, int]] = []
    report = database.load(*paths, told=lambda outcome: told.append((outcome, len(database.articles()))))
    assert [outcome for outcome, _ in told] == list(report.outcomes)
    assert [articles for _, articles in told] == [1, 2]


def test_a_report_counts_and_names_what_was_refused(database: Database, write: Write) -> None:
    paths = [write("a.txt", "One."), write("b.txt", "Two."), write("c.pdf", "Three.")]
    report = database.load(*paths, paths[0].parent / "gone.txt")
    assert (report.count("added"), report.count("refused"), report.count("unchanged")) == (2, 2, 0)
    assert [outcome.outcome for outcome in report.refused] == ["refused", "refused"]
    assert "no such file" in report.refused[1].notes[0]


def test_loading_nothing_is_nothing(database: Database) -> None:
    assert database.load().outcomes == ()


def test_records_are_frozen_and_go_into_plain_data(seeded: Database) -> None:
    rows = seeded.claims(ClaimFilter(actor="Kassis"))
    with pytest.raises(FrozenInstanceError):
        rows[0].claim = "Other."  # type: ignore[misc]  # that it cannot be set is the point
    assert asdict(rows[0])["quote"] == rows[0].quote
    assert len(set(rows)) == len(rows)


def test_every_question_leaves_the_database_as_it_was(seeded: Database, seeded_place: Where) -> None:
    seeded.uncoded()  # the first of these keeps which names stand where
    before = everything_in(seeded_place)
    seeded.claims()
    seeded.claims_in_context()
    seeded.count_claims()
    seeded.claim(1)
    seeded.articles()
    seeded.articles(actor="Kassis")
    seeded.uncoded("Kassis")
    seeded.article(1)
    seeded.outlets()
    seeded.actors()
    seeded.actor("Kassis")
    seeded.topics()
    seeded.search("talks")
    seeded.info()
    seeded.verify()
    seeded.close()
    assert everything_in(seeded_place) == before


def test_rows_that_are_not_all_taken_hold_nothing_up(seeded: Database) -> None:
    rows = seeded.each_claim()
    next(rows)
    rows.close()  # type: ignore[attr-defined]  # it is a generator; callers need only know an iterator
    assert seeded.add_claim(1, claim="New.", quote=seeded.article(1).text[:30])


def test_a_claim_by_hand_is_held_to_the_schema(seeded: Database) -> None:
    before = seeded.count_claims()
    with pytest.raises(AnnotationRefusedError) as caught:
        seeded.add_claim(1, claim="New.", quote="Kazakhstan", stance="shouts", when="last year")
    assert len(caught.value.problems) == 2
    with pytest.raises(UnknownArticleError):
        seeded.add_claim("gone.txt", claim="New.", quote="Kazakhstan")
    assert seeded.count_claims() == before


def test_two_open_databases_see_what_the_other_stored(empty_place: Where, write: Write) -> None:
    with open_database(empty_place) as one, open_database(empty_place) as two:
        one.load(write("a.txt", "One."))
        assert len(two.articles()) == 1
        two.load(write("b.txt", "Two."))
        assert len(one.articles()) == 2
