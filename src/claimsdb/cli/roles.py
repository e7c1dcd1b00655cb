"""Roles in words, for tables and pages alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.cli.listing import in_line
from claimsdb.text.shown_words import UNKNOWN

if TYPE_CHECKING:
    from claimsdb.records.roles import RoleRow


def role_title(role: RoleRow) -> str:
    """Write what somebody was, and of whom or what."""
    from claimsdb.text.role_words import role_called  # noqa: PLC0415 (finding words stays out of start-up)

    return in_line(role_called(role.title, role.organisation))


def role_times(role: RoleRow) -> str:
    """Write from when to when."""
    if role.since is None and role.until is None:
        return f"dates {UNKNOWN}"
    return f"from {in_line(role.since)} to {in_line(role.until)}"


def role_quoted(role: RoleRow) -> str:
    """Write the words that say so, and where they stand, a line each."""
    if role.quote is None:
        return "no passage"
    became = f", {role.outcome} in version {role.version}" if role.outcome else ""
    return f"“{in_line(role.quote)}”\n{in_line(role.article)}{became}"
