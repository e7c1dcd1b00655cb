from __future__ import annotations

import re
import sys
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.folding import _ONE_FOR_ONE, SPACES, Folding, fold
from claimsdb.anchoring.graphemes import IGNORED, is_boundary

TROUBLE = (
    "ab ée\u0301\u0323\u0327\u0338=½ﬁÅ\u212b\u0958क\u093c\u0344"  # Latin, singletons, exclusions
    " \u00a0\n\t\u2003\u3000\u00ad\u200b\ufeff\u200e\u200c\u200d"  # spaces, ignored, joiners
    "'’‘‚`´\"“„«»「』-–—−….\u1fef\u1ffd\u037e"
    "ل\u064e\u0651\u0627\u0653שׁ\u05bcи\u0306习が\u304b\u3099"
    "\u1112\u1161\u11ab한가👍🏽🇰🇿\ufe0f\U0001d15e\U0002f804"
)
TEXTS = st.text(alphabet=TROUBLE, max_size=40) | st.text(max_size=40)


def reference(text: str) -> str:
    """The same folding, told plainly and without offsets."""
    seen = "".join(character for character in text if character not in IGNORED)
    spaced = re.sub(r"\s+", " ", normalize("NFC", seen))
    return spaced.translate(_ONE_FOR_ONE).replace("…", "...")


@pytest.mark.parametrize(
    ("variants", "folded"),
    [
        ("“”„«»″「」", '"'),
        ("‘’‚‹›′ʼ`´", "'"),
        ("-\u2010\u2011\u2012–—―−", "-"),
        (["…", "..."], "..."),
        ([" ", "\u00a0", "\u2009", "\u3000", "\n", " \r\n\t ", " \u200b "], " "),
        (["cafe\u0301", "café", "ca\u00adfé", "\ufeffcafé", "caf\u2060e\u00ad\u0301"], "café"),
        (["ل\u0651\u064e", "ل\u064e\u0651"], "ل\u064e\u0651"),
        (["\u1112\u1161\u11ab", "한"], "한"),
        (["\u202eabc\u202c", "\u2066abc\u2069", "abc\u200f"], "abc"),
    ],
)
def test_typographic_variants_fold_to_one_form(variants: list[str], folded: str) -> None:
    assert {fold(variant) for variant in variants} == {folded}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("½", "1/2"),
        ("ﬁ", "fi"),
        ("²", "2"),
        ("Yes", "yes"),
        ("'", '"'),
        ("می\u200cخ", "میخ"),
        ("👨\u200d👩", "👨👩"),
        ("كَتب", "كتب"),
        ("a b", "ab"),
        ("й", "и"),
    ],
)
def test_what_differs_in_more_than_typography_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_every_white_space_character_of_unicode_folds_to_a_space() -> None:
    spaces = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    assert {fold(space) for space in spaces} == {" "}
    assert set(spaces) == set(SPACES)


def test_plain_prose_needs_no_remembered_pieces() -> None:
    assert Folding("Он сказал: «да» – “yes”,\u00a0café 习近平.\n" * 1000)._starts == []


def test_a_folded_span_leads_back_to_the_true_offsets() -> None:
    source = "a\u00ad\u00ad  \n“cafe\u0301…”\u200b b"
    folding = Folding(source)
    assert folding.text == 'a "café..." b'
    assert folding.span(3, 7) == (7, 12)
    assert source[7:12] == "cafe\u0301"
    assert folding.span(2, 11) == (6, 14)
    assert folding.span(0, 1) == (0, 1)


@pytest.mark.parametrize(("start", "end"), [(0, 2), (0, 3), (2, 5), (3, 5)])
def test_a_folded_span_that_cuts_an_ellipsis_sign_leads_nowhere(start: int, end: int) -> None:
    assert Folding("a…b").span(start, end) is None
    assert Folding("a...b").span(start, end) == (start, end)


@pytest.mark.parametrize(("source_index", "index"), [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (5, 5), (6, 6)])
def test_a_source_offset_leads_to_the_folded_one(source_index: int, index: int) -> None:
    assert Folding("a \n …b").text == "a ...b"
    assert Folding("a \n …b").index(source_index) == index


@given(TEXTS)
def test_folding_agrees_with_its_plain_telling(text: str) -> None:
    assert fold(text) == reference(text)


@given(TEXTS)
def test_canonical_equivalents_fold_equal_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text)) == fold(text) == fold(fold(text))


@given(TEXTS, st.data())
def test_the_source_of_a_folded_span_folds_to_it(text: str, data: st.DataObject) -> None:
    folding = Folding(text)
    cuts = [index for index in range(len(folding.text) + 1) if is_boundary(folding.text, index)]
    start, end = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2)))
    span = folding.span(start, end) if start < end else None
    if span is not None:
        source = text[slice(*span)]
        assert fold(source) == folding.text[start:end]
        assert source[0] not in IGNORED
        assert source[-1] not in IGNORED


@given(TEXTS, st.data())
def test_a_source_offset_parts_the_folded_text_at_the_same_place(text: str, data: st.DataObject) -> None:
    cuts = [index for index in range(len(text) + 1) if is_boundary(text, index)]
    cut = data.draw(st.sampled_from(cuts))
    folding = Folding(text)
    index = folding.index(cut)
    assert folding.text[:index].rstrip(" ") == fold(text[:cut]).rstrip(" ")
    assert folding.text[index:].lstrip(" ") == fold(text[cut:]).lstrip(" ")
