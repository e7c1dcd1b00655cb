from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.errors.questions import NoWordsError
from claimsdb.text.search_form import search_form
from claimsdb.text.search_words import END, HIT, fts5_expression, mark, search_terms, storable


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("kassis", '"kassis"'),
        ("kassis astana", '"kassis" AND "astana"'),
        ('"peace talks" astana', '"peace talks" AND "astana"'),
        ('"peace talks', '"peace talks"'),
        ("negot*", '"negot" *'),
        ('"peace negot*"', '"peace negot" *'),
        ('"peace negot"*', '"peace negot" *'),
        ("** kas*sis **", '"kas*sis"'),
        ("a AND b", '"a" AND "AND" AND "b"'),
        ("NEAR(a b)", '"NEAR(a" AND "b)"'),
        ("title:kassis", '"title:kassis"'),
        ('say"peace', '"say peace"'),
        ("kassis\0", '"kassis"'),
        ("停火", '" 停  火 "'),
        ("Jose\u0301", '"José"'),
        ("горбачёв", '"горбачев"'),
        ("kassis\udc80", '"kassis?"'),
        ("\u0640 kassis", '"kassis"'),
    ],
)
def test_what_is_typed_becomes_quoted_terms(typed: str, expression: str) -> None:
    assert fts5_expression(search_terms(typed)) == expression


@pytest.mark.parametrize("typed", ["", "  ", '""', "*", "-", "()", "🕊", "\u0640", "\0", '" "'])
def test_nothing_that_is_a_word_is_refused(typed: str) -> None:
    with pytest.raises(NoWordsError) as failure:
        search_terms(typed)
    assert failure.value.exit_code == 2


@given(st.text(st.characters(codec=None)))
def test_whatever_is_typed_stays_inside_quotes(typed: str) -> None:
    try:
        expression = fts5_expression(search_terms(typed))
    except NoWordsError:
        return
    assert re.fullmatch(r'"[^"\0]*"( \*)?( AND "[^"\0]*"( \*)?)*', expression)
    assert storable(expression) == expression


def test_a_hit_is_marked_in_the_texts_own_wording() -> None:
    assert mark("Peace talks.", f"Peace {HIT}talks{END}.") == "Peace [talks]."
    assert mark("停火协议", f" {HIT}停  火{END}  协  议 ") == "[停火]协议"
    assert mark("قَسِّيس", f"{HIT}قسيس{END}") == "[قَسِّيس]"
    assert mark("Ёж и ёж", f"{HIT}еж{END} и {HIT}еж{END}") == "[Ёж] и [ёж]"
    assert mark("No hit.", "No hit.") == "No hit."
    assert mark("", "") == ""


def test_a_long_text_is_cut_at_a_word_before_its_first_hit() -> None:
    text = "word " * 50 + "hit" + " word" * 50
    shown = mark(text, text.replace("hit", f"{HIT}hit{END}"))
    assert shown.startswith("…word ")
    assert "word [hit] word" in shown
    assert shown.endswith("…")


def test_a_long_text_without_spaces_is_cut_where_it_must_be() -> None:
    shown = mark("停" * 500 + "火", search_form("停" * 500) + f" {HIT}火{END} ")
    assert shown == "…" + "停" * 90 + "[火]"


@given(st.text(), st.data())
def test_without_its_marks_a_short_snippet_is_the_text(text: str, data: st.DataObject) -> None:
    text = text[:80].replace(HIT, "").replace(END, "")
    form = search_form(text)
    start = data.draw(st.integers(0, len(form)))
    end = data.draw(st.integers(start, len(form)))
    marked = mark(text, form[:start] + HIT + form[start:end] + END + form[end:])
    assert sorted(marked) == sorted(text + "[]" * marked.count("[")) or "[" in text or "]" in text
    assert re.sub(r"[\[\]]", "", marked) == re.sub(r"[\[\]]", "", text)
