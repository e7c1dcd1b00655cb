from __future__ import annotations

import pytest

from claimsdb.anchoring.difference import word_difference


@pytest.mark.parametrize(
    ("quote", "passage", "difference"),
    [
        ("the big house", "the small house", "the [-big-] {+small+} house"),
        ("the big old house", "the house", "the [-big old-] house"),
        ("the house", "the big house", "the {+big+} house"),
        ("the house", "the house.", "the house {+.+}"),
        ("“the  house…”", '"the house..."', '"the house..."'),
        ("cafe\u0301 noir", "café noir", "café noir"),
        ("习近平总统", "习近平主席", "习近平 [-总统-] {+主席+}"),
        ("one", "two", "[-one-] {+two+}"),
    ],
)
def test_the_difference_leads_from_quote_to_passage(quote: str, passage: str, difference: str) -> None:
    assert word_difference(quote, passage) == difference


def test_long_equal_runs_are_shortened_in_the_middle() -> None:
    words = " ".join(f"word{number}" for number in range(100))
    difference = word_difference(f"{words} old", f"{words} new")
    assert difference.startswith("word0 word1 word2")
    assert difference.endswith("word99 [-old-] {+new+}")
    assert len(difference) < 100
