"""Names of CSL-JSON ↔ names as they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.json_fields import mapping, refusal, words
from claimsdb.formats.wording import shown
from claimsdb.records.references import NameParts
from claimsdb.text.name_order import said, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.formats.marks import Node, Plain
    from claimsdb.records.references import CitedAuthor


def names_in(item: Node, key: str) -> list[str]:
    """Return the names under a key, in their order; none if it is absent.

    Raises:
        AnnotationRefusedError: it is no list of names.
    """
    found = item.get(key)
    if found is None:
        return []
    if not isinstance(found.value, list):
        raise refusal(found, f"{shown(found.value)} is no list of names")
    return list(filter(None, map(_name, found.elements())))


def _name(node: Node) -> str:
    if isinstance(node.value, str):
        return " ".join(node.value.split())
    mapping(node)
    literal = _part(node, "literal") or _part(node, "name")
    if literal:
        return literal
    family, given = _part(node, "family"), _part(node, "given")
    if node.get("static-ordering") is not None and node.value["static-ordering"] is True and given:  # type: ignore[call-overload,index]
        return f"{family} {given}".strip()
    particle = " ".join(
        filter(None, (_part(node, "dropping-particle"), _part(node, "non-dropping-particle")))
    )
    comma = node.get("comma-suffix")
    is_apart = comma is not None and comma.value not in (False, 0, "")
    return said(NameParts(family, given, particle, _part(node, "suffix"), is_apart))


def _part(node: Node, key: str) -> str:
    return " ".join((words(node, key) or "").split())


def csl_names(authors: tuple[CitedAuthor, ...]) -> Iterator[Plain]:
    """Yield authors as CSL has them: people in parts, others by their name as it is."""
    for author in authors:
        parts = taken_apart(author.name, author.kind)
        if parts.literal is not None:
            yield {"literal": parts.literal}
            continue
        told: dict[str, Plain] = {
            "family": parts.family,
            "given": parts.given,
            "non-dropping-particle": parts.particle,
            "suffix": parts.suffix,
            "comma-suffix": parts.comma,
        }
        yield {key: value for key, value in told.items() if value}
