"""Markup escapes whatever it did not make, and marked texts keep every character."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.formats.html.marked import Marked, marked_text
from claimsdb.formats.html.markup import Html, joined, plain, tag, text, void
from claimsdb.formats.html.words import address, date, is_web, language_of, words

MARKUP = re.compile(r"<[^>]*>")
ALLOWED = st.characters(blacklist_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t <>&\"'")


class _Reader(HTMLParser):
    """What a browser would read: words, and the attributes of elements."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text(ALLOWED))
def test_any_text_is_read_back_as_content_and_as_an_attribute(given_text: str) -> None:
    read = _Reader(tag("p", given_text, title=given_text))
    assert read.words == given_text
    assert read.elements == [("p", {"title": given_text})]


def test_markup_is_not_escaped_again_and_text_beside_it_is() -> None:
    assert tag("p", tag("b", "<i>"), "<i>") == "<p><b>&lt;i&gt;</b>&lt;i&gt;</p>"
    assert joined(["a&b", None, Html("<br>")], " < ") == "a&amp;b &lt; <br>"
    assert text(text("&")) == "&amp;"


def test_attributes_are_named_as_html_names_them_and_left_out_if_unknown() -> None:
    assert tag("a", class_="x", aria_label="y", href=None) == '<a class="x" aria-label="y"></a>'
    assert void("meta", http_equiv="z", content=1) == '<meta http-equiv="z" content="1">'


@pytest.mark.parametrize(
    "never", ["\x00", "\x1b", "\r", "\x0c", "\x85", "\ufdd0", "\uffff", "\U0001ffff", "\ud800"]
)
def test_what_html_cannot_hold_is_replaced(never: str) -> None:
    assert text(f"a{never}b<") == "a\ufffdb&lt;"


def test_a_plain_title_has_no_signs_of_direction() -> None:
    assert plain("a \u202eb\n\u2067c\u200f") == "a b c"


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("https://مثال.إختبار/صفحة", True),
        ("https://", False),
        ("https:example.org", False),
        ("//example.org", False),
        ("javascript:alert(1)//https://", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://[::1", False),
        ("https://example.org\\@evil.example", False),
        ("https://example.org/ a", False),
        ("https://example.org/\u202e", False),
        ("", False),
    ],
)
def test_only_plain_addresses_of_the_web_are_links(url: str, web: bool) -> None:
    assert is_web(url) is web
    assert ("<a " in address(url)) is web
    assert unescape(MARKUP.sub("", address(url))) == url.replace("\r", "\ufffd")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("ar", "ar"), ("zh-Hant", "zh-Hant"), ("x", ""), ('en" onload="x', ""), (None, "")],
)
def test_only_a_language_tag_is_said_to_be_a_language(language: str | None, shown: str) -> None:
    assert language_of(language) == shown


def test_what_is_unknown_is_said_so() -> None:
    assert "unknown" in words(None)
    assert "unknown" in date(None)


def test_a_date_stands_in_words_with_its_edtf_unless_they_are_the_same() -> None:
    assert date("2017") == '<time datetime="2017">2017</time>'
    assert '<time datetime="2017-02">February 2017</time>' in date("2017-02")
    assert "<time" not in date("2017-21")
    assert "spring 2017" in date("2017-21")


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, list[Marked]]:
    letters = st.text(st.sampled_from("ab ä🙂א\n<&\t"), min_size=1, max_size=60)
    given_text = draw(letters)
    marks = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        start = draw(st.integers(0, len(given_text) - 1))
        end = draw(st.integers(start + 1, len(given_text)))
        if given_text[start:end].strip():  # a quote without a visible character is refused
            marks.append(Marked(number, number + 10, start, end))
    return given_text, marks


@given(_texts())
def test_a_marked_text_keeps_its_words_and_marks_each_passage_once(case: tuple[str, list[Marked]]) -> None:
    given_text, marks = case
    shown = "".join(marked_text(given_text, marks))
    bare = MARKUP.sub("", re.sub(r'<span class="sign">.</span>|<sup.*?</sup>', "", shown))
    assert "".join(unescape(bare).split()) == "".join(given_text.split())
    for each in marks:
        assert shown.count(f'id="p{each.statement}"') == 1
    assert shown.count("⟦") == shown.count("⟧") == len(marks)


@given(_texts())
def test_the_words_between_the_signs_of_a_passage_are_those_it_has(case: tuple[str, list[Marked]]) -> None:
    given_text, marks = case
    shown = "".join(marked_text(given_text, marks))
    for each in marks:
        begin = shown.index(f'id="p{each.statement}"')
        end = shown.index(f'aria-hidden="true">{each.number}</sup>')
        between = re.sub(r'^.*?</sup><span class="sign">.</span>', "", shown[begin:end], flags=re.DOTALL)
        bare = re.sub(r'<span class="sign">.</span>|<sup.*?</sup>|<sup[^>]*$', "", between)
        found = unescape(MARKUP.sub("", bare))
        assert "".join(found.split()) == "".join(given_text[each.start : each.end].split())


@given(_texts())
def test_elements_are_closed_in_order(case: tuple[str, list[Marked]]) -> None:
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)", "".join(marked_text(*case))):
        if closing:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert not opened
