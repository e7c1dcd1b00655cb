"""Where a database is: a path, or a URL."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from claimsdb.errors.database import UnsupportedDatabaseError

DEFAULT = "claims.db"
POSTGRESQL: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Location:
    """The place of a database, as the user named it: a path for SQLite, a URL for PostgreSQL."""

    name: str
    is_postgresql: bool = False

    @classmethod
    def of(cls, name: str | Path) -> Location:
        """Read a path, or a URL such as ``sqlite:///claims.db`` or ``postgresql://user@host/name``.

        Raises:
            UnsupportedDatabaseError: the URL names another engine.
        """
        text = str(name)
        if text.startswith("sqlite:///"):
            return cls(text.removeprefix("sqlite:///"))
        if text.startswith(POSTGRESQL):
            return cls("postgresql://" + text.partition("://")[2], is_postgresql=True)
        if "://" in text:
            raise UnsupportedDatabaseError(without_password(text))
        return cls(str(Path(text).expanduser()))

    @property
    def path(self) -> Path:
        """Return the path of an SQLite file."""
        assert not self.is_postgresql
        return Path(self.name)

    @property
    def is_new(self) -> bool:
        """Tell whether there is no file yet; a server is never new, and tells what it holds when asked."""
        # unlike Path.exists, this does not fail in a folder that is closed to us: opening tells of it
        return not self.is_postgresql and not os.path.exists(self.path)  # noqa: PTH110

    def __str__(self) -> str:
        """Write the path as the user gave it, or the URL without its password."""
        return without_password(self.name) if self.is_postgresql else self.name


def without_password(url: str) -> str:
    """Return a URL that can be shown: ``user:secret@host?password=…`` loses its secret and its options."""
    scheme, _, rest = url.partition("?")[0].partition("://")
    login, at, host = rest.rpartition("@")
    return f"{scheme}://{login.partition(':')[0]}{at}{host}"
