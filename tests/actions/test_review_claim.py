"""Verdicts and relations recorded through the library, and the circles that relations make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.claim_reviews import QuoteWithoutArticleError, SelfEvidenceError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.questions import UnknownClaimError, UnknownWordError
from claimsdb.queries.circles import circle

if TYPE_CHECKING:
    from claimsdb.library import Database
    from tests.actions.conftest import Desk


@pytest.fixture
def letters(desk: Desk) -> Database:
    """A database with the claims A to F, numbered 1 to 6 and keyed by their letters."""
    claims = "".join(f"\n  - {{key: {name.lower()}, claim: {name}., quote: Monday}}" for name in "ABCDEF")
    assert desk.annotate(f"claims:{claims}\n").outcome == "added"
    return desk.database


def circle_of(database: Database, kind: str, first: int, second: int) -> tuple[int, ...]:
    with database._reading() as connection:
        return circle(connection, kind, first, second)


def test_the_same_verdict_is_recorded_once_and_another_beside_it(letters: Database) -> None:
    first = letters.review_claim("a", rating="True", evidence=[{"claim": "b"}], by="Ann")
    assert letters.review_claim(1, rating="True", evidence=[{"claim": 2}], by="Ben") == first
    letters.review_claim(1, rating="True")
    letters.review_claim(1, rating="False", evidence=[{"claim": "b"}])
    letters.review_claim(2, rating="True", evidence=[{"claim": "a"}])
    assert [(row.claim, row.rating, len(row.evidence)) for row in letters.claim_reviews()] == [
        ("A.", "True", 1),
        ("A.", "True", 0),
        ("A.", "False", 1),
        ("B.", "True", 1),
    ]
    assert [row.review_id for row in letters.claim_reviews("b")] == [4]
    assert len(letters.claim_reviews(limit=2)) == 2


def test_what_is_refused_by_the_library_changes_nothing(letters: Database) -> None:
    before = letters.info().counts
    with pytest.raises(UnknownClaimError):
        letters.review_claim("nobody", rating="True", reviewer="Someone New")
    with pytest.raises(AnnotationRefusedError):
        letters.review_claim("a", rating="")
    with pytest.raises(AnnotationRefusedError):
        letters.review_claim("a", rating="True", verdict="x")
    with pytest.raises(SelfEvidenceError):
        letters.review_claim("a", rating="True", reviewer="Someone New", evidence=[{"claim": 1}])
    with pytest.raises(QuoteWithoutArticleError):
        letters.review_claim("a", rating="True", reviewer="Someone New", evidence=[{"quote": "Monday"}])
    with pytest.raises(UnknownWordError, match="Write one of: supports, contradicts"):
        letters.relate_claims("a", "implies", "b")
    with pytest.raises(UnknownClaimError):
        letters.relate_claims("a", "supports", "g")
    assert letters.info().counts == before


def test_a_reviewer_is_found_by_any_name_and_added_where_it_is_new(letters: Database) -> None:
    letters.review_claim("a", rating="True", reviewer="Full Fact")
    letters.review_claim("b", rating="True", reviewer="FULL  fact")
    assert [actor.name for actor in letters.actors()] == ["Full Fact"]


def test_a_circle_is_the_shortest_and_goes_along_the_relations(letters: Database) -> None:
    for first, second in (("a", "b"), ("b", "c"), ("c", "d"), ("b", "d"), ("e", "a")):
        letters.relate_claims(first, "supports", second)
    assert circle_of(letters, "supports", 4, 1) == (4, 1, 2, 4)
    assert circle_of(letters, "supports", 1, 4) == ()
    assert circle_of(letters, "refines", 4, 1) == ()
    assert circle_of(letters, "supports", 6, 1) == ()


def test_circles_that_are_there_already_are_no_trouble(letters: Database) -> None:
    for first, second in (("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), ("c", "d")):
        letters.relate_claims(first, "answers", second)
    assert circle_of(letters, "answers", 5, 1) == ()
    assert letters.relate_claims("d", "answers", "a").circle == (4, 1, 2, 3, 4)


def test_what_is_the_same_goes_both_ways(letters: Database) -> None:
    for first, second in (("a", "b"), ("c", "b"), ("c", "d")):
        assert letters.relate_claims(first, "same_as", second).circle == ()
    assert letters.relate_claims("a", "same_as", "d").circle == (1, 4, 3, 2, 1)
    assert letters.relate_claims("e", "same_as", "f").circle == ()


def test_many_claims_in_a_row_are_followed_to_the_end(desk: Desk) -> None:
    count = 1200
    claims = "".join(
        f"\n  - {{key: k{number}, claim: Claim {number}., quote: Monday, "
        f"relations: [{{refines: k{number + 1}}}]}}"
        for number in range(count)
    )
    desk.annotate(f"claims:{claims}\n  - {{key: k{count}, claim: The last., quote: Monday}}\n")
    row = desk.database.relate_claims(f"k{count}", "refines", "k0")
    assert len(row.circle) == count + 2
    assert len(set(row.circle)) == count + 1
