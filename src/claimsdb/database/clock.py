"""The moment, as the database keeps it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Return the moment in UTC, as ``2026-11-23T12:00:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
