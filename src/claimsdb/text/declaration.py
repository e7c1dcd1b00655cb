"""The encoding that a page declares: the HTML standard's prescan, and the XML declaration."""

from __future__ import annotations

import re
from typing import Final

from claimsdb.text.encodings import encoding_of

PRESCAN_BYTES: Final = 1024
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(r"<meta[\s/]([^>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']+)[\"']")


def declared_encoding(raw: bytes) -> str | None:
    """Name the encoding that the first 1024 bytes of a page declare; ``None`` if they do not.

    A `<meta>` outranks the XML declaration; a label that the WHATWG Encoding Standard does not
    know declares nothing.
    """
    head = _COMMENT.sub("", raw[:PRESCAN_BYTES].decode("latin-1"))
    labels = [_charset_of_meta(meta) for meta in _META.findall(head)] + _XML.findall(head)[:1]
    known = (encoding_of(label) for label in labels if label)
    return next((encoding for encoding in known if encoding), None)


def _charset_of_meta(attributes: str) -> str | None:
    values = {name.lower(): "".join(value) for name, *value in reversed(_ATTRIBUTE.findall(attributes))}
    if "charset" in values:
        return values["charset"]
    if values.get("http-equiv", "").lower() != "content-type":
        return None
    charset = _CHARSET.search(values.get("content", ""))
    return charset and charset[1]
