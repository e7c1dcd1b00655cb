"""A web page with reviews of claims in its JSON-LD: the text that it shows, and the nodes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from claimsdb.records.place import Place
from claimsdb.sources.foreign.json_nodes import read_node
from claimsdb.sources.foreign.texts_at_hand import text_in
from claimsdb.text.decode import decode
from claimsdb.text.html import parse
from claimsdb.text.json_ld import parsed_block
from claimsdb.text.page_elements import json_ld_blocks
from claimsdb.text.page_words import unescaped, without_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from claimsdb.formats.marks import Node
    from claimsdb.records.sources import PreparedText, RefusedText

DEEPEST: Final = 30
"""Nodes within nodes; what lies deeper says nothing."""

JOINED: Final = ("author", "publisher", "itemReviewed", "appearance", "firstAppearance", "reviewRating")
"""Under which keys a reference is followed: those that a review speaks by."""

HOPS: Final = 2
"""References behind one another that are followed."""

MOST: Final = 1_000
"""References of a page that are followed, each to a node of at most ``LONGEST`` characters of JSON."""

LONGEST: Final = 10_000


def page_at_hand(path: Path) -> PreparedText:
    """Return the text of a page.

    Raises:
        ClaimsDBError: it cannot be read.
    """
    return text_in(path, path.name)


def page_nodes(page: PreparedText, called: str) -> Iterator[Node | RefusedText]:
    """Yield what each block of JSON-LD says, with what it refers to elsewhere on the page in its place."""
    markup = decode(page.original, name=called, markup=True).text
    values = [value for block in json_ld_blocks(parse(markup)) for value in parsed_block(block)]
    joining = _Joining(dict(_named(values, 0)))
    for value in values:
        yield read_node(json.dumps(joining.joined(value, "", 0, 0)), Place(called))


def _named(value: object, depth: int) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the nodes, if they are no long ones, that say more than their name, by it."""
    if depth > DEEPEST:
        return
    inner = value if isinstance(value, list) else []
    if isinstance(value, dict):
        name, inner = value.get("@id"), list(value.values())
        if isinstance(name, str) and len(value) > 1 and len(json.dumps(value)) <= LONGEST:
            yield name, value
    for each in inner:
        yield from _named(each, depth + 1)


class _Joining:
    """Puts nodes in the place of references to them, at most so many that no page grows without bound."""

    def __init__(self, known: Mapping[str, Mapping[str, object]]) -> None:
        self._known, self._left = known, MOST

    def joined(self, value: object, key: str, depth: int, hops: int) -> object:
        """Return a value, which stands under a key, without tags and entities in its texts."""
        if depth > DEEPEST:
            return None
        if isinstance(value, str):
            return without_tags(unescaped(value))
        if isinstance(value, list):
            return [self.joined(each, key, depth + 1, hops) for each in value]
        if not isinstance(value, dict):
            return value
        name = value.get("@id")
        known = self._known.get(name) if isinstance(name, str) and len(value) == 1 else None
        if known is not None and key in JOINED and hops < HOPS and self._left > 0:
            self._left -= 1
            return self.joined(known, key, depth, hops + 1)
        return {inner: self.joined(each, inner, depth + 1, hops) for inner, each in value.items()}
