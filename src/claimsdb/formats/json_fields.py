"""The fields of JSON that another program wrote, each held to the type that it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.formats.marks import Node

MOST: Final = 2**53
"""The largest whole number that every JSON reader tells from its neighbours (RFC 8259, section 6)."""


def refusal(node: Node, sentence: str) -> AnnotationRefusedError:
    """Return the refusal of a value, told with its path."""
    return AnnotationRefusedError([node.problem(sentence)])


def words(node: Node, key: str) -> str | None:
    """Return the text under a key; None if it is absent or null.

    Raises:
        AnnotationRefusedError: it is no text.
    """
    found = node.get(key)
    return None if found is None else as_words(found)


def as_words(node: Node) -> str:
    """Return a text.

    Raises:
        AnnotationRefusedError: it is none.
    """
    if not isinstance(node.value, str):
        raise refusal(node, f"{shown(node.value)} is no text")
    return node.value


def offset(node: Node, key: str) -> int:
    """Return the whole number, from 0, under a key.

    Raises:
        AnnotationRefusedError: there is none.
    """
    found = node.get(key)
    if found is None:
        raise refusal(node, f"«{key}» is missing")
    value = found.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise refusal(found, f"{shown(found.value)} is no offset: write a whole number from 0 on")
    return value


def position(selector: Node) -> tuple[int, int]:
    """Return the start and the end that a TextPositionSelector gives.

    Raises:
        AnnotationRefusedError: they are no offsets, or nothing stands between them.
    """
    start, end = offset(selector, "start"), offset(selector, "end")
    if end <= start:
        raise refusal(selector, f"[{start}, {end}) is no passage: its end must stand behind its start")
    return start, end


def several(node: Node, key: str) -> Sequence[Node]:
    """Return the values under a key: those of a list, or the one that stands there; none if it is absent."""
    found = node.get(key)
    if found is None:
        return []
    return found.elements() if isinstance(found.value, list) else [found]


def mapping(node: Node) -> Node:
    """Return the value, once it is an object.

    Raises:
        AnnotationRefusedError: it is none.
    """
    if not isinstance(node.value, dict):
        raise refusal(node, f"{shown(node.value)} is no object")
    return node


def has_type(node: Node, name: str) -> bool:
    """Tell whether an object says, under ``type`` or ``@type``, that it is of a type."""
    return any(each.value in (name, f"oa:{name}") for key in ("type", "@type") for each in several(node, key))
