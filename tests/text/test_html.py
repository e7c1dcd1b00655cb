from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.text.html import parse, visible_text


def seen(markup: str, *, keep_lines: bool = False) -> str:
    return visible_text(parse(markup), keep_lines=keep_lines)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>One</h1><p>two</p>three<div>four</div>", "One\n\ntwo\n\nthree\n\nfour"),
        ("<div><div><p>a</p></div></div><p></p><p>b</p>", "a\n\nb"),
        ("a<br>b<br><br>c<br><br><br><br>d", "a\nb\n\nc\n\nd"),
        ("<p>a<br></p><p>b</p>", "a\n\nb"),
        ("x<ul><li>one</li><li>two</li></ul>y", "x\n\none\ntwo\n\ny"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\nb"),
        ("<p>un<b>believ</b>able <i> things</i> , <span> here </span></p>", "unbelievable things , here"),
        ("<p>  a\n\t b\f c  </p>", "a b c"),
        ("<p>a&nbsp; b&shy;c&#8203;d</p>", "a\u00a0 b\u00adc\u200bd"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "漢かん"),
        ("a <img alt='nothing' src=x> b <input value=v>", "a b"),
    ],
)
def test_blocks_lines_and_words_stand_as_a_person_sees_them(markup: str, text: str) -> None:
    assert seen(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a\tb\n1\t2"),
        ("<table><tr><td><p>a</p><p>b</p></td><td><div>c</div></td></tr></table>", "a\n\nb\tc"),
        ("<table><tr><td>a</td><td></td><td>c</td></tr><tr><td></td><td>b</td></tr></table>", "a\t\tc\n\tb"),
        ("<table><tr><td>a</td><td></td></tr></table>b", "a\n\nb"),
        ("<table>\n<tr>\n<td> a </td>\n<td> b </td>\n</tr>\n</table>", "a\tb"),
        (
            "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
            "a\n\nb\tc\td",
        ),
        ("<table><tr><td>a</td><td><br>b</td></tr></table>", "a\tb"),
        ("<math><td>a</td></math>", "a"),
    ],
)
def test_cells_are_parted_by_tabs_and_rows_by_lines(markup: str, text: str) -> None:
    assert seen(markup) == text


def test_preformatted_text_keeps_its_lines() -> None:
    assert seen("a<pre>\n  b\n\n\n   c  d\n</pre>e") == "a\n\n  b\n\n\n   c  d\n\ne"
    assert seen("<textarea>\n x\n y</textarea>") == " x\n y"
    assert seen("<pre>a&#13;&#10;b&#13;c</pre>") == "a\nb\nc"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<iframe>no</iframe>",
        "<object><p>no</p></object>",
        "<video><p>no</p></video>",
        "<audio>no</audio>",
        "<canvas>no</canvas>",
        "<svg><title>no</title><text>no</text></svg>",
        "<datalist><option>no</option></datalist>",
        "<dialog>no</dialog>",
        "<!-- no -->",
        "<div hidden><p>no</p></div>",
        "<p style='color: red; DISPLAY : None'>no</p>",
        "<p style='visibility:hidden !important'>no</p>",
        "<p style='/**/display:none'>no</p>",
    ],
)
def test_what_a_person_does_not_see_is_left_out(hidden: str) -> None:
    assert seen(f"<title>no</title><p>a</p>{hidden}<p>b</p>") == "a\n\nb"


def test_a_style_that_only_resembles_a_hiding_one_hides_nothing() -> None:
    assert seen("<p style='x-display:none'>a</p><p style='display:none-such'>b</p>") == "a\n\nb"
    assert seen("<dialog open>a</dialog>") == "a"


def test_entities_are_characters_and_what_is_no_character_is_replaced() -> None:
    assert seen("&lt;p&gt; &amp; &mdash; &#1050; &#x1F600;") == "<p> & — К 😀"
    assert seen("a&#xD800;b&#xFFFE;c&#xFDD0;d&#0;e&#x1FFFF;f") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"


def test_a_fragment_keeps_the_lines_of_its_writer() -> None:
    fragment = "<h4>Title</h4>\n\nOutlet  \n15 February   2017\n\n\n\n<b>Summary:</b> a\n<p>b</p>\n<p>c</p>\n"
    assert seen(fragment, keep_lines=True) == "Title\n\nOutlet\n15 February 2017\n\nSummary: a\n\nb\n\nc"
    assert seen(fragment) == "Title\n\nOutlet 15 February 2017 Summary: a\n\nb\n\nc"


def test_a_fragment_keeps_no_lines_that_only_set_out_its_markup() -> None:
    table = "<table>\n<tr>\n <td>a</td>\n\n <td>b</td>\n</tr>\n\n<tr><td>c</td></tr>\n</table>"
    assert seen(table, keep_lines=True) == "a\tb\nc"
    assert seen("<ul>\n\n<li>a</li>\n\n<li>b</li>\n</ul>", keep_lines=True) == "a\nb"


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 20_000 + "deep" + "</div>" * 20_000, "<div>" * 20_000 + "deep", "<p><b>" * 20_000 + "deep"],
)
def test_deep_and_unclosed_tags_are_read(markup: str) -> None:
    assert seen(markup) == "deep"


def test_a_page_of_five_megabytes_is_read_in_one_pass() -> None:
    markup = "<p>Hello <b>everybody</b>, this is a paragraph of the usual length for a page.</p>\n" * 60_000
    begin = time.perf_counter()
    assert len(seen(markup)) > 4_000_000
    assert time.perf_counter() - begin < 20  # a second or so; twenty even on a busy machine


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1)


@given(st.lists(st.lists(WORDS, min_size=1).map(" ".join), min_size=1))
def test_the_text_of_paragraphs_is_those_paragraphs(paragraphs: list[str]) -> None:
    markup = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    assert seen(markup) == "\n\n".join(paragraphs)
    assert seen(markup, keep_lines=True) == "\n\n".join(paragraphs)


TAGS = st.sampled_from(
    ("p", "div", "b", "br", "table", "tr", "td", "ul", "li", "pre", "textarea", "option", "hr", "svg", "math")
)
PIECES = st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.sampled_from([" ", "\n", "a", "\t"]))


@given(st.lists(PIECES).map("".join), st.booleans())
def test_any_tag_soup_reads_without_breaks_at_its_edges(markup: str, keep_lines: bool) -> None:
    text = seen(markup, keep_lines=keep_lines)
    assert text == seen(markup, keep_lines=keep_lines)
    assert text.count("a") <= markup.count("a")
    if "<pre>" not in markup and "<textarea>" not in markup:
        assert "\n\n\n" not in text
        assert text == text.strip(" \n")
