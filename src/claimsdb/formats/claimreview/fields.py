"""The fields of schema.org's nodes as publishers write them: text, node or list, and parts missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.errors.dates import NotEDTFError
from claimsdb.formats.json_fields import several
from claimsdb.text.dates import parse_edtf
from claimsdb.text.page_dates import day_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from claimsdb.formats.marks import Node

_ENDING: Final = re.compile(r".*[/#:]", re.DOTALL)
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
WEB: Final = ("http://", "https://")


def is_of(node: Node, *kinds: str) -> bool:
    """Tell whether a node says that it is of one of some types, in whatever form it names them."""
    said = [each.value for key in ("@type", "type") for each in several(node, key)]
    return any(isinstance(each, str) and _ENDING.sub("", each) in kinds for each in said)


def texts(node: Node | None, *keys: str) -> Iterator[str]:
    """Yield what is said under some keys, without what is empty; a number is taken as it is written."""
    for key in keys:
        for each in several(node, key) if node is not None else ():
            value = each.value.get("@value") if isinstance(each.value, dict) else each.value
            if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
                yield str(value)


def text(node: Node | None, *keys: str) -> str | None:
    """Return the first of that."""
    return next(texts(node, *keys), None)


def line(node: Node | None, *keys: str) -> str | None:
    """Return the first of that on one line."""
    found = text(node, *keys)
    return None if found is None else " ".join(found.split())


def names(node: Node | None, key: str) -> list[str]:
    """Return what persons or organisations are called: each a text, or a node with a name."""
    found = (_name(each) for each in several(node, key)) if node is not None else ()
    return [name for name in found if name]


def address(node: Node | None, *keys: str) -> str | None:
    """Return the first address of the web under some keys, which may be that of a node there."""
    for key in keys:
        for each in several(node, key) if node is not None else ():
            found = text(each, "url", "@id") if isinstance(each.value, dict) else each.value
            if isinstance(found, str) and found.strip().startswith(WEB):
                return found.strip()
    return None


def located(node: Node, lost: Counter[str]) -> str | None:
    """Return what stands as the address of a node, of whatever scheme; what is none is counted as lost."""
    written = (text(node, "url") or "").strip()
    is_address = _ADDRESS.fullmatch(written) is not None
    lost["addresses that are none"] += bool(written) and not is_address
    return written if is_address else None


def number(node: Node | None, key: str) -> float | None:
    """Return the number under a key, which publishers often write as a text."""
    found = node.get(key) if node is not None else None
    value = found.value if found is not None else None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return float(value.strip().replace(",", "."))
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def day(written: str | None) -> str | None:
    """Return a date as EDTF: as it is written if it is that, or else its day; None if it is none."""
    if written is None:
        return None
    try:
        return parse_edtf(written).edtf
    except NotEDTFError:
        return day_of(written)


def _name(node: Node) -> str | None:
    if isinstance(node.value, dict):
        return line(node, "claimsdb:name", "name") or line(node, "alternateName")
    return node.words if isinstance(node.value, str) and node.words else None
