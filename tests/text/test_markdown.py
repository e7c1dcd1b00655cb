from __future__ import annotations

import pytest

from claimsdb.errors.text import DeepMarkdownError
from claimsdb.text.markdown import visible_text


def seen(markdown: str) -> str:
    return visible_text(markdown, "a.md")


def test_markdown_is_read_as_it_is_shown() -> None:
    markdown = (
        "# A *title*\n\nFirst [line](https://example.org)\nsecond line  \nthird\n\n- one\n- two\n\n> quoted\n"
    )
    assert seen(markdown) == "A title\n\nFirst line second line\nthird\n\none\ntwo\n\nquoted"


def test_tables_and_code_are_shown() -> None:
    assert seen("| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n  x\n\n\n  y\n```\n") == "a\tb\n1\t2\n\n  x\n\n\n  y"


def test_html_in_markdown_counts_as_html() -> None:
    assert seen("a <b>b</b> &mdash; <!-- no -->\n\n<div hidden>no</div>\n\n\\<p>") == "a b —\n\n<p>"


def test_lists_within_lists_are_read_to_the_last_level() -> None:
    levels = [f"{'  ' * level}- level {level}" for level in range(49)]
    assert seen("\n".join(levels)).count("level") == 49


@pytest.mark.parametrize("line", [">" * 100 + " deep", "- " * 50 + "deep", "> " * 3_000 + "deep"])
def test_what_is_nested_too_deep_is_refused_and_not_dropped(line: str) -> None:
    with pytest.raises(DeepMarkdownError, match=r"^a\.md: line 3: "):
        seen(f"first\n\n{line}\n")
    assert seen(">" * 99 + " deep") == "deep"
