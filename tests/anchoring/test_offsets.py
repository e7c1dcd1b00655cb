"""Offsets in other units lead to the same places of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.offsets import CODE_POINTS, UTF_16, WIDE, Offsets

TEXTS = st.text("aé\n🙂𝔊ع\u0301", max_size=30)


@given(text=TEXTS, place=st.integers(0, 30))
def test_utf_16_is_counted_as_an_encoder_does(text: str, place: int) -> None:
    index = min(place, len(text))
    counted = len(text[:index].encode("utf-16-le")) // 2
    offsets = Offsets(text, UTF_16)
    assert offsets.counted(index) == counted
    assert offsets.index(counted) == index


@given(text=TEXTS, place=st.integers(0, 30))
def test_line_ends_of_two_characters_are_counted(text: str, place: int) -> None:
    index = min(place, len(text))
    counted = len(text[:index].replace("\n", "\r\n"))
    offsets = Offsets(text, f"{CODE_POINTS}, CRLF")
    assert (offsets.counted(index), offsets.index(counted)) == (counted, index)


@given(text=TEXTS, unit=st.sampled_from(sorted(WIDE)))
def test_an_offset_within_a_character_leads_nowhere(text: str, unit: str) -> None:
    offsets = Offsets(text, unit)
    reached = {offsets.counted(index) for index in range(len(text) + 1)}
    for offset in range(offsets.counted(len(text)) + 1):
        assert (offsets.index(offset) is None) == (offset not in reached)
