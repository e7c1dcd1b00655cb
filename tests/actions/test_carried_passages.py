"""What a person decides of a carried passage, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.carried_passages import (
    NoSuchCandidateError,
    NothingDecidedError,
    NothingToDecideError,
    SeveralPlacesError,
    SupersededError,
    UnknownCarryingError,
)
from tests.engines import Where, run_sql

if TYPE_CHECKING:
    from claimsdb.records.history import ReviewRow
    from tests.actions.conftest import Desk

OLD = "The talks began in Astana in January. Ministers of three states signed a paper there."
NEW = "The talks started in Astana in January. Ministers of three states signed a paper there."


@pytest.fixture
def altered(desk: Desk) -> Desk:
    desk.write("bridge.txt", OLD)
    desk.annotate("claims: [{claim: Talks began., quote: The talks began in Astana in January}]")
    desk.write("bridge.txt", NEW)
    desk.load()
    return desk


@pytest.fixture
def ambiguous(desk: Desk, empty_place: Where) -> Desk:
    """Where the algorithm is in doubt is not this room's business: the doubt is written down by hand."""
    desk.write("bridge.txt", "Old: it fell. Nothing else is said of it here.")
    desk.annotate("claims: [{claim: It fell., quote: it fell}]")
    desk.write("bridge.txt", "It is known that it fell, and that it fell again.")
    desk.load()
    run_sql(
        empty_place,
        "DELETE FROM carrying_candidates",
        "UPDATE carryings SET found = 'ambiguous', outcome = 'ambiguous', review = 'waiting',"
        " passage_id = NULL, score = NULL",
        "DELETE FROM passages WHERE version_id = 2",
        "INSERT INTO passages (id, version_id, start_char, end_char, quote)"
        " VALUES (91, 2, 17, 24, 'it fell'), (92, 2, 35, 42, 'it fell'),"
        " (93, 2, 17, 48, 'it fell, and that it fell again')",
        "INSERT INTO carrying_candidates (carrying_id, number, passage_id, score)"
        " VALUES (1, 1, 91, 100), (1, 2, 92, 100), (1, 3, 93, 40)",
    )
    return desk


def state(desk: Desk) -> tuple[str, str | None, str | None, int]:
    """Return how a row looks: its quote, outcome, review and version."""
    (row,) = desk.database.claims()
    return row.quote, row.outcome, row.review, row.version


def decided(review: ReviewRow) -> list[tuple[str, int | None, str | None]]:
    return [(each.decision, each.number, each.by) for each in review.decisions]


WAITING = ("The talks started in Astana in January", "altered", "waiting", 2)
ACCEPTED = ("The talks started in Astana in January", "altered", "accepted", 2)
REJECTED = ("The talks began in Astana in January", "gone", "rejected", 1)


def test_an_altered_passage_waits(altered: Desk) -> None:
    assert state(altered) == WAITING
    (review,) = altered.database.reviews()
    assert (review.quote, review.version, review.stands_at) == ("The talks began in Astana in January", 2, 1)
    assert [each.quote for each in review.candidates] == ["The talks started in Astana in January"]
    assert review.candidates[0].after == ". Ministers of three states signed a paper there."


def test_accepting_keeps_who_and_when(altered: Desk) -> None:
    review = altered.database.review(1, "accept", by="Ada")
    assert state(altered) == ACCEPTED
    assert decided(review) == [("accept", 1, "Ada")]
    assert review.decisions[0].decided_at.endswith("Z")
    assert altered.database.reviews() == []


def test_rejecting_shows_the_old_words_again(altered: Desk) -> None:
    altered.database.review(1, "reject")
    assert state(altered) == REJECTED
    assert altered.database.reviews() == []


def test_every_decision_can_be_undone_in_turn(altered: Desk) -> None:
    altered.database.review(1, "accept", by="Ada")
    altered.database.review(1, "reject", by="Ben")
    altered.database.review(1, "undo", by="Cem")
    assert state(altered) == ACCEPTED
    review = altered.database.review(1, "undo", by="Cem")
    assert state(altered) == WAITING
    assert decided(review) == [
        ("accept", 1, "Ada"),
        ("reject", None, "Ben"),
        ("undo", None, "Cem"),
        ("undo", None, "Cem"),
    ]
    with pytest.raises(NothingDecidedError):
        altered.database.review(1, "undo")


def test_one_of_several_places_is_chosen(ambiguous: Desk) -> None:
    assert state(ambiguous) == ("it fell", "ambiguous", "waiting", 1)
    with pytest.raises(SeveralPlacesError):
        ambiguous.database.review(1, "accept")
    ambiguous.database.review(1, "choose", candidate=2)
    (row,) = ambiguous.database.claims()
    assert (row.start_char, row.outcome, row.review) == (35, "moved", "accepted")
    ambiguous.database.review(1, "choose", candidate=3)
    assert state(ambiguous) == ("it fell, and that it fell again", "altered", "accepted", 2)
    ambiguous.database.review(1, "undo")
    ambiguous.database.review(1, "undo")
    assert state(ambiguous) == ("it fell", "ambiguous", "waiting", 1)


@pytest.mark.parametrize("candidate", [None, 0, 4, -1])
def test_a_place_that_is_not_there_is_refused(ambiguous: Desk, candidate: int | None) -> None:
    with pytest.raises(NoSuchCandidateError, match="there are 3"):
        ambiguous.database.review(1, "choose", candidate=candidate)


def test_a_passage_that_is_gone_has_nothing_to_decide(desk: Desk) -> None:
    desk.write("bridge.txt", OLD)
    desk.annotate("claims: [{claim: Talks began., quote: The talks began in Astana in January}]")
    desk.write("bridge.txt", "Page not found.")
    desk.load()
    assert state(desk) == ("The talks began in Astana in January", "gone", None, 1)
    for decision in ("accept", "reject"):
        with pytest.raises(NothingToDecideError):
            desk.database.review(1, decision)


def test_a_passage_that_moved_can_be_rejected_and_that_undone(desk: Desk) -> None:
    desk.write("bridge.txt", OLD)
    desk.annotate("claims: [{claim: Talks began., quote: The talks began in Astana in January}]")
    desk.write("bridge.txt", "News. " + OLD)
    desk.load()
    desk.database.review(1, "reject")
    assert state(desk) == REJECTED
    desk.database.review(1, "undo")
    assert state(desk) == ("The talks began in Astana in January", "exact", None, 2)


def test_what_was_carried_on_is_decided_at_its_newest_version(altered: Desk) -> None:
    altered.write("bridge.txt", NEW + " More soon.")
    altered.load()
    with pytest.raises(SupersededError):
        altered.database.review(1, "accept")
    assert [each.version for each in altered.database.reviews()] == [3]


def test_a_number_that_is_not_there(altered: Desk) -> None:
    with pytest.raises(UnknownCarryingError, match="There is no carried passage 9"):
        altered.database.review(9, "accept")


def test_a_blank_name_is_nobody(altered: Desk) -> None:
    assert decided(altered.database.review(1, "accept", by="  ")) == [("accept", 1, None)]


def test_reviews_of_one_article(altered: Desk) -> None:
    assert len(altered.database.reviews(article="bridge.txt")) == 1
    altered.write("other.txt", "Another story.")
    altered.load()
    assert altered.database.reviews(article="other.txt") == []
