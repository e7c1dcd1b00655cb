"""What a page's JSON-LD says of its article: schema.org's words, and only where they are of one mind."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from claimsdb.text.page_words import unescaped, without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node: TypeAlias = dict[str, object]

ARTICLES: Final = ("Article", "BlogPosting", "MediaPosting", "Report")
"""How the names of schema.org's kinds of articles end."""

_PAGES: Final = ("WebPage", "ItemPage")
_SITES: Final = ("WebSite", "NewsMediaOrganization")
_INSIDE: Final = ("@graph", "mainEntity", "mainEntityOfPage")  # where a node holds the page's article
_ADDRESSES: Final = ("url", "@id", "mainEntityOfPage")
_DEEPEST: Final = 8  # names within names
_WRAPPING = re.compile(r"<!--|-->|(?://|/\*)?\s{0,20}(?:<!\[CDATA\[|\]\]>)(?:\s{0,20}\*/)?")
_LOOSE_COMMA = re.compile(r",(\s*[}\]])")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_KNOWN_ESCAPES: Final = frozenset('"\\/bfnrtu')
_BETWEEN = re.compile(r"[\s;,\ufeff]*")
_DECODER: Final = json.JSONDecoder(strict=False)
_NO_ADDRESS: Final = frozenset({""})


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The nodes of a page that are about its article, the site's names, and all names by ``@id``."""

    articles: tuple[Node, ...]
    sites: tuple[Node, ...]
    names: dict[str, object]

    def says(self, key: str) -> tuple[str, ...]:
        """List the words or names under a key; none if two articles differ: the page is neither of them."""
        said = {words for article in self.articles if (words := tuple(self._words(article.get(key), 0)))}
        return said.pop() if len(said) == 1 else ()

    def site_names(self) -> tuple[str, ...]:
        """List what the site is called."""
        return tuple(word for site in self.sites for word in self._words(site.get("name"), 0))

    def _words(self, value: object, depth: int) -> Iterator[str]:
        if isinstance(value, str):
            yield without_tags(unescaped(value))
        elif isinstance(value, list) and depth < _DEEPEST:
            for item in value:
                yield from self._words(item, depth + 1)
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from self._words(self._name(value), depth + 1)

    def _name(self, node: Node) -> object:
        reference = node.get("@id")
        name = node.get("name") or node.get("@value")
        return name or (self.names.get(reference) if isinstance(reference, str) else None)


def article_data(blocks: Iterable[str], addresses: Iterable[str] = ()) -> ArticleData:
    """Gather the nodes of a page's JSON-LD blocks. A block that is not JSON says nothing.

    Of several articles those speak that give one of the page's own ``addresses``, if any does.
    """
    nodes = [node for block in blocks for node in _nodes(parsed_block(block))]
    named = ((node.get("@id"), node["name"]) for node in nodes if "name" in node)
    names = {reference: name for reference, name in named if isinstance(reference, str)}
    articles = [node for node in nodes if _is(node, ARTICLES)] or [n for n in nodes if _is(n, _PAGES)]
    if len(articles) > 1:
        own = {bare(address) for address in addresses} - _NO_ADDRESS
        articles = [node for node in articles if not own.isdisjoint(_addresses(node))] or articles
    return ArticleData(tuple(articles), tuple(node for node in nodes if _is(node, _SITES)), names)


def bare(address: str) -> str:
    """Return an address to be compared: without scheme, fragment and last slash."""
    return address.partition("#")[0].rpartition("://")[2].removeprefix("www.").rstrip("/")


def _addresses(node: Node) -> Iterator[str]:
    for name in _ADDRESSES:
        value = node.get(name)
        address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(address, str):
            yield bare(address)


def parsed_block(block: str) -> list[object]:
    """Read JSON as pages have it: in comments, with raw line ends, a comma too many, one after another."""
    return _values(block) or _values(inner := _WRAPPING.sub("", block)) or _values(_mended(inner))


def _mended(block: str) -> str:
    entities = block.replace("&quot;", '"').replace("&amp;", "&") if "{&quot;" in block else block
    return _ESCAPE.sub(_known_escape, _LOOSE_COMMA.sub(r"\1", entities))


def _known_escape(escape: re.Match[str]) -> str:
    return escape[0] if escape[1] in _KNOWN_ESCAPES else escape[1]


def _values(block: str) -> list[object]:
    values: list[object] = []
    place = _end(_BETWEEN, block, 0)
    try:
        while place < len(block):
            value, end = _DECODER.raw_decode(block, place)
            values.append(value)
            place = _end(_BETWEEN, block, end)
    except (ValueError, RecursionError):
        return values
    return values


def _end(pattern: re.Pattern[str], block: str, place: int) -> int:
    found = pattern.match(block, place)
    return found.end() if found else place


def _nodes(parsed: object) -> Iterator[Node]:
    queue = [parsed]
    for item in queue:  # grows as it goes
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            yield item
            queue.extend(item[key] for key in _INSIDE if key in item)


def _is(node: Node, kinds: tuple[str, ...]) -> bool:
    said = node.get("@type")
    listed = said if isinstance(said, list) else [said]
    return any(isinstance(kind, str) and kind.endswith(kinds) for kind in listed)
