"""The items of a JSON file that another program wrote, one at a time, each read strictly."""

from __future__ import annotations

import codecs
from functools import partial
from typing import TYPE_CHECKING, Final

from claimsdb.errors.annotations import NotUTF8Error
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.json_items import JSONItems
from claimsdb.formats.json_strict import read_json
from claimsdb.records.place import Place
from claimsdb.sources.foreign.placing import refused_note
from claimsdb.sources.read import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimsdb.formats.marks import Node
    from claimsdb.records.sources import RefusedText

CHUNK: Final = 2**18


def json_nodes(
    path: Path, lists: tuple[str, ...], within: tuple[str, ...] = ()
) -> Iterator[Node | RefusedText]:
    """Yield the items, or why one is none; ``lists`` and ``within`` lead to them, as ``JSONItems`` has it.

    Raises:
        ClaimsDBError: the file is not JSON, or cannot be read.
    """
    with open_file(path) as stream:
        chunks = _decoded(iter(partial(stream.read, CHUNK), b""), str(path))
        for item in JSONItems(chunks, str(path), lists=lists, within=within):
            yield read_node(item.text, Place(str(path), item.line))


def read_node(text: str, place: Place) -> Node | RefusedText:
    """Read a JSON text, or tell why it is none."""
    name = ""
    try:
        node, repeated = read_json(text.encode("utf-8", "surrogatepass"), place)
        name = str(node.text("id") or "")
        if repeated:
            raise AnnotationRefusedError(repeated)
    except ClaimsDBError as reason:
        return refused_note(place, name, reason)
    return node


def _decoded(chunks: Iterator[bytes], name: str) -> Iterator[str]:
    decoder, offset = codecs.getincrementaldecoder("utf-8-sig")(), 0
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
            offset += len(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        raise NotUTF8Error(name, offset + fault.start) from fault
