"""Which claims say as much as another, more, or less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimsdb.corroboration.bearing import Bearing, Ties


def bearing_on(claim: int, ties: list[tuple[int, str, int]]) -> Bearing:
    return Ties(ties).bearing_on(claim)


def test_a_finer_claim_says_the_coarser_and_not_the_other_way_round() -> None:
    ties = [(2, "refines", 1)]  # "The bridge closed in May 2019." refines "The bridge closed."
    coarse, fine = bearing_on(1, ties), bearing_on(2, ties)
    assert coarse.saying == fine.said == {1, 2}
    assert coarse.said == {1}
    assert fine.saying == {2}
    assert coarse.cluster == fine.cluster == {1, 2}


def test_what_is_the_same_says_it_in_both_directions() -> None:
    ties = [(2, "same_as", 1), (3, "refines", 2)]
    assert bearing_on(1, ties).saying == {1, 2, 3}
    assert bearing_on(3, ties).said == {1, 2, 3}


def test_two_finer_claims_do_not_say_each_other() -> None:
    ties = [(2, "refines", 1), (3, "refines", 1)]
    assert bearing_on(2, ties).saying == {2}
    assert bearing_on(2, ties).cluster == {1, 2, 3}


def test_a_circle_of_refinements_says_the_same() -> None:
    ties = [(1, "refines", 2), (2, "refines", 3), (3, "refines", 1)]
    assert bearing_on(1, ties).saying == bearing_on(1, ties).said == {1, 2, 3}


def test_a_claim_without_ties_bears_on_itself() -> None:
    alone = bearing_on(7, [])
    assert alone.saying == alone.said == alone.cluster == {7}


TIES = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["same_as", "refines"]), st.integers(1, 6)), max_size=10
)


@given(TIES, st.integers(1, 6), st.integers(1, 6))
def test_one_says_another_exactly_when_that_is_said_by_it(
    ties: list[tuple[int, str, int]], one: int, other: int
) -> None:
    assert (one in bearing_on(other, ties).saying) == (other in bearing_on(one, ties).said)
