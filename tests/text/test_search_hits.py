from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.search_form import search_form
from claimsdb.text.search_hits import marked_form
from claimsdb.text.search_words import END, HIT, mark, search_terms


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Peace talks.", "talks", "Peace [talks]."),
        ("Peace talks.", "TALKS peace", "[Peace] [talks]."),
        ("Peace talks: peace, talks", '"peace talks"', "[Peace talks]: [peace, talks]"),
        ("Peace came. Talks", '"peace talks"', "Peace came. Talks"),
        ("a b c", '"a b" "b c"', "[a b c]"),
        ("Negotiators negotiated", "negotiat*", "[Negotiators] [negotiated]"),
        ("Peace negotiations", '"peace nego"*', "[Peace negotiations]"),
        ("Peace", '"peace nego"*', "Peace"),
        ("Nazarbaïev, NAZARBAIEV", "nazarbaiev", "[Nazarbaïev], [NAZARBAIEV]"),
        ("Ὁ Τσίπρας", "ΤΣΙΠΡΑΣ", "Ὁ [Τσίπρας]"),
        ("叙利亚停火协议", "停火", "叙利亚[停火]协议"),
        ("वह हिन्दी है", "हिन्दी", "वह [हिन्दी] है"),
        ("قَالَتْ رَنْدَة", "رندة", "قَالَتْ [رَنْدَة]"),
        ("no such word", "other", "no such word"),
        ("", "word", ""),
    ],
)
def test_the_words_looked_for_are_marked(text: str, typed: str, marked: str) -> None:
    assert mark(text, marked_form(text, search_terms(typed))) == marked


@given(st.text(), st.text(min_size=1))
def test_without_its_marks_it_is_the_search_form(text: str, typed: str) -> None:
    text = text.replace(HIT, "").replace(END, "")
    form = marked_form(text, search_terms("x" + typed))
    assert form.replace(HIT, "").replace(END, "") == search_form(text)
