from __future__ import annotations

import pytest

from claimsdb.errors.text import BlankTextError, LoneSurrogateError
from claimsdb.text.plain import refuse_blank, tidy


def test_line_ends_become_one_character_and_nothing_is_stripped() -> None:
    assert tidy("\n a\r\nb\rc\n\r\n ", "a.txt") == "\n a\nb\nc\n\n "


def test_nul_becomes_a_replacement_character_one_for_one() -> None:
    assert tidy("a\0\0b", "a.txt") == "a\ufffd\ufffdb"


def test_a_byte_order_mark_is_dropped_at_the_start_only() -> None:
    assert tidy("\ufeffa\ufeffb", "a.txt") == "a\ufeffb"


def test_a_lone_surrogate_is_refused_by_its_place() -> None:
    with pytest.raises(LoneSurrogateError, match=r"a\.jsonl: character 2 of the text is U\+D83D") as caught:
        tidy("ab\ud83d", "a.jsonl")
    assert caught.value.index == 2


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0\u200b\ufeff\u00ad\u2028", "\x01"])
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    with pytest.raises(BlankTextError, match=r"a\.txt: there is no visible text"):
        refuse_blank(text, "a.txt")


@pytest.mark.parametrize("text", [" . ", "\ufffd", "哈", "😀"])
def test_what_can_be_seen_is_not_blank(text: str) -> None:
    refuse_blank(text, "a.txt")
