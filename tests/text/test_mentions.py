"""Where known names stand in a text, against the simplest search there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimsdb.text.mentions import MentionFinder
from claimsdb.text.names import fold_name
from claimsdb.text.search_form import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")


def found(names: Sequence[str], text: str) -> list[tuple[str, str]]:
    """Return the words that are found, each with the name that it is found as."""
    return [(text[start:end], names[name]) for start, end, name in MentionFinder(names).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Randa Kassis", "Then RANDA  KASSIS spoke.", "RANDA  KASSIS"),
        ("Nazarbayev", "(Nazarbayev's plan)", "Nazarbayev"),
        ("Kılıç", "Bay KILIÇ geldi", "KILIÇ"),
        ("Müller", "Frau Mu\u0308ller", "Mu\u0308ller"),
        ("al-Assad", "Bashar al\u2011Assad", "al\u2011Assad"),
        ("O'Brien", "Conan O’Brien", "O’Brien"),
        ("رندة قسيس", "قالت رَنْدَة قسيس: لا", "رَنْدَة قسيس"),
        ("خامنه‌ای", "آقای خامنه‌ای گفت", "خامنه‌ای"),
        ("नरेन्द्र मोदी", "श्री नरेन्द्र मोदी ने", "नरेन्द्र मोदी"),
        ("习近平", "国家主席习近平会见", "习近平"),
        ("CNN", "据CNN报道", "CNN"),
        ("Apple Inc.", "says Apple Inc today", "Apple Inc"),
        ("Горбачёв", "как Горбачев говорил", "Горбачев"),
    ],
)
def test_a_name_is_found_in_any_script_case_and_typography(name: str, text: str, words: str) -> None:
    assert found([name], text) == [(words, name)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ali", "Alice and Kali went to Ali1"),
        ("Иван", "Иванов"),
        ("राम", "रामा"),  # a vowel sign makes it another word
        ("か", "か\u3099ん"),  # so does a voicing mark
        ("Kim Jong", "Kim, Jong"),
        ("WHO", "those who know"),
        ("US", "Tell us."),
        ("...", "so ... it was"),
        ("", "x"),
    ],
)
def test_parts_of_words_and_small_words_are_no_mentions(name: str, text: str) -> None:
    assert found([name], text) == []


def test_a_short_name_in_capitals_is_found_in_capitals() -> None:
    assert found(["WHO", "UNHCR", "UNESCO"], "WHO told Unesco, which Who or Unhcr is.") == [
        ("WHO", "WHO"),
        ("Unesco", "UNESCO"),
    ]


def test_the_longest_name_from_the_left_wins_and_the_next_begins_behind_it() -> None:
    names = ["Assad", "Bashar al-Assad", "Assad Regime", "Regime"]
    assert found(names, "Bashar al-Assad Regime; Assad Regime; Bashar al Assad") == [
        ("Bashar al-Assad", "Bashar al-Assad"),
        ("Regime", "Regime"),
        ("Assad Regime", "Assad Regime"),
        ("Assad", "Assad"),
    ]


def test_where_a_long_name_breaks_off_the_shorter_one_counts() -> None:
    assert found(["Kim", "Kim Jong-un of Korea"], "Kim Jong-un of Kim") == [("Kim", "Kim"), ("Kim", "Kim")]
    assert found(["us", "US"], "us US") == [("us", "us"), ("US", "us"), ("US", "US")]


def test_two_actors_with_one_name_are_both_found() -> None:
    assert list(MentionFinder(["Lee", "LEE ANN", "lee"]).find("Ann Lée")) == [(4, 7, 0), (4, 7, 2)]


def is_mark(character: str) -> bool:
    return category(character) in {"Mn", "Mc", "Me", "Cf"}


def is_letter(character: str) -> bool:
    return re.fullmatch(r"\w", character) is not None and character != "ʼ"


def goes_on(text: str, index: int) -> bool:
    """Tell whether a word goes on at a place: its marks belong to the letter before them."""
    before = text[:index]
    while before and is_mark(before[-1]):
        before = before[:-1]
    if not before or not is_letter(before[-1]) or index == len(text):
        return False
    spaced = not UNSPACED_LETTER.match(text[index]) and not UNSPACED_LETTER.match(before[-1])
    return is_mark(text[index]) or (is_letter(text[index]) and spaced)


def simply(names: Sequence[str], text: str) -> list[tuple[int, int, int]]:
    """Find names by trying every piece of the text: the longest from the left."""
    mentions, start = [], 0
    while start < len(text):
        for end in range(len(text), start, -1):
            here = [
                (start, end, number) for number, name in enumerate(names) if stands(name, text, start, end)
            ]
            if here:
                mentions += here
                start = end - 1
                break
        start += 1
    return mentions


def starts_and_ends_with_words(piece: str) -> bool:
    return (
        bool(piece) and is_letter(piece[0]) and is_letter([each for each in piece if not is_mark(each)][-1])
    )


def stands(name: str, text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    whole = not goes_on(text, start) and not goes_on(text, end)
    in_capitals = not name.isupper() or sum(map(str.isalpha, name)) > 5 or piece.isupper()
    return whole and starts_and_ends_with_words(piece) and fold_name(piece) == fold_name(name) and in_capitals


PIECES = [
    "a",
    "A",
    "é",
    "e\u0301",
    "b",
    "ab",
    "б",
    "Б",
    "ß",
    "ss",
    "'",
    "’",
    "-",
    "\u2011",
    " ",
    "\n",
    ".",
    "م",
    "مُ",
]
MORE = ["习", "近", "か\u3099", "が", "क", "कि", "\u00ad", "1", "_"]
TEXTS = st.lists(st.sampled_from([*PIECES, *MORE]), max_size=14).map("".join)
NAMES = TEXTS.filter(starts_and_ends_with_words)


@st.composite
def names_and_a_text(draw: st.DrawFn) -> tuple[list[str], str]:
    """Draw names, and a text of these and other pieces."""
    names = draw(st.lists(NAMES, max_size=4))
    pieces = [*names, *(name.upper() for name in names), *(name[:-1] for name in names), *PIECES]
    return names, "".join(draw(st.lists(st.sampled_from(pieces), max_size=6)))


@given(names_and_a_text())
def test_it_finds_what_the_simplest_search_finds(story: tuple[list[str], str]) -> None:
    names, text = story
    assert list(MentionFinder(names).find(text)) == simply(names, text)


ODD = ["ㄱ", "ㅏ", "ｶ", "ﾞ", "ͺ", "ŉ", "ﬁ", "и\u0306", "e\u0327\u0301", "ǆ", "İ", "ſ", "ª", "각"]
ANYTHING = st.lists(st.one_of(st.sampled_from([*PIECES, *MORE, *ODD]), st.text(max_size=3)), max_size=8)


@settings(deadline=None)  # what is folded first takes its time
@given(ANYTHING.map("".join), ANYTHING.map("".join), st.integers(0, 8), st.integers(1, 8))
def test_it_is_soon_told_whether_any_name_stands_there(
    text: str, other: str, start: int, length: int
) -> None:
    for name in (text[start : start + length], fold_name(text[start : start + length]), other):
        for written in (text, normalize("NFD", text), normalize("NFKC", text), text.upper()):
            finder = MentionFinder([name])
            assert finder.finds_any(written) == bool(list(finder.find(written)))


def test_of_many_names_too() -> None:
    many = MentionFinder([f"Name{number}" for number in range(100)])
    assert many.finds_any("It is Name99.")
    assert not many.finds_any("It is Name100.")


@given(NAMES, TEXTS, TEXTS)
def test_a_name_between_spaces_is_found_there_or_within_a_longer_one(
    name: str, before: str, after: str
) -> None:
    text = f"{before} . {name} . {after}"
    place = len(before) + 3
    assert any(start <= place < end for start, end, _ in MentionFinder([name]).find(text))
