"""Offsets into a text as it was stored lead to the same place of the canonical text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.line_ends import StoredOffsets
from claimsdb.text.plain import tidy


@given(st.text(alphabet="a🙂\r\n\ufeff\0"))
def test_an_offset_counts_what_is_kept_of_the_text_before_it(stored: str) -> None:
    offsets = StoredOffsets(stored)
    for offset in range(len(stored) + 1):
        assert offsets.canonical(offset) == len(tidy(stored[:offset], "a text"))
