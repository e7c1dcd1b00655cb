"""Reading a file whole, within bounds."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from claimsdb.errors.sources import (
    NoSuchFileError,
    NotARegularFileError,
    OutsideFolderError,
    TooLargeError,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_TEXT: Final = 32_000_000
"""The most bytes that one text or annotation file may have."""


def read_file(path: Path, *, limit: int = LARGEST_TEXT) -> bytes:
    """Return the bytes of an ordinary file.

    Raises:
        ClaimsDBError: it is absent, unreadable, not an ordinary file, or larger than ``limit``.
    """
    try:
        # A pipe would keep open() waiting for ever: O_NONBLOCK lets us look first.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as stream:  # noqa: PTH123 (a descriptor, not a path)
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise NotARegularFileError(str(path))
            if status.st_size > limit:
                raise TooLargeError(str(path), status.st_size, limit)
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise NoSuchFileError(str(path)) from None
    except OSError as fault:
        raise UnreadableFileError(str(path), fault.strerror or str(fault)) from fault


def inside(path: Path, folder: Path) -> Path:
    """Return the path, once it is sure that it does not lead out of the folder, by ``..`` or by a link.

    Raises:
        OutsideFolderError: it does.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OutsideFolderError(str(path), str(folder))
    return path
