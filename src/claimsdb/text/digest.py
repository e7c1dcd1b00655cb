"""SHA-256, by which wordings and files are known."""

from __future__ import annotations

import hashlib


def sha256(wording: str | bytes) -> str:
    """Return the SHA-256 of some bytes, or of a text in UTF-8, in hexadecimal."""
    raw = wording.encode("utf-8", "surrogatepass") if isinstance(wording, str) else wording
    return hashlib.sha256(raw).hexdigest()
