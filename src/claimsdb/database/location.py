"""Where a database is: a path, or a URL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimsdb.errors.database import UnsupportedDatabaseError

DEFAULT = "claims.db"


@dataclass(frozen=True, slots=True)
class Location:
    """The place of a database, as the user named it."""

    path: Path

    @classmethod
    def of(cls, name: str | Path) -> Location:
        """Read a path, or a URL such as ``sqlite:///claims.db``.

        Raises:
            UnsupportedDatabaseError: the URL names another engine than SQLite.
        """
        text = str(name)
        if text.startswith("sqlite:///"):
            return cls(Path(text.removeprefix("sqlite:///")))
        if "://" in text:
            raise UnsupportedDatabaseError(without_password(text))
        return cls(Path(text).expanduser())

    def __str__(self) -> str:
        """Write the path as the user gave it."""
        return str(self.path)


def without_password(url: str) -> str:
    """Return a URL that can be shown: ``user:secret@host?password=…`` loses its secret and its options."""
    scheme, _, rest = url.partition("?")[0].partition("://")
    login, at, host = rest.rpartition("@")
    return f"{scheme}://{login.partition(':')[0]}{at}{host}"
