"""A sentence shows a user's value so that it can be recognised and does no harm."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimsdb.formats.wording import did_you_mean, shown


def test_a_long_value_is_cut() -> None:
    assert shown("x" * 61) == f"«{'x' * 59}…»"
    assert shown("x" * 60) == f"«{'x' * 60}»"


def test_what_is_no_text_is_shown_as_json() -> None:
    assert shown({"a": [1, None, "é"]}) == '«{"a": [1, null, "é"]}»'


@given(st.text(st.characters()))
def test_nothing_shown_can_steer_a_terminal(text: str) -> None:
    assert shown(text).isprintable()


def test_the_nearest_word_is_offered_if_any_is_near() -> None:
    assert did_you_mean("Denyes", ["asserts", "denies"]) == ": did you mean «denies»?"
    assert did_you_mean("zzz", ["asserts", "denies"]) == ""
    assert did_you_mean(5, ["asserts"]) == ""
