"""What a page's JSON-LD says of its article: schema.org's words, and only where they are of one mind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node: TypeAlias = dict[str, object]
_ARTICLES = ("Article", "BlogPosting", "MediaPosting", "Report")  # how schema.org's kinds of articles end


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The article nodes of a page, and the names of all its nodes by their ``@id``."""

    articles: tuple[Node, ...]
    names: dict[str, object]

    def says(self, key: str) -> tuple[str, ...]:
        """List the words or names under a key; none if two articles differ: the page is neither of them."""
        said = {words for article in self.articles if (words := tuple(self._words(article.get(key))))}
        return said.pop() if len(said) == 1 else ()

    def _words(self, value: object) -> Iterator[str]:
        for item in value if isinstance(value, list) else [value]:
            word = self._name(item) if isinstance(item, dict) else item
            if isinstance(word, str):
                yield word

    def _name(self, node: Node) -> object:
        reference = node.get("@id")
        return node.get("name") or (self.names.get(reference) if isinstance(reference, str) else None)


def article_data(blocks: Iterable[str]) -> ArticleData:
    """Gather the nodes of a page's JSON-LD blocks. A block that is not JSON says nothing."""
    nodes = [node for block in blocks for node in _nodes(_parsed(block))]
    named = ((node.get("@id"), node["name"]) for node in nodes if "name" in node)
    names = {reference: name for reference, name in named if isinstance(reference, str)}
    return ArticleData(tuple(filter(_is_article, nodes)), names)


def _parsed(block: str) -> object:
    try:
        return json.loads(block)
    except (ValueError, RecursionError):
        return None


def _nodes(parsed: object) -> Iterator[Node]:
    queue = [parsed]
    for item in queue:  # grows as it goes
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            yield item
            queue.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in listed)
