"""What a page says of its article in microdata, or in RDFa Lite, by schema.org's words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from claimsdb.text.html import seen_text
from claimsdb.text.json_ld import ARTICLES
from claimsdb.text.page_words import Said, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST: Final = 30
"""How many elements of a kind are looked into; a page has one headline and some authors."""

_HIGHEST: Final = 64  # how many elements up an item begins
_WANTED: Final = frozenset({"headline", "datepublished", "author", "creator", "publisher", "inlanguage"})


_KINDS: Final = (*ARTICLES, "WebPage")


class _Syntax(NamedTuple):
    name: str
    property: str
    scope: str
    type: str


_SYNTAXES: Final = (
    _Syntax("microdata", "itemprop", "itemscope", "itemtype"),
    _Syntax("rdfa", "property", "typeof", "typeof"),
)


def page_items(page: LexborHTMLParser) -> dict[str, list[Said]]:
    """Gather the properties of the page's article by name in lower case; of other items, none."""
    items: dict[str, list[Said]] = {}
    scopes: dict[str, int] = {}
    looked = Counter[str]()
    for syntax in _SYNTAXES:
        for node in page.css(f"[{syntax.property}]"):
            for name in (node.attributes.get(syntax.property) or "")[:200].split():
                word = name.rpartition(":")[2]
                wanted = word.lower() in _WANTED and looked[word.lower()] < MOST
                item = _item(node, syntax) if wanted else None
                if item is not None and scopes.setdefault(word.lower(), item) == item:
                    looked[word.lower()] += 1
                    found = said([_value(node, syntax)], f"{syntax.name}:{word}")
                    items.setdefault(word.lower(), []).extend(found)
    return items


def _item(node: LexborNode, syntax: _Syntax) -> int | None:
    """Tell one item from another: the article that a property belongs to, 0 for no item, None for others."""
    for above, _ in zip(_above(node), range(_HIGHEST), strict=False):
        attributes = above.attributes
        if syntax.scope in attributes:
            kinds = (attributes.get(syntax.type) or "")[:500].split()
            return above.mem_id if any(kind.endswith(_KINDS) for kind in kinds) else None
    return 0


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _value(node: LexborNode, syntax: _Syntax) -> str | None:
    attributes = node.attributes
    if syntax.scope in attributes:
        name = node.css_first(f"[{syntax.property}$=name]")
        return None if name is None else name.attributes.get("content") or seen_text(name)
    written = attributes.get("content") or attributes.get("datetime")
    return written or (None if node.tag in {"meta", "link"} else seen_text(node))
