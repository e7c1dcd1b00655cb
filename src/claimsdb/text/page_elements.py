"""The elements in which a page speaks of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser


def metas(page: LexborHTMLParser) -> dict[str, list[str]]:
    """Gather what `<meta>` says by its property, name or pragma in lower case."""
    said: dict[str, list[str]] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        for attribute in ("property", "name", "http-equiv"):
            name = (attributes.get(attribute) or "").strip().lower()
            if name:
                said.setdefault(name, []).append(attributes.get("content") or "")
    return said


def json_ld_blocks(page: LexborHTMLParser) -> Iterator[str]:
    """Yield the text of each JSON-LD script."""
    for node in page.css("script"):
        kind = (node.attributes.get("type") or "").partition(";")[0]
        if kind.strip().lower() == "application/ld+json":
            yield node.text()


def titles(page: LexborHTMLParser) -> list[str]:
    """Find the page's `<title>`, which the title of a drawing is not."""
    titles = page.css("title")
    return [node.text() for node in titles if node.parent is not None and node.parent.tag in {"head", "body"}]


def canonical_links(page: LexborHTMLParser) -> Iterator[str | None]:
    """Yield where `<link rel=canonical>` leads."""
    for node in page.css("link"):
        if "canonical" in (node.attributes.get("rel") or "").lower().split():
            yield node.attributes.get("href")
