"""What actors are known by elsewhere: a scheme and a value, or a link."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from claimsdb.errors.judgements import NotIdentifierError

LINK: Final = "url"
"""The scheme under which links are kept."""

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_WIKIDATA: Final = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9][0-9]*)/?")
_ITEM: Final = re.compile(r"Q[1-9][0-9]*")


def parse_identifier(text: str) -> tuple[str, str]:
    """Return an identifier as (scheme, value): ``wikidata:Q42``, or a link, which is of scheme ``url``.

    A link to an item of Wikidata is that item.

    Raises:
        NotIdentifierError: it is neither.
    """
    written = text.strip()
    if item := _WIKIDATA.fullmatch(written):
        return "wikidata", item[1]
    scheme, colon, value = written.partition(":")
    if scheme.lower() in {"http", "https"}:
        return LINK, _link(written)
    value = value.strip()
    if not colon or not _SCHEME.fullmatch(scheme):
        raise NotIdentifierError(text, "it does not begin with a scheme and a colon")
    if not value:
        raise NotIdentifierError(text, f"nothing stands behind «{scheme}:»")
    if scheme == LINK:
        return LINK, _link(value)
    if scheme.lower() == "wikidata":
        if not _ITEM.fullmatch(value):
            raise NotIdentifierError(text, "an item of Wikidata is Q and a number")
        return "wikidata", value
    return scheme, " ".join(value.split())


def _link(written: str) -> str:
    if any(each.isspace() for each in written):
        raise NotIdentifierError(written, "a link holds no white space")
    try:
        host = urlsplit(written).hostname
    except ValueError:
        host = None
    if not host or "//" not in written:
        raise NotIdentifierError(written, "the link leads to no host")
    return written
