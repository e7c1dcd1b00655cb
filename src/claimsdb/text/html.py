"""HTML: the full visible text of a page, everything that a person sees and nothing else.

The parser builds the tree as the HTML standard says; what is hidden follows the standard's
rendering section, and the fallback content of embedded media, which browsers do not show.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

import selectolax
from selectolax.lexbor import LexborHTMLParser

from claimsdb.text.html_layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

READER: Final = "claimsdb-html"
READER_VERSION: Final = f"2 selectolax/{selectolax.__version__}"

_HIDDEN: Final = frozenset({
    "annotation", "annotation-xml", "applet", "area", "audio", "base", "basefont", "canvas", "datalist",
    "embed", "head", "iframe", "link", "meta", "meter", "noembed", "noframes", "noscript", "object",
    "param", "progress", "rp", "script", "style", "svg", "template", "title", "video",
})  # fmt: skip
# Parents whose white space CSS drops in any mode: it only sets out the markup.
_STRUCTURES: Final = frozenset({
    "dl", "menu", "ol", "optgroup", "select", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_SMALL: Final = 400  # nodes and ends of elements; what has more is no heading and no name
_TEXT: Final = "-text"  # the parser's tag of a text node
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!|;|$)"
)
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]",
)


def parse(markup: str) -> LexborHTMLParser:
    """Build a page's tree. Never give it bytes: it would take them for UTF-8."""
    return LexborHTMLParser(markup)


def visible_text(page: LexborHTMLParser, *, keep_lines: bool) -> str:
    r"""Write what a person sees of a page, with ``\n`` line ends; empty if nothing is seen.

    ``keep_lines`` keeps the writer's own line ends, the only paragraphs that a fragment may have.
    Noncharacters written as entities become U+FFFD, as the parser does with surrogates.
    """
    return _written([page.root] if page.root else [], count(), keep_lines=keep_lines)


def seen_text(node: LexborNode) -> str:
    """Write what a person sees within a small element, such as a heading, and nothing of a large one."""
    stack: list[LexborNode | str] = [] if node.first_child is None else [node.first_child]
    text = _written(stack, range(_SMALL), keep_lines=False)
    return "" if stack else text


def _written(stack: list[LexborNode | str], steps: Iterable[int], *, keep_lines: bool) -> str:
    layout = Layout(keep_lines=keep_lines)
    for _ in steps:
        if not stack:
            break
        node = stack.pop()  # of a stack of our own, since a tree may be deeper than Python's
        if isinstance(node, str):
            layout.close(node)
        else:
            _visit(node, layout, stack, keep_lines=keep_lines)
    return _NONCHARACTER.sub("\ufffd", layout.text).lstrip("\ufeff")


def _visit(node: LexborNode, layout: Layout, stack: list[LexborNode | str], *, keep_lines: bool) -> None:
    following, tag = node.next, node.tag or ""
    if following is not None:
        stack.append(following)
    if tag == _TEXT:
        text = node.text_content or ""
        if not (keep_lines and _is_between_items(node, text)):
            layout.add(text)
    elif node.is_element_node and _is_shown(tag, node.attributes):
        layout.open(tag)
        stack.append(tag)
        first = node.first_child
        if first is not None:
            stack.append(first)


def _is_between_items(node: LexborNode, text: str) -> bool:
    return not text.strip(" \t\n\r\f") and node.parent is not None and node.parent.tag in _STRUCTURES


def _is_shown(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in _HIDDEN or "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return False
    style = attributes.get("style")
    return not (style and _HIDING_STYLE.search(_CSS_COMMENT.sub("", style).lower()))
