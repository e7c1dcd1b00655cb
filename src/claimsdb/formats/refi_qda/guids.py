"""GUIDs made of what things are, so that the same database makes the same project each time."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

SPACE: Final = UUID("5c1a6f0e-7d4b-5c58-9a57-6b0f3d0c2a41")
"""A name space of our own (RFC 9562, version 5)."""


def guid_of(kind: str, *parts: object) -> str:
    """Return the GUID of something, by its kind and by what tells it from others of it."""
    return str(uuid5(SPACE, "\x1f".join((kind, *map(str, parts)))))
