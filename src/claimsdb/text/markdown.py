"""Markdown: CommonMark with tables, rendered to HTML and read as that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import markdown_it
from markdown_it import MarkdownIt

from claimsdb.errors.text import DeepMarkdownError
from claimsdb.text import html
from claimsdb.text.html_bounds import refuse_crowded_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

READER: Final = "claimsdb-markdown"
READER_VERSION: Final = f"1 markdown-it-py/{markdown_it.__version__} {html.READER}/{html.READER_VERSION}"

# Below this level, a list taking two and a quotation one, the parser drops text without a word.
_DEEPEST: Final = 100
_CONTAINERS: Final = frozenset({"blockquote_open", "list_item_open"})


def visible_text(markdown: str, name: str) -> str:
    """Write what a person sees of a rendered CommonMark text; HTML in it counts as HTML.

    Raises:
        CrowdedTagError: a tag in it has too many attributes.
        DeepMarkdownError: lists or quotations are nested deeper than the parser reads.
    """
    renderer = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table")
    tokens = renderer.parse(markdown)
    _refuse_deep(tokens, name)
    rendered = renderer.renderer.render(tokens, renderer.options, {})
    refuse_crowded_tags(rendered, name, written=markdown)
    return html.visible_text(html.parse(rendered), keep_lines=False)


def _refuse_deep(tokens: Iterable[Token], name: str) -> None:
    for token in tokens:
        if token.type in _CONTAINERS and token.level >= _DEEPEST - 1:
            raise DeepMarkdownError(name, line=token.map[0] + 1 if token.map else 1)
