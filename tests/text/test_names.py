from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.names import fold_name

SAME = {
    "case": ("Randa KASSIS", "randa kassis"),
    "accents": ("Nursultan Nazarbaïev", "Nursultan Nazarbaiev"),
    "composed and not": ("Jos\u00e9", "Jose\u0301"),
    "white space": ("  Randa\u00a0\t Kassis\n", "Randa Kassis"),
    "apostrophes": ("O’Neill", "O'Neill"),
    "hyphens": ("Al\u2011Mayadeen", "Al-Mayadeen"),
    "German": ("Strauß", "STRAUSS"),
    "German capital": ("STRAUẞ", "strauß"),
    "Turkish capital with a dot": ("İstanbul", "istanbul"),
    "Turkish capital without": ("KILIÇDAROĞLU", "Kılıçdaroğlu"),
    "Turkish as others write it": ("Kilicdaroglu", "Kılıçdaroğlu"),
    "Polish": ("Łukasz Wałęsa", "Lukasz Walesa"),
    "Danish": ("Søren Kjær", "Soren Kjaer"),
    "Croatian": ("Đoković", "Dokovic"),
    "Vietnamese": ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
    "Cyrillic yo": ("Горбачёв", "ГОРБАЧЕВ"),
    "Cyrillic short i, composed and not": ("Андрей", "Андреи\u0306"),
    "Ukrainian, composed and not": ("Київ", "Киі\u0308в"),
    "Russian stress": ("Анто\u0301н", "Антон"),
    "Greek": ("Αλέξης Τσίπρας", "ΑΛΕΞΗΣ ΤΣΙΠΡΑΣ"),
    "Arabic vowel signs": ("رَنْدَة قَسِّيس", "رندة قسيس"),
    "Arabic hamza on alef": ("أحمد", "احمد"),
    "Arabic tatweel": ("محمـــد", "محمد"),
    "Hebrew points": ("שָׁלוֹם", "שלום"),
    "marks that cannot be seen": ("\u200fرندة\u200e", "رندة"),
    "Persian joiner": ("علی\u200cرضا", "علیرضا"),
    "full width": ("ＢＢＣ", "bbc"),
    "half-width kana": ("ｶﾞﾝ", "ガン"),
    "ligature": ("Griﬃn", "Griffin"),
    "soft hyphen": ("Kas\u00adsis", "Kassis"),
}

DIFFERENT = {
    "Cyrillic i and short i": ("Андрей", "Андреи"),
    "Ukrainian i and yi": ("Їжак", "Іжак"),
    "Belarusian u and short u": ("Быкаў", "Быкау"),
    "Macedonian g and gj": ("Ѓорѓи", "Горги"),
    "Hindi vowels": ("कौन", "कान"),
    "Hindi nukta": ("क\u093c", "क"),
    "Bengali vowels": ("কি", "কা"),
    "Thai vowels": ("กิน", "กัน"),
    "Japanese voicing": ("ガン", "カン"),
    "Korean": ("김", "기"),
    "punctuation": ("Al-Mayadeen", "Al Mayadeen"),
    "Kazakh letters": ("Қайрат", "Кайрат"),
    "another script": ("Кайрат", "Kairat"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_these_are_one_name(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_these_are_two_names(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_a_folded_name_is_plain_to_read() -> None:
    assert fold_name("Сергей Лавро\u0301в") == "сергей лавров"
    assert fold_name("Kairat  ABDRAKHMANOV") == "kairat abdrakhmanov"
    assert fold_name("") == ""


@given(st.text())
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text() | st.text(st.characters(min_codepoint=0x300, max_codepoint=0x530)))
def test_composition_makes_no_difference(name: str) -> None:
    assert fold_name(unicodedata.normalize("NFC", name)) == fold_name(name)
    assert fold_name(unicodedata.normalize("NFD", name)) == fold_name(name)


def test_no_letter_of_any_script_has_a_case() -> None:
    letters = [letter for letter in map(chr, range(0x30000)) if letter.isalpha()]
    assert [each for each in letters if fold_name(each) != fold_name(each.upper())] == []
    assert [each for each in letters if fold_name(each) != fold_name(each.lower())] == []
