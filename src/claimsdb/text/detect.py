"""What kind of text a file holds: by its ending, and by its first tag where the ending says little."""

from __future__ import annotations

import re
from typing import Final

HTML: Final = "text/html"
MARKDOWN: Final = "text/markdown"
PLAIN: Final = "text/plain"

_ENDINGS: Final = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}
_ELEMENTS: Final = (
    "a|abbr|address|article|aside|b|base|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|font|footer|form"
    "|h[1-6]|head|header|hr|html|i|iframe|img|li|link|main|meta|nav|ol|p|pre|script|section|small|span|strong"
    "|style|sub|sup|table|tbody|td|th|thead|title|tr|u|ul"
)
# A tag that ends at once or has an attribute with a value: "<b and c>" in prose has neither.
_STARTS_AS_PAGE = re.compile(
    rf"\s*(?:<\?xml\b[^>]*>\s*)?<(?:!--|!doctype\s+html\b|(?:{_ELEMENTS})(?:\s*/?>|\s+[\w:-]+\s*=))",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"<(/?)(p|div|h[1-6]|ul|ol|table|center|article|section|blockquote)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_DOCUMENT_TAG = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def type_by_ending(name: str) -> str:
    """Name the media type that a file name's ending promises; plain text unless it says more."""
    lowered = name.lower()
    return next((kind for ending, kind in _ENDINGS.items() if lowered.endswith(ending)), PLAIN)


def starts_as_page(text: str) -> bool:
    """Say whether the first thing in a text is markup, after the WHATWG MIME Sniffing Standard."""
    return _STARTS_AS_PAGE.match(text) is not None


def is_markup(text: str) -> bool:
    """Say whether a text is HTML: it starts as a page, or holds a matched pair of block tags."""
    return starts_as_page(text) or _has_block_pair(text)


def is_fragment(text: str) -> bool:
    """Say whether markup is a piece of a page: no doctype, and no html, head or body tag."""
    return _DOCUMENT_TAG.search(text) is None


def _has_block_pair(text: str) -> bool:
    opened: set[str] = set()
    for closing, tag in _BLOCK_TAG.findall(text):
        if closing and tag.lower() in opened:
            return True
        if not closing:
            opened.add(tag.lower())
    return False
