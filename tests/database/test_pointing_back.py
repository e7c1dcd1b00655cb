"""Rows that point at others of their table, in an order in which they can be written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from claimsdb.database.pointing_back import pointing_back

PLAIN = Table("plain", MetaData(), Column("id", Integer, primary_key=True))
TREE = Table(
    "tree",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("above", Integer, ForeignKey("tree.id")),
)
NAMES = ("id", "above")


def ordered(*batches: list[tuple[int, int | None]]) -> list[list[tuple[int, int | None]]]:
    return [[(row[0], row[1]) for row in batch] for batch in pointing_back(TREE, NAMES, batches)]


def test_rows_that_point_at_none_go_as_they_come() -> None:
    assert list(pointing_back(PLAIN, ["id"], [[(1,), (2,)], [(3,)]])) == [[(1,), (2,)], [(3,)]]
    assert ordered([(1, None), (2, 1)], [(3, 3)]) == [[(1, None), (2, 1)], [(3, 3)], []]


def test_a_row_waits_for_the_one_it_points_at_and_those_behind_it_wait_too() -> None:
    batches = ordered([(1, 4), (2, 1), (3, None)], [(4, 5)], [(5, None), (6, 2)])
    assert batches == [[(3, None)], [], [(5, None), (4, 5), (1, 4), (2, 1), (6, 2)], []]


def test_what_goes_round_or_points_nowhere_comes_last_and_together() -> None:
    assert ordered([(1, 2), (2, 1)], [(3, 9), (4, None)]) == [[], [(4, None)], [(1, 2), (2, 1), (3, 9)]]


@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), max_size=12), st.integers(1, 5))
def test_any_rows_come_once_and_behind_those_they_point_at(pointers: list[int | None], size: int) -> None:
    rows = list(enumerate(pointers, 1))
    *batches, last = ordered(*(rows[start : start + size] for start in range(0, len(rows), size)))
    assert sorted(row for batch in (*batches, last) for row in batch) == rows
    written: set[int] = set()
    for number, above in (row for batch in batches for row in batch):
        assert above in {None, number, *written}
        written.add(number)
    for _number, above in last:
        assert above not in written
