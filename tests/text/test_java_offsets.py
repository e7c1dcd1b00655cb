"""Offsets of Java count code units of what was stored; ours count code points of the canonical text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.java_offsets import code_points, units_in
from claimsdb.text.plain import tidy


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(st.sampled_from("a🙂\r\né\ufeff漢\0")), st.data())
def test_every_place_between_characters_is_found_again(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    before, canonical = text[:cut], tidy(text, "x")
    found = code_points(text, [units(before), 0, units(text)])
    assert found[units(text)] == len(canonical)
    place = found[units(before)]
    assert place is not None
    # CR LF is one line end, so what stands before its LF is as long as what stands before it and it.
    within = before.endswith("\r") and text[cut:].startswith("\n")
    assert canonical[:place] == (tidy(before, "x") if before.strip("\ufeff") else "")
    assert within or canonical[place:] == tidy("x" + text[cut:], "x")[1:] or not before.strip("\ufeff")


def test_a_place_within_a_character_or_out_of_the_text_is_none() -> None:
    assert code_points("a🙂b", [1, 2, 3, 4, 5, -1]) == {-1: None, 1: 1, 2: None, 3: 2, 4: 3, 5: None}
    assert units_in("a🙂b") == 4


def test_a_line_end_of_two_characters_counts_once() -> None:
    assert code_points("a\r\nb\rc", [1, 2, 3, 4, 5, 6]) == {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 5}
