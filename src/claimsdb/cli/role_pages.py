"""Roles as people read them: what somebody was, when, and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from claimsdb.cli.roles import role_quoted, role_times, role_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from claimsdb.records.roles import RoleRow


def roles_held(roles: tuple[RoleRow, ...]) -> Iterable[RenderableType]:
    """Yield the roles of one actor under a heading; nothing if there are none."""
    if roles:
        yield Text(f"\nRoles: {len(roles)}", style="bold")
    for each in roles:
        yield Text(f"{each.role_id}. {role_title(each)}, {role_times(each)}")
        yield Padding(Text(role_quoted(each), style="dim"), (0, 0, 0, 2))
