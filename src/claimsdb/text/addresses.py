"""Web addresses."""

from __future__ import annotations

from urllib.parse import urlsplit


def leads_to_a_page(address: str) -> bool:
    """Tell whether an address is of one page: that of a whole site, which some pages give, is not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)
