"""Web addresses."""

from __future__ import annotations

from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

_SCHEMES: Final = ("https", "http")


def leads_to_a_page(address: str) -> bool:
    """Tell whether an address is of one page: that of a whole site, which some pages give, is not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def spellings(address: str) -> tuple[str, ...]:
    """Return the ways in which the address of a page may be written, the address as it is first.

    They differ by ``http`` or ``https``, the case of the host, a stroke at the end of the path, and what
    stands behind ``#``. An address that leads to no page of the web has none.
    """
    parts = _parts(address)
    if parts is None or not leads_to_a_page(address):
        return ()
    bare = parts.path.removesuffix("/")
    written = (
        urlunsplit((scheme, parts.netloc.lower(), path, parts.query, ""))
        for scheme in _SCHEMES
        for path in (bare, f"{bare}/")
    )
    return tuple(dict.fromkeys((address, *written)))


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme.lower() in _SCHEMES and parts.netloc else None
