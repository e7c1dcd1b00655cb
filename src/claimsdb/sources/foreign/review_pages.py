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
    known = dict(_named(values, 0))
    for value in values:
        yield read_node(json.dumps(_joined(value, known, 0)), Place(called))


def _named(value: object, depth: int) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the nodes that say more than their name, by it."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        name = value.get("@id")
        if isinstance(name, str) and len(value) > 1:
            yield name, value
        inner = list(value.values())
    else:
        inner = value if isinstance(value, list) else []
    for each in inner:
        yield from _named(each, depth + 1)


def _joined(value: object, known: Mapping[str, Mapping[str, object]], depth: int) -> object:
    """Return a value in whose references stands what is known under them; their own stay as they are."""
    if depth > DEEPEST:
        return None
    if isinstance(value, str):
        return without_tags(unescaped(value))
    if isinstance(value, list):
        return [_joined(each, known, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    name = value.get("@id")
    if len(value) == 1 and isinstance(name, str) and name in known:
        plain = {key: each for key, each in known[name].items() if isinstance(each, str)}
        return _joined({"@type": known[name].get("@type"), **plain}, known, depth + 1)
    return {key: _joined(each, known, depth + 1) for key, each in value.items()}
