"""Puts the migrations and the seeds inside the wheel; an editable install reads them in place."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # the config type is hatchling's own
    """Maps top-level data folders into the package.

    A static ``force-include`` would leave stale copies in an editable install.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to the wheel, unless the install is editable."""
        if version != "editable":
            build_data["force_include"] |= {"migrations": "claimsdb/migrations", "seeds": "claimsdb/seeds"}
