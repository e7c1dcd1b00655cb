from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.search_form import DROPPED, FOLDED, UNSPACED, search_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", ""),
        ("Plain words stay, Ümlauts too.", "Plain words stay, Ümlauts too."),
        ("停火ok", " 停  火 ok"),
        ("ไทย", " ไ  ท  ย "),
        ("カナ", " カ  ナ "),
        ("휴전", " 휴  전 "),
        ("𠮷", " 𠮷 "),
        ("قَسِّيس", "قسيس"),
        ("محمـــد", "محمد"),
        ("آأإٱ ى ی ک ة", "اااا ي ي ك ه"),
        ("Ёё Йй Її", "ее ии іі"),
        ("Ἀθῆναι ΐ", "αθηναι ι"),
        ("Łódź Kılıç Ørsted", "lódź Kiliç orsted"),
        ("cease\u00adfire", "ceasefire"),
        ("Jose\u0301", "Jose"),
        ("\u0958", "क\u093c"),
        ("🕊 stays", "🕊 stays"),
    ],
)
def test_the_search_form_of_a_text(text: str, form: str) -> None:
    assert search_form(text) == form


@given(st.text(), st.text())
def test_the_form_of_a_text_is_the_forms_of_its_parts(one: str, other: str) -> None:
    """So a hit in the form can be shown in the text."""
    assert search_form(one + other) == search_form(one) + search_form(other)


@given(st.text())
def test_words_keep_their_letters_in_the_form(text: str) -> None:
    """Folding again only spaces out what was spaced out already."""
    assert search_form(search_form(text)).split() == search_form(text).split()


def test_no_character_is_treated_in_two_ways() -> None:
    def spelled(ranges: str) -> set[int]:
        letters: set[int] = set()
        for at, letter in enumerate(ranges):
            if letter == "-":
                letters |= set(range(ord(ranges[at - 1]), ord(ranges[at + 1]) + 1))
            else:
                letters.add(ord(letter))
        return letters

    classes = [spelled(each) for each in (UNSPACED, DROPPED, *FOLDED.values())]
    everything: set[int] = set().union(*classes)
    assert len(everything) == sum(map(len, classes))
    assert not {ord(letter) for plain in FOLDED for letter in plain} & everything
