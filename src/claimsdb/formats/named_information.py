"""Names of texts by their SHA-256: the URIs of RFC 6920, ``ni:///sha-256;…``."""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

_NAME: Final = re.compile(r"ni:///sha-256;([A-Za-z0-9_-]{43})(?:\?.*)?", re.ASCII)


def ni_of(sha256: str) -> str:
    """Return the URI of a SHA-256 that is written in hexadecimal."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")


def sha256_in(uri: str) -> str | None:
    """Return the SHA-256, in hexadecimal, that a URI names; None if it names none."""
    found = _NAME.fullmatch(uri)
    return binascii.hexlify(urlsafe_b64decode(found[1] + "=")).decode("ascii") if found else None
