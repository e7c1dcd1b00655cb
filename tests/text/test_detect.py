from __future__ import annotations

import time

import pytest

from claimsdb.text.detect import is_fragment, is_markup, type_by_ending


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html"),
        ("A.HTM", "text/html"),
        ("a.xhtml", "text/html"),
        ("a.md", "text/markdown"),
        ("a.markdown", "text/markdown"),
        ("a.txt", "text/plain"),
        ("html", "text/plain"),
    ],
)
def test_an_ending_promises_a_media_type(name: str, media_type: str) -> None:
    assert type_by_ending(name) == media_type


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>x</title>",
        "\n  <!-- saved --> text",
        '<?xml version="1.0"?>\n<html xmlns="x">',
        "<h4>Title</h4> text",
        "<b>Title</b> text",
        '<a href="x">Title</a>',
        "<br/>text",
        "Text first <p class='x'>and then</p>",
        "Text <DIV>one</DIV>",
        "Text <blockquote>\n<i>one</i></blockquote>",
    ],
)
def test_html_is_told_by_its_first_tag_or_a_pair_of_block_tags(text: str) -> None:
    assert is_markup(text)


@pytest.mark.parametrize(
    "text",
    [
        "if a <b and c> d",
        "<b and c> d",
        "<a@b.org> wrote: hello",
        "Ask <press@example.org> or see <https://example.org/>.",
        "He wrote <b>this</b> in a mail",
        "one <p> two <p> three",
        "</p> and <p>",
        "1 < 2 > 1",
        "<pre-war> prices",
    ],
)
def test_prose_with_angle_brackets_stays_plain(text: str) -> None:
    assert not is_markup(text)


def test_many_unclosed_tags_are_looked_through_in_one_pass() -> None:
    begin = time.perf_counter()
    assert not is_markup("x" + "<p>" * 300_000 + "<p " * 300_000)
    assert time.perf_counter() - begin < 5


def test_a_fragment_has_no_tags_of_a_document() -> None:
    assert is_fragment("<h1>a</h1><header>b</header>")
    assert not is_fragment("<h1>a</h1><BODY class=x>b")
    assert not is_fragment("<!doctype html><p>a")
