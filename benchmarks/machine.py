"""What a figure depends on: the machine, Python, SQLite."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from typing import Final

LIBRARIES: Final = ("sqlalchemy", "typer", "psycopg", "sqlite-utils", "datasette")


def facts() -> str:
    """Write on one line what the figures of a run depend on."""
    libraries = (f"{each} {version(each)}" for each in LIBRARIES if _is_installed(each))
    return ", ".join(
        [
            f"{platform.python_implementation()} {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            *libraries,
            f"{os.cpu_count()} cores",
            f"{platform.system()} {platform.machine()}",
        ]
    )


def _is_installed(library: str) -> bool:
    try:
        version(library)
    except PackageNotFoundError:
        return False
    return True
