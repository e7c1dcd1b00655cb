"""Offsets into a stored text lead to the same words, whatever unit they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.stored_offsets import UNITS, Selected, StoredText, Unit, names
from claimsdb.records.texts import Span

STORED = st.lists(st.sampled_from(("a", " ", "\r\n", "\n", "\r", "🙂", "ب", "e\u0301"))).map("".join)


def canonical(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def counted(stored: str, unit: Unit) -> int:
    """How long a stored text is, as a program counts it."""
    is_utf_16, long_ends = unit
    text = stored if long_ends else stored.replace("\r\n", "\n")
    return len(text.encode("utf-16-le")) // 2 if is_utf_16 else len(text)


@given(before=STORED, words=STORED, after=STORED)
def test_an_offset_in_any_unit_leads_to_the_words(before: str, words: str, after: str) -> None:
    stored = before + "x" + words + "y" + after
    text = StoredText(stored, canonical(stored))
    start = len(canonical(before))
    wanted = canonical("x" + words + "y")
    for unit in UNITS:
        first = counted(before, unit)
        selected = Selected(first, first + counted("x" + words + "y", unit), "")
        assert text.span(selected, unit) == Span(start, start + len(wanted), wanted)


def test_a_selection_that_cuts_a_character_is_none() -> None:
    text = StoredText("🙂\r\nb", "🙂\nb")
    utf_16, points = (True, True), (False, True)
    assert text.span(Selected(1, 5, ""), utf_16) is None
    assert text.span(Selected(1, 4, ""), points) == Span(1, 3, "\nb")
    assert text.span(Selected(2, 4, ""), points) is None  # between CR and LF
    assert text.span(Selected(0, 5, ""), points) is None
    assert text.span(Selected(3, 3, ""), points) is None
    assert text.span(Selected(1, 3, ""), points) is None  # a line end alone


def test_a_text_in_which_all_count_alike_is_plain() -> None:
    assert StoredText("a\nb ب", "a\nb ب").is_plain
    assert not StoredText("a\r\nb", "a\nb").is_plain
    assert not StoredText("🙂", "🙂").is_plain


@pytest.mark.parametrize(
    ("name", "words", "is_named"),
    [
        ("Rain fell", "Rain\n  fell", True),
        ("Rain...", "Rain fell", True),
        ("Rain…", "Rain fell", True),
        ("Rain", "Rain fell", False),
        ("Rain fell on the bridge", "Rain fell on the bridge all day", True),
        ("", "", False),
        ("…", "Rain", False),
        ("Quote 1", "Rain fell", False),
        ("Rain", "R\x07ain", True),
    ],
)
def test_a_name_gives_the_words_or_their_beginning(name: str, words: str, is_named: bool) -> None:
    assert names(name, words) == is_named
