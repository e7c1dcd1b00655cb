from __future__ import annotations

import pytest

from claimsdb.anchoring.graphemes import is_boundary

WHOLE = [
    "e\u0301",  # a letter and its accent
    "q\u0323\u0307",  # two marks
    "e\u00ad\u0301",  # a soft hyphen between letter and accent
    "ل\u0651\u064e",  # lam with shadda and fatha
    "и\u0306",
    "कि",  # a consonant and its vowel sign
    "ท\u0e33",
    "\u1112\u1161\u11ab",  # one Hangul syllable
    "가\u11a8",
    "ｶﾞ",
    "👍🏽",
    "👨‍👩‍👧‍👦",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🇰🇿",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
]
PAIRS = [
    ("a", "b"),
    ("🇰🇿", "🇸🇾"),
    ("a", "🇰🇿"),
    ("👍", "👍"),
    ("习", "近"),
    ("م", "ي"),
    ("می", "\u200cخ"),  # the non-joiner parts two letters
    ("ه\u200d", "ا"),  # a joiner that only shapes its letter
    ("a", "\u00adb"),
    ("a\u00ad", "b"),
    ("a", " "),
]


@pytest.mark.parametrize("character", WHOLE)
def test_a_character_as_its_reader_sees_it_is_not_cut(character: str) -> None:
    assert not any(is_boundary(character, index) for index in range(1, len(character)))
    assert is_boundary(character, 0)
    assert is_boundary(character, len(character))


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_two_characters_are_cut_apart(left: str, right: str) -> None:
    assert is_boundary(left + right, len(left))


@pytest.mark.parametrize("left", WHOLE)
@pytest.mark.parametrize("right", WHOLE)
def test_whole_characters_in_a_row_are_cut_between_them(left: str, right: str) -> None:
    assert is_boundary(left + right, len(left))
