"""Who came first, as far as dates tell."""

from __future__ import annotations

from claimsdb.corroboration.firsts import firsts


def test_the_earlier_of_two_days_is_the_first() -> None:
    assert firsts([("a", "2017-02-15", "2017-02-15"), ("b", "2017-02-14", "2017-02-14")]) == {"b": "first"}


def test_of_one_day_neither_is_certainly_first() -> None:
    found = firsts([("a", "2017-02-15", "2017-02-15"), ("b", "2017-02-15", "2017-02-15")])
    assert found == {"a": "possibly first", "b": "possibly first"}


def test_a_year_may_hold_the_day_before() -> None:
    found = firsts([("a", "2017-02-15", "2017-02-15"), ("b", "2017-01-01", "2017-12-31")])
    assert found == {"a": "possibly first", "b": "possibly first"}


def test_a_year_that_begins_too_late_is_not_first() -> None:
    assert firsts([("a", "2016-12-31", "2016-12-31"), ("b", "2017-01-01", "2017-12-31")]) == {"a": "first"}


def test_an_unknown_day_may_be_before_all_others() -> None:
    found = firsts([("a", "2017-02-15", "2017-02-15"), ("b", None, None)])
    assert found == {"a": "possibly first", "b": "possibly first"}


def test_what_has_no_known_beginning_is_bounded_by_the_others() -> None:
    assert firsts([("a", None, "2015-01-01"), ("b", "2016-01-01", None)]) == {"a": "first"}


def test_one_alone_is_the_first_even_without_a_date() -> None:
    assert firsts([("a", None, None)]) == {"a": "first"}


def test_none_is_first_of_none() -> None:
    assert firsts([]) == {}
